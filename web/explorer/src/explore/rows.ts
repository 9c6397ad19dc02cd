// The board as a table, on the page and as CSV.
import { lookOf, period, spoken } from '../answer/kinds';
import type { Board } from './board';
import type { BoardEdge, BoardNode, Connections } from './model';
import { byDay, writtenDay } from './partialDay';

export interface Row {
  edge: BoardEdge;
  /** The day of what was done: of the veto, the signature, the act. */
  day: string | null;
}

/** Returns the day on which a relationship came to be: its own, or that of what was done. */
export function dayOf(edge: BoardEdge, nodes: ReadonlyMap<string, BoardNode>): string | null {
  if (edge.start) return edge.start;
  const to = nodes.get(edge.to.id);
  if (edge.kind === 'VETOED') return to?.vetoed ?? null;
  if (edge.kind === 'SIGNED') return to?.enacted ?? null;
  if (edge.kind === 'DECIDED') return to?.act?.date ?? null;
  if (edge.from.id.startsWith('source/')) return nodes.get(edge.from.id)?.published ?? null;
  return null;
}

/** Returns the day or the period in words. */
export const dayInWords = (edge: BoardEdge, day: string | null): string =>
  edge.start || edge.end
    ? period(edge.start && writtenDay(edge.start), edge.end && writtenDay(edge.end))
    : writtenDay(day);

/** Returns the rows, the earliest first. */
export function rowsOf({ nodes, edges }: Connections): Row[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges
    .map((edge) => ({ edge, day: dayOf(edge, byId) }))
    .sort((one, other) => byDay(one.day, other.day) || one.edge.from.name.localeCompare(other.edge.from.name));
}

const COLUMNS = [
  'from', 'from_id', 'relationship', 'to', 'to_id', 'day', 'until', 'stated', 'publisher', 'published', 'page', 'note',
]; // prettier-ignore

/** Returns the board as CSV: one row per claim of a relationship, and per entity without relationships. */
export function csvOf(connections: Connections, { notes }: Board): string {
  const rows = rowsOf(connections).flatMap(({ edge, day }) => {
    const { from, to, kind, end, claims } = edge;
    const note = [notes[from.id], notes[to.id]].filter(Boolean).join(' / ');
    const left = [from.name, from.id, spoken(kind), to.name, to.id, day, end];
    if (claims.length === 0) return [[...left, '', '', '', '', note]];
    return claims.map(({ stated, published, source }) => [
      ...left, stated, source.publisher?.name, published, source.url ?? source.title, note,
    ]); // prettier-ignore
  });
  const tied = new Set(connections.edges.flatMap(({ from, to }) => [from.id, to.id]));
  const alone = connections.nodes
    .filter(({ id }) => !tied.has(id))
    .map(({ id, name, __typename }) => [name, id, lookOf(__typename).one, ...Array<string>(8).fill(''), notes[id]]);
  return [COLUMNS, ...rows, ...alone].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Quotes a cell. A spreadsheet would take what begins like a formula for one. */
function cell(value: string | null | undefined): string {
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
