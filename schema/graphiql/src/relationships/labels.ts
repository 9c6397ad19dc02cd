export interface Candidate {
  id: string;
  text: string;
  /** Where the middle of the top of the label would be, in pixels of the screen. */
  x: number;
  y: number;
  /** Higher goes first. */
  weight: number;
  /** Has its label whatever it covers. */
  always?: boolean;
}

export const LABEL_WIDTH = 118;
const LINE = 14;
const CHARACTER = 6.3;

/** How much room a label takes. */
export function roomFor(text: string): { width: number; height: number } {
  const wide = text.length * CHARACTER;
  const lines = Math.max(1, Math.ceil(wide / LABEL_WIDTH));
  return { width: Math.min(wide, LABEL_WIDTH) + 4, height: lines * LINE + 2 };
}

export interface Obstacle {
  id: string;
  x: number;
  y: number;
  radius: number;
}

interface Box {
  owner: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CELL = 64;

/** Boxes by the part of the screen that they lie in, so that only near ones are compared. */
function createBoard() {
  const taken = new Map<string, Box[]>();
  function* cells({ left, top, right, bottom }: Box): Iterable<string> {
    for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++) {
      for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++) yield `${column},${row}`;
    }
  }
  return {
    put(box: Box): void {
      for (const cell of cells(box)) taken.set(cell, [...(taken.get(cell) ?? []), box]);
    },
    isFree(box: Box): boolean {
      return ![...cells(box)]
        .flatMap((cell) => taken.get(cell) ?? [])
        .some(
          (other) =>
            other.owner !== box.owner &&
            box.left < other.right &&
            box.right > other.left &&
            box.top < other.bottom &&
            box.bottom > other.top,
        );
    },
  };
}

/** The ids of those whose labels stand side by side, covering neither each other nor a node; the weightiest first. */
export function labelsThatFit(
  candidates: Candidate[],
  frame: { width: number; height: number },
  obstacles: Obstacle[] = [],
): Set<string> {
  const board = createBoard();
  for (const { id, x, y, radius } of obstacles) {
    board.put({ owner: id, left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }
  const order = [...candidates].sort(
    (one, other) => Number(other.always ?? false) - Number(one.always ?? false) || other.weight - one.weight,
  );
  const fit = new Set<string>();
  for (const { id, text, x, y, always } of order) {
    const { width, height } = roomFor(text);
    const box = { owner: id, left: x - width / 2, top: y, right: x + width / 2, bottom: y + height };
    if (box.left < 0 || box.right > frame.width || box.bottom < 0 || box.top > frame.height) {
      if (!always) continue;
    }
    if (!always && !board.isFree(box)) continue;
    fit.add(id);
    board.put(box);
  }
  return fit;
}

/** A name that fits under a node. */
export const shortened = (name: string, most = 44): string =>
  name.length <= most ? name : `${name.slice(0, most - 1).replace(/[\s,;:]+\S*$/, '')}…`;
