import { LOOKS, lookOf, spoken } from '../answer/kinds';
import type { Palette, Scheme } from '../picture/palettes';
import { degreesOf, radiusOf, type Graph } from './graph';
import { LABEL_WIDTH, shortened } from './labels';
import type { Place } from './layout';

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const PER_LINE = Math.floor(LABEL_WIDTH / 6.3);

/** Wraps a text to about the width of a label. */
export function lines(text: string): string[] {
  const made: string[] = [];
  for (const word of text.split(' ')) {
    const last = made.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= PER_LINE) made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  return made;
}

/** Returns the outline of an entity type as an SVG element around a point. */
export function outline(type: string, x: number, y: number, radius: number): string {
  const { corners } = lookOf(type);
  if (!corners) return `<circle cx="${x}" cy="${y}" r="${radius}"/>`;
  const points = corners.map(([dx, dy]) => `${(x + dx * radius).toFixed(1)},${(y + dy * radius).toFixed(1)}`).join(' ');
  return `<polygon points="${points}"/>`;
}

/** The words that a drawing carries in itself, for readers who meet it elsewhere. */
export interface Words {
  heading?: string;
  /** Day, source and license. */
  credit?: string;
  namesEdges?: boolean;
}

/** Returns the whole graph as a stand-alone SVG, with its legend. */
export function svgOf(
  graph: Graph,
  places: Map<string, Place>,
  title: string,
  scheme: Scheme,
  palette: Palette,
  { heading = '', credit = '', namesEdges = false }: Words = {},
): string {
  const at = (id: string): Place => places.get(id) ?? { x: 0, y: 0 };
  const degrees = degreesOf(graph);
  const xs = graph.entities.map(({ id }) => at(id).x);
  const ys = graph.entities.map(({ id }) => at(id).y);
  const min = (values: number[]) => values.reduce((least, value) => Math.min(least, value), Infinity);
  const max = (values: number[]) => values.reduce((most, value) => Math.max(most, value), -Infinity);
  const margin = 90;
  const left = min(xs) - margin;
  const top = min(ys) - margin - (heading ? 20 : 0);
  const width = Math.max(max(xs) - left + margin, 420);
  const height = max(ys) - top + margin + 40 + (credit ? 20 : 0);

  const named = (kind: string, a: Place, b: Place) =>
    `<text x="${(a.x + b.x) / 2}" y="${(a.y + b.y) / 2}" text-anchor="middle" font-size="11" fill="${palette.faint}" stroke="${palette.paper}" stroke-width="3" paint-order="stroke">${escaped(spoken(kind))}</text>`;
  const edges = graph.edges.map(({ id, kind, from, to }) => {
    const on = graph.path.has(id);
    const color = on ? palette.accent : palette.line;
    const [a, b] = [at(from), at(to)];
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${color}" stroke-width="${on ? 3 : 1.2}"><title>${escaped(spoken(kind))}</title></line>${namesEdges ? named(kind, a, b) : ''}`;
  });
  const nodes = graph.entities.map(({ id, name, type, figure }) => {
    const { x, y } = at(id);
    const radius = radiusOf(degrees.get(id) ?? 0);
    const label = lines(shortened(figure ?? name))
      .map((line, row) => `<tspan x="${x}" y="${(y + radius + 14 + row * 13).toFixed(1)}">${escaped(line)}</tspan>`)
      .join('');
    const edge = graph.path.has(id) ? palette.accent : palette.paper;
    return (
      `<g><title>${escaped(name)}</title>` +
      `<g fill="${lookOf(type)[scheme]}" stroke="${edge}" stroke-width="2">${outline(type, x, y, radius)}</g>` +
      `<text text-anchor="middle" fill="${palette.ink}" stroke="${palette.paper}" stroke-width="3" paint-order="stroke">${label}</text></g>`
    );
  });
  const kinds = Object.keys(LOOKS).filter((type) => graph.entities.some((entity) => entity.type === type));
  const bottom = top + height - (credit ? 20 : 0);
  let x = left + 24;
  const legend = kinds.map((type) => {
    const mark = `<g fill="${lookOf(type)[scheme]}">${outline(type, x, bottom - 24, 7)}</g>`;
    const text = `<text x="${x + 14}" y="${bottom - 20}" fill="${palette.ink}">${escaped(lookOf(type).many)}</text>`;
    x += 40 + lookOf(type).many.length * 7;
    return mark + text;
  });
  const said =
    (heading
      ? `<text x="${left + 24}" y="${top + 32}" font-size="16" font-weight="600" fill="${palette.ink}">${escaped(heading)}</text>`
      : '') +
    (credit
      ? `<text x="${left + 24}" y="${top + height - 14}" font-size="11" fill="${palette.faint}">${escaped(credit)}</text>`
      : '');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="Roboto, Helvetica, Arial, sans-serif" font-size="12"><title>${escaped(title)}</title>` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${palette.paper}"/>` +
    `<g opacity="0.8">${edges.join('')}</g>${nodes.join('')}<g>${legend.join('')}</g>${said}</svg>\n`
  );
}
