// A board as a file. Files come from others, so everything in them is checked.
import { CLOCKS, EMPTY, FILTERS, GROUPINGS, LONGEST_NOTE, MOST_NODES } from './board';
import type { Board, Filters } from './board';
import { VOCABULARY } from './vocabulary';

const FORMAT = 'clemency-graph-board';
const VERSION = 1;
export const LARGEST_FILE = 1_000_000;

const ID = /^(state|country|locality|person|party|organization|law|action|source)\/[a-z0-9/-]{1,200}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const FARTHEST = 100_000;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && new Date(value).toJSON()?.slice(0, 10) === value;

/** Returns the text of the file; `data` is the version of the data. */
export const written = (board: Board, data: string | null): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, data, ...board }, null, 1)}\n`;

/** Reads the text of a file; throws with a reason if it is not a board. */
export function read(text: string): Board {
  if (text.length > LARGEST_FILE) throw new Error('The file is too large for a board.');
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Error('The file is not a board: it is not JSON.');
  }
  if (!isRecord(given) || given['format'] !== FORMAT) throw new Error('The file is not a board of this explorer.');
  if (given['version'] !== VERSION) throw new Error('The board was saved by another version of the explorer.');
  return checked(given);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the valid parts of what claims to be a board. */
export function checked(given: Record<string, unknown>): Board {
  const nodes = [...new Set(listed(given['nodes']).filter(isId))].slice(0, MOST_NODES);
  const here = new Set(nodes);
  const path = listed(given['path']).filter(isId);
  const filters = isRecord(given['filters']) ? given['filters'] : {};
  const days = Object.fromEntries(CLOCKS.map((clock) => [clock, isDay(given[clock]) ? given[clock] : null]));
  return {
    ...EMPTY,
    nodes,
    notes: kept(given['notes'], here, (note) =>
      typeof note === 'string' && note ? note.slice(0, LONGEST_NOTE) : undefined,
    ),
    places: kept(given['places'], here, placeOf),
    avoid: listed(given['avoid']).filter(isId).slice(0, MOST_NODES),
    path: path[0] !== undefined && path[1] !== undefined ? [path[0], path[1]] : null,
    group: GROUPINGS.find((one) => one === given['group']) ?? 'none',
    filters: Object.fromEntries(
      FILTERS.map((name) => {
        const wanted = listed(filters[name]);
        return [name, VOCABULARY[name].filter((value) => wanted.includes(value))];
      }),
    ) as Filters,
    on: (days['on'] as string | null) ?? null,
    knownAt: (days['knownAt'] as string | null) ?? null,
  };
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function kept<T>(value: unknown, here: Set<string>, valid: (one: unknown) => T | undefined): Record<string, T> {
  if (!isRecord(value)) return {};
  const found = Object.entries(value).flatMap(([id, one]) => {
    const good = here.has(id) ? valid(one) : undefined;
    return good === undefined ? [] : [[id, good] as const];
  });
  return Object.fromEntries(found);
}

function placeOf(value: unknown): { x: number; y: number } | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y } = value;
  const fits = (one: unknown): one is number => Number.isFinite(one) && Math.abs(one as number) < FARTHEST;
  return fits(x) && fits(y) ? { x: Math.round(x), y: Math.round(y) } : undefined;
}
