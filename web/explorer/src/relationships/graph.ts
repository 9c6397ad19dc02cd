import type { Edge, Entity } from '../answer/model';
import type { Picture } from '../picture/picture';

export interface Graph {
  entities: Entity[];
  edges: Edge[];
  /** Ids of the nodes and edges of the paths in the response. */
  path: Set<string>;
}

export const radiusOf = (degree: number): number => 9 + 2.8 * Math.sqrt(Math.min(degree, 60));

export function degreesOf({ edges }: Graph): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const { from, to } of edges) {
    for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  }
  return degrees;
}

/** The types that are hidden by default: sources, because they are connected to nearly everything. */
export function hiddenKinds({ entities }: Picture, hidden: string[] | null): Set<string> {
  if (hidden) return new Set(hidden);
  const kinds = new Set([...entities.values()].map(({ type }) => type));
  return new Set(kinds.size > 1 && kinds.has('Source') ? ['Source'] : []);
}

/** Returns the visible part of a picture. */
export function graphOf(picture: Picture, hidden: Set<string>): Graph {
  const entities = [...picture.entities.values()].filter(({ type }) => !hidden.has(type));
  const ids = new Set(entities.map(({ id }) => id));
  const edges = [...picture.edges.values()].filter(({ from, to }) => ids.has(from) && ids.has(to));
  const path = new Set(
    picture.found.paths.flatMap(({ nodes, steps }) => [
      ...nodes.map(({ id }) => id),
      ...steps.map(({ edge }) => edge.id),
    ]),
  );
  return { entities, edges, path };
}

/** Returns the number of entities of each type. */
export function countsOf({ entities }: Picture): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of entities.values()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
