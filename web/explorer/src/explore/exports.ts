// The board as files.
import { PALETTES, type Scheme } from '../picture/palettes';
import { pngOf } from '../picture/downloads';
import type { Graph } from '../relationships/graph';
import type { Place } from '../relationships/layout';
import { svgOf } from '../relationships/svg';
import type { Board } from './board';
import { writtenDay } from './partialDay';

/** The number of relationships up to which each is named in the drawing. */
const NAMED = 60;

/** Returns what the board shows, in words: the two days, if they are set. */
export function conditionsOf({ on, knownAt }: Board): string {
  const said = [on && `as it was on ${writtenDay(on)}`, knownAt && `as known by ${writtenDay(knownAt)}`].filter(
    Boolean,
  );
  return said.join(', ');
}

export function drawingOf(
  graph: Graph,
  places: Map<string, Place>,
  board: Board,
  version: string | null,
  scheme: Scheme,
): string {
  const conditions = conditionsOf(board);
  const data = version ? `data version ${version}, ` : '';
  return svgOf(graph, places, 'Clemency Graph', scheme, PALETTES[scheme], {
    heading: `Clemency Graph${conditions && `: ${conditions}`}`,
    credit: `Source: Clemency Graph, ${data}${window.location.origin}. License: CC BY 4.0.`,
    namesEdges: graph.edges.length <= NAMED,
  });
}

export const svgFile = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' });

export async function pngFile(svg: string): Promise<Blob> {
  const [, width = '800', height = '600'] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return pngOf(svg, Math.ceil(Number(width)), Math.ceil(Number(height)));
}

/** With a mark by which spreadsheets know the encoding. */
export const csvFile = (csv: string): Blob => new Blob(['\uFEFF', csv], { type: 'text/csv' });

export const jsonFile = (json: string): Blob => new Blob([json], { type: 'application/json' });
