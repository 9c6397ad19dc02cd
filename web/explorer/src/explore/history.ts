// The state of the page as a reader may undo it: one reducer over boards.
import { EMPTY, merged, withNodes, withNote, withoutNodes } from './board';
import type { Board, Clock, FilterName, Grouping } from './board';
import type { Place } from '../relationships/layout';

export interface History {
  past: Board[];
  now: Board;
  future: Board[];
  /** What the last change was of: further changes of the same are undone together. */
  last: string;
}

export type Change =
  | { type: 'add'; ids: string[] }
  | { type: 'remove'; ids: string[] }
  | { type: 'note'; id: string; text: string }
  | { type: 'move'; id: string; to: Place }
  | { type: 'path'; ends: [string, string] | null; ids: string[] }
  | { type: 'avoid'; id: string }
  | { type: 'group'; by: Grouping }
  | { type: 'filter'; name: FilterName; values: string[] }
  | { type: 'clock'; clock: Clock; day: string | null }
  | { type: 'open'; board: Board }
  | { type: 'merge'; board: Board }
  | { type: 'clear' };

export type Action = Change | { type: 'undo' } | { type: 'redo' };

const MOST_STEPS = 100;

export const started = (board: Board = EMPTY): History => ({ past: [], now: board, future: [], last: '' });

export function reduce(history: History, action: Action): History {
  const { past, now, future } = history;
  if (action.type === 'undo') {
    const before = past.at(-1);
    return before ? { past: past.slice(0, -1), now: before, future: [now, ...future], last: '' } : history;
  }
  if (action.type === 'redo') {
    const [after, ...rest] = future;
    return after ? { past: [...past, now], now: after, future: rest, last: '' } : history;
  }
  const next = changed(now, action);
  if (next === now) return history;
  const last = continuous(action);
  const together = last !== '' && last === history.last;
  return { past: together ? past : [...past, now].slice(-MOST_STEPS), now: next, future: [], last };
}

/** A text that is being written, a slider or a node that is being moved. */
function continuous(change: Change): string {
  switch (change.type) {
    case 'note':
    case 'move':
      return `${change.type} ${change.id}`;
    case 'clock':
      return `clock ${change.clock}`;
    default:
      return '';
  }
}

function changed(board: Board, change: Change): Board {
  switch (change.type) {
    case 'add':
      return withNodes(board, change.ids);
    case 'remove':
      return withoutNodes(board, change.ids);
    case 'note':
      return withNote(board, change.id, change.text);
    case 'move':
      return { ...board, places: { ...board.places, [change.id]: change.to } };
    case 'path':
      return { ...withNodes(board, change.ids), path: change.ends };
    case 'avoid': {
      const rest = board.avoid.filter((id) => id !== change.id);
      return { ...board, avoid: rest.length < board.avoid.length ? rest : [...board.avoid, change.id] };
    }
    case 'group':
      return board.group === change.by ? board : { ...board, group: change.by };
    case 'filter':
      return { ...board, filters: { ...board.filters, [change.name]: change.values } };
    case 'clock':
      return board[change.clock] === change.day ? board : { ...board, [change.clock]: change.day };
    case 'open':
      return change.board;
    case 'merge':
      return merged(board, change.board);
    case 'clear':
      return board.nodes.length === 0 ? board : { ...EMPTY, group: board.group };
  }
}
