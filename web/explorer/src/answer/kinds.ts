import types from './entity_types.json';

/** The label, shape and colors of each entity type. Shapes distinguish types for readers who do not see the colors. */
export interface Look {
  one: string;
  many: string;
  /** Corners in a square from -1 to 1; null for a circle. */
  corners: readonly (readonly [number, number])[] | null;
  light: string;
  dark: string;
}

const regular = (sides: number, turn = 0) =>
  Array.from({ length: sides }, (_, corner) => {
    const angle = (2 * Math.PI * (corner + turn)) / sides - Math.PI / 2;
    return [Math.cos(angle), Math.sin(angle)] as const;
  });

const square = [
  [-0.85, -0.85],
  [0.85, -0.85],
  [0.85, 0.85],
  [-0.85, 0.85],
] as const;
const triangle = [
  [0, -1],
  [1, 0.8],
  [-1, 0.8],
] as const;
const page = [
  [-0.7, -0.9],
  [0.25, -0.9],
  [0.7, -0.4],
  [0.7, 0.9],
  [-0.7, 0.9],
] as const;

/** Returns the corners of a symbol of the registry of entity types (graph/model/entity_types.py). */
export function cornersOf(symbol: string): Look['corners'] {
  const polygon = /^polygon-(\d+)(-turned)?$/.exec(symbol);
  if (polygon) return regular(Number(polygon[1]), polygon[2] ? 0.5 : 0);
  const named: Record<string, Look['corners']> = { circle: null, square, triangle, page };
  const corners = named[symbol];
  if (corners === undefined) throw new Error(`There is no symbol ${symbol}; add it here, or use polygon-7.`);
  return corners;
}

export const LOOKS: Record<string, Look> = Object.fromEntries(
  Object.entries(types).map(([name, { symbol, ...look }]) => [name, { ...look, corners: cornersOf(symbol) }]),
);

export const ENTITY_TYPES = Object.keys(LOOKS);

export const lookOf = (type: string): Look => LOOKS[type] ?? LOOKS['Source']!;

/** Edges to sources. They connect nearly everything, so they are drawn on request only. */
export const ABOUT_SOURCES = ['SAYS', 'PUBLISHED', 'REPRINTS'];

export const RELATIONSHIPS = [
  'HOLDS', 'MEMBER_OF', 'SPEAKS_FOR', 'IN', 'PART_OF', 'DECIDED', 'PROPOSED', 'IMPLEMENTED', 'URGED',
  'SIGNED', 'VETOED', 'UNDER', 'AMENDS', 'EXTENDS', 'INCLUDED_IN',
]; // prettier-ignore

const SPOKEN: Record<string, string> = { HOLDS: 'holds office in', IN: 'in', SAYS: 'reports on' };

/** MEMBER_OF as "member of". */
export const spoken = (word: string): string => SPOKEN[word] ?? word.toLowerCase().replaceAll('_', ' ');

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "2019-01-07 to 2023-01-02", "since 2019", "". */
export function period(start: string | null, end: string | null): string {
  if (start && end) return `${start} to ${end}`;
  if (start) return `since ${start}`;
  return end ? `until ${end}` : '';
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
