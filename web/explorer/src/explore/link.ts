// A board as the fragment of an address, which browsers do not send to the server.
import { FILTERS, type Board } from './board';
import { checked } from './boardFile';

/** Longer addresses are cut by mail programs and chats. */
export const LONGEST_LINK = 6000;

/** What a link is to do: show a board, and the neighbors of some of its entities. */
export interface Linked {
  board: Board;
  open: string[];
}

/** Returns the fragment of a board, and what had to be left out of it. */
export function fragmentOf(board: Board): { fragment: string; without: ('places' | 'notes' | 'everything')[] } {
  const whole = encode(board);
  if (whole.length <= LONGEST_LINK) return { fragment: whole, without: [] };
  const noPlaces = encode({ ...board, places: {} });
  if (noPlaces.length <= LONGEST_LINK) return { fragment: noPlaces, without: ['places'] };
  const neither = encode({ ...board, places: {}, notes: {} });
  if (neither.length <= LONGEST_LINK) return { fragment: neither, without: ['places', 'notes'] };
  return { fragment: '', without: ['everything'] };
}

function encode(board: Board): string {
  const given = new URLSearchParams();
  const set = (name: string, values: readonly string[]) => values.length > 0 && given.set(name, values.join(' '));
  set('of', board.nodes);
  set('avoid', board.avoid);
  set('path', board.path ?? []);
  for (const name of FILTERS) set(name, board.filters[name]);
  if (board.group !== 'none') given.set('group', board.group);
  if (board.on) given.set('on', board.on);
  if (board.knownAt) given.set('knownAt', board.knownAt);
  for (const [id, { x, y }] of Object.entries(board.places)) given.append('at', `${id} ${x} ${y}`);
  for (const [id, note] of Object.entries(board.notes)) given.append('note', `${id} ${note}`);
  return given.toString().replaceAll('%2F', '/');
}

/** Reads an address, and ignores invalid parts: a board from the fragment, and `open` from the search part. */
export function readAddress(fragment: string, search = ''): Linked {
  const given = new URLSearchParams(fragment.replace(/^#/, '').slice(0, LONGEST_LINK));
  const opened = new URLSearchParams(search.slice(0, LONGEST_LINK)).getAll('open');
  const words = (name: string) => (given.get(name) ?? '').split(' ').filter(Boolean);
  const pairs = (name: string) =>
    given.getAll(name).map((text): [string, string] => {
      const [id = '', ...rest] = text.split(' ');
      return [id, rest.join(' ')];
    });
  const board = checked({
    nodes: [...words('of'), ...opened],
    avoid: words('avoid'),
    path: words('path'),
    filters: Object.fromEntries(FILTERS.map((name) => [name, words(name)])),
    group: given.get('group'),
    on: given.get('on'),
    knownAt: given.get('knownAt'),
    notes: Object.fromEntries(pairs('note')),
    places: Object.fromEntries(
      pairs('at').map(([id, place]) => {
        const [x, y] = place.split(' ').map(Number);
        return [id, { x, y }];
      }),
    ),
  });
  return { board, open: board.nodes.filter((id) => opened.includes(id)) };
}
