// Groups of nodes as grids beside each other, so that every name has room.
import type { Place } from '../relationships/layout';
import type { Group } from './groups';

const CELL = { width: 130, height: 88 };
const GAP = 70;
/** Of one grid, and of all of them. */
const ASPECT = 1.3;

interface Block {
  ids: string[];
  columns: number;
  width: number;
  height: number;
}

function blockOf({ ids }: Group): Block {
  const columns = Math.ceil(Math.sqrt((ids.length * ASPECT * CELL.height) / CELL.width));
  const rows = Math.ceil(ids.length / columns);
  return { ids, columns, width: columns * CELL.width, height: rows * CELL.height };
}

/** Returns the places of the nodes of some groups: groups in lines, the lines about as wide as all of them are high. */
export function gridOf(groups: readonly Group[]): Map<string, Place> {
  const blocks = groups.map(blockOf);
  const area = blocks.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(Math.sqrt(area * ASPECT), ...blocks.map(({ width }) => width));
  const places = new Map<string, Place>();
  let [left, top, tallest] = [0, 0, 0];
  for (const { ids, columns, width, height } of blocks) {
    if (left > 0 && left + width > widest) [left, top, tallest] = [0, top + tallest + GAP, 0];
    ids.forEach((id, index) => {
      places.set(id, {
        x: left + (index % columns) * CELL.width,
        y: top + Math.floor(index / columns) * CELL.height,
      });
    });
    left += width + GAP;
    tallest = Math.max(tallest, height);
  }
  return places;
}
