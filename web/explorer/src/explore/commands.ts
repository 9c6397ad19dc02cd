// What a reader may do to a board that has to ask the server first. Each says what came of it.
import { counted } from '../answer/kinds';
import { neighbors, paths } from './ask';
import { MOST_NODES, type Board } from './board';
import { partsOf } from './connect';
import type { Action } from './history';
import type { Connections } from './model';

export interface Outcome {
  said: string;
  change?: Action;
}

export const isFull = (board: Board): boolean => board.nodes.length >= MOST_NODES;
const FULL = `A board holds at most ${MOST_NODES} entities. Remove some first.`;

/** Adds the next page of the neighbors of an entity. */
export async function addNeighbors(board: Board, id: string, sources = false): Promise<Outcome> {
  if (isFull(board)) return { said: FULL };
  // From the first page on: after an undo, its neighbors may be gone from the board.
  const here = new Set(board.nodes);
  let after: string | null = null;
  let name = id;
  for (;;) {
    const page = await neighbors(board, id, after, { sources });
    name = page.name ?? name;
    const fresh = page.ids.filter((one) => !here.has(one));
    if (fresh.length > 0) {
      const room = MOST_NODES - board.nodes.length;
      const rest = page.after ? ' There are more: ask again.' : ' These are all.';
      const cut = fresh.length > room ? ` ${FULL}` : rest;
      return {
        said: `${counted(Math.min(fresh.length, room), 'neighbor')} of ${name} added.${cut}`,
        change: { type: 'add', ids: fresh },
      };
    }
    if (!page.after) {
      return {
        said: `All ${sources ? 'sources' : 'neighbors'} of ${name} are on the board; there are ${page.total - 1}.`,
      };
    }
    after = page.after;
  }
}

/** The parts that are connected at once. */
const MOST_PARTS = 8;

/** Adds what connects the parts of a board that nothing on it connects. */
export async function connectParts(board: Board, { nodes, edges }: Connections): Promise<Outcome> {
  const [largest, ...others] = partsOf(nodes, edges);
  const hub = largest?.[0];
  if (!hub || others.length === 0) return { said: 'Everything on the board is connected.' };
  const found = await Promise.all(
    others.slice(0, MOST_PARTS).map(async ([one]) => (one ? (await paths(board, [one, hub]))[0] : undefined)),
  );
  const ids = found.flatMap((path) => path?.nodes.map(({ id }) => id) ?? []);
  const without = found.filter((path) => !path).length + Math.max(others.length - MOST_PARTS, 0);
  const fresh = new Set(ids.filter((id) => !board.nodes.includes(id)));
  const rest = without > 0 ? ` ${counted(without, 'part')} stay${without === 1 ? 's' : ''} apart.` : '';
  if (fresh.size === 0) return { said: `Nothing was found that connects them.${rest}` };
  return {
    said: `${counted(fresh.size, 'entity', 'entities')} added that connect${fresh.size === 1 ? 's' : ''} what is here.${rest}`,
    change: { type: 'add', ids: [...fresh] },
  };
}

/** Shows the shortest path between two entities. */
export async function findPath(board: Board, ends: [string, string], names: [string, string]): Promise<Outcome> {
  const [shortest] = await paths(board, ends);
  const between = `${names[0]} and ${names[1]}`;
  if (!shortest) {
    return { said: `No path of at most 6 steps connects ${between}.`, change: { type: 'path', ends, ids: [] } };
  }
  const ids = shortest.nodes.map(({ id }) => id);
  return {
    said: `A path of ${counted(shortest.relationships.length, 'step')} connects ${between}: ${shortest.nodes.map(({ name }) => name).join(', ')}.`,
    change: { type: 'path', ends, ids },
  };
}
