import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'us-atlas/states-albers-10m.json';

/** What is drawn of a state: an outline, or a square where the atlas has none or the outline is hard to hit. */
export interface Region {
  fips: string;
  path: string;
  /** Where its code can stand, where there is room for it. */
  label: [number, number] | null;
}

export const WIDTH = 975;
export const HEIGHT = 640;

type Ring = [number, number][];

const pathOf = (rings: Ring[]): string =>
  rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`).join('');

const areaOf = (ring: Ring): number =>
  Math.abs(
    ring.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length]!;
      return sum + x * nextY - nextX * y;
    }, 0),
  ) / 2;

/** Codes stand in the middle of the largest piece; some outlines bend away from theirs. */
const MOVED: Record<string, [number, number]> = {
  '12': [18, 0],
  '22': [-14, 0],
  '26': [12, 26],
  '15': [8, 6],
  '24': [0, -2],
  '06': [-6, 0],
};
const ROOM = 900;

function middleOf(fips: string, rings: Ring[]): [number, number] | null {
  const [largest] = [...rings].sort((one, other) => areaOf(other) - areaOf(one));
  if (!largest || areaOf(largest) < ROOM) return null;
  const xs = largest.map(([x]) => x);
  const ys = largest.map(([, y]) => y);
  const [dx, dy] = MOVED[fips] ?? [0, 0];
  return [(Math.min(...xs) + Math.max(...xs)) / 2 + dx, (Math.min(...ys) + Math.max(...ys)) / 2 + dy];
}

/** The outlines, by FIPS code. They are projected already. */
export function outlines(): Region[] {
  const topology = atlas as unknown as Topology<{ states: GeometryCollection }>;
  return feature(topology, topology.objects.states).features.map(({ id, geometry }) => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    const rings = polygons.flat() as Ring[];
    const fips = String(id);
    return { fips, path: pathOf(rings), label: middleOf(fips, rings) };
  });
}

const SIDE = 34;

/** Small states, the district and the territories as squares of their own, in a row at the foot of the map. */
const SQUARES = ['44', '10', '11', '72', '78', '60', '66', '69'];

export function squares(): Region[] {
  const left = WIDTH - SQUARES.length * (SIDE + 8) - 12;
  return SQUARES.map((fips, at) => {
    const x = left + at * (SIDE + 8);
    const y = HEIGHT - SIDE - 2;
    return { fips, path: `M${x},${y}h${SIDE}v${SIDE}h-${SIDE}Z`, label: [x + SIDE / 2, y + SIDE / 2] };
  });
}
