import { period, sentence, spoken } from '../answer/kinds';
import type { Claim, Entity, Found } from '../answer/model';
import { data } from '../fetcher';
import { spanOf } from './days';

/** An event on a date, or a term of office. */
export interface Event {
  /** GRANTED, ENACTED, TERM ... */
  stage: string;
  /** null if no source gives one. */
  date: string | null;
  /** The end of a term; null if it has not ended. */
  end?: string | null;
  claims: Claim[];
  text: string;
}

export interface Row {
  id: string;
  name: string;
  type: string;
  under: string;
  events: Event[];
}

const CLAIM = '{ id stated source { id title url } }';

const EVENTS = `query Events($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename id
    ... on ClemencyAction {
      name jurisdiction { name } figure { stated }
      history { stage date claims ${CLAIM} }
    }
    ... on Law {
      name jurisdiction { name } enacted effective
      whenEnacted: claims(property: ENACTED, first: 5) { nodes ${CLAIM} }
      whenEffective: claims(property: EFFECTIVE, first: 5) { nodes ${CLAIM} }
    }
  }
}`;

const AT_ONCE = 100;

interface ToldAction {
  __typename: 'ClemencyAction';
  id: string;
  name: string;
  jurisdiction: { name: string };
  figure: { stated: string } | null;
  history: { stage: string; date: string | null; claims: Claim[] }[];
}

interface ToldLaw {
  __typename: 'Law';
  id: string;
  name: string;
  jurisdiction: { name: string };
  enacted: string | null;
  effective: string | null;
  whenEnacted: { nodes: Claim[] };
  whenEffective: { nodes: Claim[] };
}

/** Loads the rows of a response: actions by stage, laws by date, and terms of office. */
export async function rowsOf(found: Found, entities: Entity[], signal: AbortSignal): Promise<Row[]> {
  const ids = entities.filter(({ type }) => type === 'ClemencyAction' || type === 'Law').map(({ id }) => id);
  const pages = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, page) =>
    data<{ nodes: (ToldAction | ToldLaw | null)[] }>(
      EVENTS,
      { ids: ids.slice(page * AT_ONCE, (page + 1) * AT_ONCE) },
      { signal },
    ),
  );
  const told = (await Promise.all(pages)).flatMap(({ nodes }) => nodes.filter((node) => node !== null));
  return sorted([...told.map(rowOf).filter(({ events }) => events.length > 0), ...rowsOfTerms(found)]);
}

export function rowOf(told: ToldAction | ToldLaw): Row {
  const { id, name, jurisdiction } = told;
  const row = { id, name, type: told.__typename, under: jurisdiction.name };
  if (told.__typename === 'ClemencyAction') {
    const under = told.figure ? `${jurisdiction.name}: ${told.figure.stated}` : jurisdiction.name;
    return { ...row, under, events: told.history.map((one) => ({ ...one, text: sentence(spoken(one.stage)) })) };
  }
  const events = [
    { stage: 'ENACTED', date: told.enacted, claims: told.whenEnacted.nodes, text: 'Enacted' },
    { stage: 'EFFECTIVE', date: told.effective, claims: told.whenEffective.nodes, text: 'Effective' },
  ];
  return { ...row, events: events.filter(({ date }) => date) };
}

function rowsOfTerms({ terms }: Found): Row[] {
  const rows = new Map<string, Row>();
  for (const { person, jurisdiction, office, party, start, end } of terms) {
    const key = `${person.id} ${jurisdiction.id}`;
    const row = rows.get(key) ?? { id: person.id, name: person.name, type: 'Person', under: '', events: [] };
    const text = `${sentence(spoken(office))} of ${jurisdiction.name}, ${period(start, end)}${party ? `, ${party.name}` : ''}`;
    if (!row.events.some((one) => one.text === text))
      row.events.push({ stage: 'TERM', date: start, end, claims: [], text });
    row.under = `${sentence(spoken(office))} of ${jurisdiction.name}`;
    rows.set(key, row);
  }
  return [...rows.values()];
}

const firstDay = ({ events }: Row): number =>
  Math.min(...events.map(({ date }) => (date && spanOf(date)?.from) || Infinity));

const ORDER = ['ClemencyAction', 'Law', 'Person'];

/** Sorts rows by type, then by date. */
export const sorted = (rows: Row[]): Row[] =>
  [...rows].sort((one, other) => {
    if (one.type !== other.type) return ORDER.indexOf(one.type) - ORDER.indexOf(other.type);
    const [first, second] = [firstDay(one), firstDay(other)];
    return first === second ? one.name.localeCompare(other.name) : first - second;
  });
