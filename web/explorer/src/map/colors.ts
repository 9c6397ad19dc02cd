import type { Scheme } from '../picture/palettes';
import type { Measure } from './measures';

/** Colors from few to many: darker on white, lighter on black, so that larger values are more prominent. */
export const STEP_COLORS: Record<Scheme, readonly string[]> = {
  light: ['#ffffff', '#d3ece6', '#a3d6cb', '#68b8aa', '#2f9385', '#0f6b61', '#07423d'],
  dark: ['#14181f', '#12403c', '#17605a', '#218478', '#3aa898', '#72cdbd', '#bdeee2'],
};

const PARTIES: Record<string, Record<Scheme, string>> = {
  'Democratic Party': { light: '#2b62c9', dark: '#7ea6f5' },
  'Republican Party': { light: '#c02f2f', dark: '#f08a80' },
};

const KNOWN: Record<string, Record<Scheme, string>> = {
  Yes: { light: '#1b7f72', dark: '#57c2b0' },
  None: { light: '#eef1f5', dark: '#232a34' },
  Recorded: { light: '#1b7f72', dark: '#57c2b0' },
  'None found': { light: '#e3e7ed', dark: '#2a323d' },
  'Not looked for': { light: '#ffffff', dark: '#14181f' },
  ...PARTIES,
};

const OTHERS: Record<Scheme, readonly string[]> = {
  light: ['#7e22ce', '#b45309', '#0e7490', '#be185d', '#4d7c0f', '#475569'],
  dark: ['#c4a1ff', '#f0b060', '#62c4dc', '#ff93bd', '#a9cf6b', '#a3b1c2'],
};

/** Returns the categories of a measure with their colors, in the order of the legend. */
export function categoriesOf(measure: Measure, scheme: Scheme): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { category } of measure.values.values()) {
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const order = [...counts].sort(
    ([one, many], [other, more]) => Number(one === 'None') - Number(other === 'None') || more - many,
  );
  let next = 0;
  return new Map(order.map(([category]) => [category, KNOWN[category]?.[scheme] ?? OTHERS[scheme][next++ % 6]!]));
}

/** Returns whether text on a color should be white. */
export function isDark(color: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return r * 0.299 + g * 0.587 + b * 0.114 < 140;
}
