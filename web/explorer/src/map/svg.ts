import type { Scheme } from '../picture/palettes';
import { mapped } from './asked';
import { HEIGHT, WIDTH } from './geography';
import { STEP_COLORS } from './colors';
import { entriesOf } from './Legend';
import type { Measure } from './measures';

const COLORS: Record<Scheme, { paper: string; ink: string; border: string }> = {
  light: { paper: '#ffffff', ink: '#1c2430', border: '#7b8796' },
  dark: { paper: '#14181f', ink: '#e8edf3', border: '#8b97a6' },
};

/** Returns the map as a stand-alone SVG, with its title and legend. */
export function svgOfMap(shown: SVGSVGElement, title: string, measure: Measure, scheme: Scheme): string {
  const { paper, ink, border } = COLORS[scheme];
  const map = shown.cloneNode(true) as SVGSVGElement;
  for (const path of map.querySelectorAll('g > path')) {
    path.setAttribute('stroke', border);
    path.setAttribute('stroke-width', '0.75');
  }
  for (const text of map.querySelectorAll('text')) {
    text.setAttribute('text-anchor', 'middle');
    text.setAttribute('dominant-baseline', 'central');
    text.setAttribute(
      'fill',
      text.classList.contains('cg-on-dark') ? '#ffffff' : text.classList.contains('cg-on-light') ? '#10151c' : ink,
    );
  }
  const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  outer.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT + 90}`);
  outer.setAttribute('width', String(WIDTH));
  outer.setAttribute('height', String(HEIGHT + 90));
  outer.setAttribute('font-family', 'Roboto, Helvetica, Arial, sans-serif');
  outer.setAttribute('font-size', '13');
  const add = (name: string, attributes: Record<string, string>, text = '') => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    outer.append(element);
  };
  add('rect', { width: '100%', height: '100%', fill: paper });
  add('text', { x: '16', y: '26', fill: ink, 'font-size': '18' }, title);
  add('text', { x: '16', y: '46', fill: ink }, measure.name);
  map.setAttribute('y', '50');
  map.setAttribute('width', String(WIDTH));
  map.setAttribute('height', String(HEIGHT));
  outer.append(map);
  let x = 16;
  for (const { fill, text } of entriesOf(measure, mapped.get()?.states ?? [], scheme)) {
    const y = HEIGHT + 66;
    const base = { x: String(x), y: String(y), width: '18', height: '12', stroke: border };
    if (fill === 'open') add('rect', { ...base, fill: STEP_COLORS[scheme][4]! });
    add('rect', { ...base, fill: fill.startsWith('#') ? fill : `url(#map-${fill})` });
    add('text', { x: String(x + 24), y: String(y + 11), fill: ink }, text);
    x += 44 + text.length * 6.6;
  }
  return new XMLSerializer().serializeToString(outer);
}
