import { data } from '../fetcher';
import type { Claim, Total } from '../answer/model';
import { createStore } from '../store';
import type { Measure } from './measures';

export interface State {
  id: string;
  name: string;
  code: string;
  fips: string;
  coverage: { pardons: string; expungements: string; laws: string };
}

const STAGES = ['GRANTED', 'ELIGIBLE', 'APPLIED', 'ANNOUNCED'] as const;

const TOTAL = 'kind unit stage low high actions state { id name }';

/** Loads all states with their coverage. */
export async function allStates(signal: AbortSignal): Promise<State[]> {
  const query = '{ states(first: 100) { nodes { id name code fips coverage { pardons expungements laws } } } }';
  return (await data<{ states: { nodes: State[] } }>(query, {}, { signal })).states.nodes;
}

/** Loads totals by state, of all actions or of those with some names, at each stage that has figures. */
export async function totalsByState(names: string[] | null, signal: AbortSignal): Promise<Total[]> {
  const parts = STAGES.map(
    (stage) => `${stage}: totals(where: $where, stage: ${stage}, groupBy: [KIND, UNIT, STATE]) { ${TOTAL} }`,
  );
  const query = `query TotalsByState($where: ActionWhere) { ${parts.join(' ')} }`;
  const where = names ? { name: { in: names } } : null;
  return Object.values(await data<Record<string, Total[]>>(query, { where }, { signal })).flat();
}

const CLAIM = '{ id stated about { __typename id name } source { id title url } }';

type Told = Pick<Total, 'kind' | 'unit'> & {
  claims: { nodes: Claim[] };
  excluded: { nodes: { reason: string; claim: Claim }[] };
};

/** Loads the claims that a state's total adds, and those that it leaves out. */
export async function claimsOf(
  { kind, unit, stage, names }: NonNullable<Measure['total']>,
  code: string,
  signal: AbortSignal,
): Promise<{ claims: Claim[]; excluded: { reason: string; claim: Claim }[] } | null> {
  const query = `query Behind($where: ActionWhere, $stage: Stage!) {
    totals(where: $where, stage: $stage, groupBy: [KIND, UNIT, STATE]) {
      ${TOTAL}
      claims(first: 200) { nodes ${CLAIM} }
      excluded(first: 200) { nodes { reason claim ${CLAIM} } }
    }
  }`;
  const state = { state: { code: { eq: code } } };
  const where = names ? { and: [state, { name: { in: names } }] } : state;
  const { totals } = await data<{ totals: Told[] }>(query, { where, stage }, { signal });
  const total = totals.find((one) => one.kind === kind && one.unit === unit);
  return total ? { claims: total.claims.nodes, excluded: total.excluded.nodes } : null;
}

/** The measure on the map, for the details of the selected state. */
export const mapped = createStore<{ measure: Measure; states: State[] } | null>(null);
