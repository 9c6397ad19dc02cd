import type { Claim, Edge, Entity, Found, Path } from './model';
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
    case 'Relationship': {
      const edge = edgeOf(value);
      if (edge) found.edges.set(edge.id, edge);
      break;
    }
    case 'Path':
      if (Array.isArray(value['relationships']) && Array.isArray(value['nodes'])) found.paths.push(pathOf(value));
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

function pathOf(value: Plain): Path {
  const steps = (value['relationships'] as Plain[]).flatMap((step) => {
    const edge = edgeOf(step);
    return edge ? [{ edge, claims: (step['claims'] as Claim[] | undefined) ?? [] }] : [];
  });
  const nodes = (value['nodes'] as unknown[]).map(entityOf).filter((node) => node !== null);
  return { nodes, steps };
}
