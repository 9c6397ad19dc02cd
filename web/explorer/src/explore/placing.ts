// Where the nodes of a board are drawn.
import type { Entity, Edge } from '../answer/model';
import { degreesOf, radiusOf, type Graph } from '../relationships/graph';
import type { Place } from '../relationships/layout';
import { placesFor } from '../relationships/places';
import type { Board } from './board';
import { gridOf } from './grid';
import type { Group } from './groups';
import type { Connections, FoundPath } from './model';

const ASPECT = 1.3;

/** Returns the board as the graph that the drawings take. */
export function graphOf({ nodes, edges }: Connections, path: FoundPath | null): Graph {
  const entities = nodes.map(({ id, name, __typename: type, figure }): Entity => ({
    id,
    name,
    type,
    ...(figure ? { figure: figure.stated } : {}),
  }));
  const drawn = edges.map(({ id, kind, from, to, start, end }): Edge => ({
    id,
    kind,
    from: from.id,
    to: to.id,
    start,
    end,
  }));
  const onPath = path ? [...path.nodes.map(({ id }) => id), ...path.relationships.map(({ id }) => id)] : [];
  return { entities, edges: drawn, path: new Set(onPath) };
}

/** Lays a board out; nodes that were placed before stay near, those that the reader moved stay exactly. */
export async function placed(
  graph: Graph,
  board: Board,
  groups: readonly Group[],
  before: ReadonlyMap<string, Place>,
): Promise<Map<string, Place>> {
  if (board.group !== 'none') return new Map([...gridOf(groups), ...movedOf(graph, board)]);
  const degrees = degreesOf(graph);
  const seeds = seedsOf(graph, new Map([...before, ...Object.entries(board.places)]));
  return placesFor({
    nodes: graph.entities.map(({ id }) => ({
      id,
      radius: radiusOf(degrees.get(id) ?? 0),
      at: board.places[id] ?? seeds.get(id),
      isFixed: id in board.places,
    })),
    links: graph.edges.map(({ from, to }) => ({ from, to })),
    aspect: ASPECT,
  });
}

/**
 * Returns where the layout begins: nodes where they were, new ones around a neighbor, or else beside all others. On a
 * new board there is nothing to begin from.
 */
export function seedsOf({ entities, edges }: Graph, before: ReadonlyMap<string, Place>): Map<string, Place> {
  const known = entities.flatMap(({ id }) => before.get(id) ?? []);
  if (known.length === 0) return new Map();
  const right = Math.max(...known.map(({ x }) => x));
  const near = new Map<string, Place>();
  for (const { from, to } of edges) {
    const [one, other] = [before.get(from), before.get(to)];
    if (one) near.set(to, one);
    if (other) near.set(from, other);
  }
  return new Map(
    entities.map(({ id }, index) => {
      const at = near.get(id) ?? { x: right + 80, y: 0 };
      const around = { x: at.x + Math.cos(index * 2.4) * 50, y: at.y + Math.sin(index * 2.4) * 50 };
      return [id, before.get(id) ?? around];
    }),
  );
}

const movedOf = ({ entities }: Graph, { places }: Board): [string, Place][] =>
  entities.flatMap(({ id }) => (places[id] ? [[id, places[id]] as [string, Place]] : []));
