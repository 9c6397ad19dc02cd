import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'us-atlas/states-albers-10m.json';

/** The shape of a state: its outline, or a square if the atlas has none or the outline is too small to select. */
export interface Region {
  fips: string;
  path: string;
  /** The position of its code; null if there is no room. */
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

/** Corrections to the positions of codes, for outlines whose center is outside or off. */
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

/** Returns the outlines with their FIPS codes. The atlas is already projected. */
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

/** Small states, the district and the territories, drawn as squares in a row below the map. */
const SQUARES = ['44', '10', '11', '72', '78', '60', '66', '69'];

export function squares(): Region[] {
  const left = WIDTH - SQUARES.length * (SIDE + 8) - 12;
  return SQUARES.map((fips, at) => {
    const x = left + at * (SIDE + 8);
    const y = HEIGHT - SIDE - 2;
    return { fips, path: `M${x},${y}h${SIDE}v${SIDE}h-${SIDE}Z`, label: [x + SIDE / 2, y + SIDE / 2] };
  });
}
