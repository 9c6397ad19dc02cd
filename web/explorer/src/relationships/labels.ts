export interface Candidate {
  id: string;
  text: string;
  /** The center and the radius of the node, in pixels of the screen. */
  x: number;
  y: number;
  radius: number;
  /** Labels with a higher weight are placed first. */
  weight: number;
  /** True if the label is shown whatever it covers. */
  always?: boolean;
  /** True if the node is faded because another is selected; labels of other nodes may cover it. */
  faint?: boolean;
}

export const SIDES = ['below', 'right', 'left', 'above'] as const;
export type Side = (typeof SIDES)[number];

export const LABEL_WIDTH = 118;
const GAP = 3;
const LINE = 14;
const CHARACTER = 6.3;

/** Returns the size of a label. */
export function roomFor(text: string): { width: number; height: number } {
  const wide = text.length * CHARACTER;
  const lines = Math.max(1, Math.ceil(wide / LABEL_WIDTH));
  return { width: Math.min(wide, LABEL_WIDTH) + 4, height: lines * LINE + 2 };
}

interface Box {
  owner: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CELL = 64;

/** Boxes by their part of the screen, so that only neighbors are compared. */
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

function boxOf({ id, text, x, y, radius }: Candidate, side: Side): Box {
  const { width, height } = roomFor(text);
  const [left, top] = {
    below: [x - width / 2, y + radius + GAP],
    above: [x - width / 2, y - radius - GAP - height],
    right: [x + radius + GAP, y - height / 2],
    left: [x - radius - GAP - width, y - height / 2],
  }[side] as [number, number];
  return { owner: id, left, top, right: left + width, bottom: top + height };
}

/**
 * Returns the labels that can be shown, with the side of their nodes, so that they cover neither each other nor a node.
 * The first `bold` labels may cover nodes: in a crowded graph, readers look for the hubs.
 */
export function labelsThatFit(
  candidates: Candidate[],
  frame: { width: number; height: number },
  covered: Omit<Box, 'owner'>[] = [],
  bold = 0,
): Map<string, Side> {
  const board = createBoard();
  const firm = createBoard();
  const labels = createBoard();
  for (const box of covered) labels.put({ owner: '', ...box });
  for (const { id, x, y, radius, faint } of candidates) {
    const box = { owner: id, left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    board.put(box);
    if (!faint) firm.put(box);
  }
  const order = [...candidates].sort(
    (one, other) => Number(other.always ?? false) - Number(one.always ?? false) || other.weight - one.weight,
  );
  const isInside = ({ left, top, right, bottom }: Box) =>
    left >= 0 && top >= 0 && right <= frame.width && bottom <= frame.height;
  const fit = new Map<string, Side>();
  for (const [rank, candidate] of order.entries()) {
    const free = SIDES.filter((one) => isInside(boxOf(candidate, one)) && labels.isFree(boxOf(candidate, one)));
    const side =
      free.find((one) => board.isFree(boxOf(candidate, one))) ??
      (candidate.faint ? undefined : free.find((one) => firm.isFree(boxOf(candidate, one)))) ??
      (rank < bold ? free[0] : undefined);
    if (!side && !candidate.always) continue;
    fit.set(candidate.id, side ?? 'below');
    labels.put(boxOf(candidate, side ?? 'below'));
  }
  return fit;
}

/** Shortens a name so that it fits under a node. */
export const shortened = (name: string, most = 44): string =>
  name.length <= most ? name : `${name.slice(0, most - 1).replace(/[\s,;:]+\S*$/, '')}…`;
