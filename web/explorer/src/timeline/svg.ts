import { shortened } from '../relationships/labels';
import { escaped } from '../relationships/svg';
import type { Palette, Scheme } from '../picture/palettes';
import { spanOf, yearsOver, type Span } from './days';
import type { Row } from './events';
import { colorOf, stageMark, stageName, STAGES } from './stages';

export const WIDTH = 1100;
const LEFT = 380;
const RIGHT = 24;
const ROW = 26;
const TOP = 74;

/** Returns the timeline as a stand-alone SVG, with its title and legend. */
export function svgOfTimeline(
  rows: Row[],
  span: Span,
  title: string,
  scheme: Scheme,
  palette: Palette,
): { svg: string; height: number } {
  const x = (time: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (time - span.from)) / (span.to - span.from);
  const height = TOP + rows.length * ROW + 56;
  const years = yearsOver(span, 12).map((year) => {
    const at = x(Date.UTC(year, 0, 1)).toFixed(1);
    return `<path d="M${at},${TOP - 8}V${TOP + rows.length * ROW}" stroke="${palette.line}" stroke-width="0.5"/><text x="${at}" y="${TOP - 14}" fill="${palette.faint}" text-anchor="middle">${year}</text>`;
  });
  const drawn = rows.map(({ name, events }, index) => {
    const y = TOP + index * ROW + ROW / 2;
    const marks = events.map(({ stage, date, end, text }) => {
      const when = date ? spanOf(date) : null;
      if (!when) return '';
      const told = `<title>${escaped(`${text}, ${date}`)}</title>`;
      if (stage === 'TERM') {
        const width = x(end ? (spanOf(end)?.from ?? span.to) : span.to) - x(when.from);
        return `<g>${told}<rect x="${x(when.from).toFixed(1)}" y="${y - 4}" width="${width.toFixed(1)}" height="8" rx="4" fill="${colorOf(stage, scheme)}"/></g>`;
      }
      return `<g transform="translate(${x(when.from).toFixed(1)} ${y})">${told}${stageMark(stage, scheme, palette.paper)}</g>`;
    });
    return `<text x="${LEFT - 16}" y="${y + 4}" fill="${palette.ink}" text-anchor="end">${escaped(shortened(name, 58))}</text>${marks.join('')}`;
  });
  let at = 24;
  const legend = STAGES.filter((stage) => rows.some(({ events }) => events.some((event) => event.stage === stage))).map(
    (stage) => {
      const y = height - 22;
      const entry = `<g transform="translate(${at} ${y - 4})">${stageMark(stage, scheme, palette.paper)}</g><text x="${at + 12}" y="${y}" fill="${palette.ink}">${stageName(stage)}</text>`;
      at += 36 + stageName(stage).length * 7;
      return entry;
    },
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Roboto, Helvetica, Arial, sans-serif" font-size="12">` +
    `<rect width="100%" height="100%" fill="${palette.paper}"/><text x="24" y="32" font-size="18" fill="${palette.ink}">${escaped(title)}</text>` +
    `${years.join('')}${drawn.join('')}${legend.join('')}</svg>\n`;
  return { svg, height };
}
