import type { Claim, Edge, Entity, Found, Path, Term, Total, Value } from './model';
import { ENTITY_TYPES } from './kinds';

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects the contents of an annotated response. */
export function gather(data: unknown): Found {
  const found: Found = {
    entities: new Map(),
    edges: new Map(),
    paths: [],
    totals: [],
    terms: [],
    states: new Map(),
  };
  walk(data, found);
  return found;
}

function walk(value: unknown, found: Found): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, found);
    return;
  }
  if (!isPlain(value)) return;
  note(value, found);
  for (const inner of Object.values(value)) walk(inner, found);
}

function note(value: Plain, found: Found): void {
  const entity = entityOf(value);
  // An entity may occur several times, with different fields selected.
  if (entity) found.entities.set(entity.id, { ...found.entities.get(entity.id), ...entity });
  switch (value['__typename']) {
    case 'State':
      if (entity) noteState(entity, value, found);
      break;
    case 'Relationship': {
      const edge = edgeOf(value);
      if (edge) found.edges.set(edge.id, edge);
      break;
    }
    case 'Path':
      if (Array.isArray(value['relationships']) && Array.isArray(value['nodes'])) found.paths.push(pathOf(value));
      break;
    case 'Term':
      if (isPlain(value['person']) && isPlain(value['jurisdiction'])) found.terms.push(value as unknown as Term);
      break;
    case 'Total':
      if (nodesOf(value['claims'])) found.totals.push(totalOf(value));
      break;
  }
}

export function entityOf(value: unknown): Entity | null {
  if (!isPlain(value)) return null;
  const { __typename: type, id, name } = value;
  if (typeof type !== 'string' || typeof id !== 'string' || !ENTITY_TYPES.includes(type)) return null;
  const stated = isPlain(value['figure']) ? value['figure']['stated'] : undefined;
  const entity = { id, type, name: typeof name === 'string' ? name : id };
  return typeof stated === 'string' ? { ...entity, figure: stated } : entity;
}

export function edgeOf(value: Plain): Edge | null {
  const from = entityOf(value['from']);
  const to = entityOf(value['to']);
  const { id, kind, start, end } = value;
  if (!from || !to || typeof kind !== 'string') return null;
  return {
    id: typeof id === 'string' ? id : `${kind}:${from.id}>${to.id}`,
    kind,
    from: from.id,
    to: to.id,
    start: (start as string | null) ?? null,
    end: (end as string | null) ?? null,
  };
}

/** Returns the nodes of a connection; undefined where it was not selected. */
const nodesOf = (value: unknown): unknown[] | undefined =>
  isPlain(value) && Array.isArray(value['nodes']) ? (value['nodes'] as unknown[]) : undefined;

function totalOf(value: Plain): Total {
  const [claims, excluded] = [nodesOf(value['claims']) ?? [], nodesOf(value['excluded']) ?? []];
  return { ...value, claims, excluded } as unknown as Total;
}

function pathOf(value: Plain): Path {
  const steps = (value['relationships'] as Plain[]).flatMap((step) => {
    const edge = edgeOf(step);
    return edge ? [{ edge, claims: (step['claims'] as Claim[] | undefined) ?? [] }] : [];
  });
  const nodes = (value['nodes'] as unknown[]).map(entityOf).filter((node) => node !== null);
  return { nodes, steps };
}

const NO_VALUES = new Set(['__typename', 'id', 'name', 'code', 'fips', 'stateKind']);

/** Collects the values of a state that a map can show: numbers, words, and whether there is a value. */
function noteState(state: Entity, value: Plain, found: Found): void {
  const values = found.states.get(state.id) ?? new Map<string, Value>();
  for (const [place, one] of valuesOf(value, '')) values.set(place, one);
  found.states.set(state.id, values);
}

function* valuesOf(value: Plain, place: string): Iterable<[string, Value]> {
  for (const [key, one] of Object.entries(value)) {
    if (NO_VALUES.has(key)) continue;
    const here = place ? `${place}.${key}` : key;
    if (one === null) yield [here, null];
    else if (typeof one === 'number' || typeof one === 'string' || typeof one === 'boolean') yield [here, one];
    else if (isPlain(one)) {
      const entity = entityOf(one);
      if (entity) yield [here, entity.name];
      else if (one['__typename'] !== 'Term') yield* valuesOf(one, here);
    }
  }
}
