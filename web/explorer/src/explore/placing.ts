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
  return placesFor({
    nodes: graph.entities.map(({ id }) => ({
      id,
      radius: radiusOf(degrees.get(id) ?? 0),
      at: board.places[id] ?? before.get(id),
      isFixed: id in board.places,
    })),
    links: graph.edges.map(({ from, to }) => ({ from, to })),
    aspect: ASPECT,
  });
}

const movedOf = ({ entities }: Graph, { places }: Board): [string, Place][] =>
  entities.flatMap(({ id }) => (places[id] ? [[id, places[id]] as [string, Place]] : []));
