// A board: what a reader put together, and how it is looked at. All else is asked from the server.
import type { Place } from '../relationships/layout';

export const FILTERS = ['stages', 'units', 'sourceKinds', 'ranks'] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Record<FilterName, string[]>;

export const CLOCKS = ['on', 'knownAt'] as const;
export type Clock = (typeof CLOCKS)[number];

export const GROUPINGS = ['none', 'kind', 'party', 'state'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Board {
  /** Ids of entities, in the order in which they were added. */
  nodes: string[];
  /** By id. */
  notes: Record<string, string>;
  /** Where the reader put a node; all others are laid out. */
  places: Record<string, Place>;
  /** Entities that no path may pass through. */
  avoid: string[];
  /** The ends of the path that is shown. */
  path: [string, string] | null;
  group: Grouping;
  /** Empty: not filtered. */
  filters: Filters;
  /** Only what surely held on this day; null for any day. */
  on: string | null;
  /** Only what rests on a page published by this day; null for any day. */
  knownAt: string | null;
}

/** The server takes no more. */
export const MOST_NODES = 200;
export const LONGEST_NOTE = 2000;

export const EMPTY: Board = {
  nodes: [],
  notes: {},
  places: {},
  avoid: [],
  path: null,
  group: 'none',
  filters: { stages: [], units: [], sourceKinds: [], ranks: [] },
  on: null,
  knownAt: null,
};

/** Adds entities; those beyond the limit are left out. */
export function withNodes(board: Board, ids: readonly string[]): Board {
  const nodes = [...new Set([...board.nodes, ...ids])].slice(0, MOST_NODES);
  return nodes.length === board.nodes.length ? board : { ...board, nodes };
}

/** Removes entities, with their notes, places and paths. */
export function withoutNodes(board: Board, ids: readonly string[]): Board {
  const gone = new Set(ids);
  const kept = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id))) as Record<string, T>;
  return {
    ...board,
    nodes: board.nodes.filter((id) => !gone.has(id)),
    notes: kept(board.notes),
    places: kept(board.places),
    path: board.path?.some((id) => gone.has(id)) ? null : board.path,
  };
}

export function withNote(board: Board, id: string, text: string): Board {
  const { [id]: _, ...others } = board.notes;
  return { ...board, notes: text ? { ...others, [id]: text.slice(0, LONGEST_NOTE) } : others };
}

/**
 * Adds a colleague's board. Entities and notes of both stay; of two notes on one entity, both. The filters and days are
 * those of the first.
 */
export function merged(ours: Board, theirs: Board): Board {
  const all = withNodes(ours, theirs.nodes);
  const notes = { ...ours.notes };
  for (const [id, note] of Object.entries(theirs.notes)) {
    const mine = notes[id];
    notes[id] = (!mine || note.includes(mine) ? note : mine.includes(note) ? mine : `${mine}\n${note}`).slice(
      0,
      LONGEST_NOTE,
    );
  }
  const here = new Set(all.nodes);
  return {
    ...all,
    notes: Object.fromEntries(Object.entries(notes).filter(([id]) => here.has(id))),
    places: { ...theirs.places, ...ours.places },
    avoid: [...new Set([...ours.avoid, ...theirs.avoid])],
    path: ours.path ?? theirs.path,
  };
}
