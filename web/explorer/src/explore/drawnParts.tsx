import { lookOf } from '../answer/kinds';
import { shortened, type Side } from '../relationships/labels';
import type { Place } from '../relationships/layout';
import { lines } from '../relationships/svg';
import type { Group } from './groups';
import { outlineOf } from './shapes';
import { useScheme } from './useScheme';

const LINE = 13;

interface NodeProps {
  id: string;
  type: string;
  name: string;
  at: Place;
  radius: number;
  side: Side | undefined;
  isSelected: boolean;
  isOnPath: boolean;
  hasNote: boolean;
}

/** A node with its label, if there is room. A ring marks the selected one, a dashed ring those on the path. */
export function DrawnNode({ id, type, name, at, radius, side, isSelected, isOnPath, hasNote }: NodeProps) {
  const scheme = useScheme();
  return (
    <g className="ex-node" data-id={id} transform={`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`}>
      <title>{name}</title>
      {isOnPath && <circle className="ex-ring ex-on-path" r={radius + 4} />}
      {isSelected && <circle className="ex-ring" r={radius + 5} />}
      <g fill={lookOf(type)[scheme]}>{outlineOf(type, radius)}</g>
      {hasNote && (
        <text className="ex-pencil" x={radius * 0.7} y={-radius * 0.7}>
          ✎
        </text>
      )}
      {side && <Label text={shortened(name)} side={side} radius={radius} />}
    </g>
  );
}

function Label({ text, side, radius }: { text: string; side: Side; radius: number }) {
  const rows = lines(text);
  const isBeside = side === 'right' || side === 'left';
  const x = side === 'right' ? radius + 4 : side === 'left' ? -radius - 4 : 0;
  const first =
    side === 'below'
      ? radius + LINE
      : side === 'above'
        ? -radius - 5 - (rows.length - 1) * LINE
        : 4 - ((rows.length - 1) * LINE) / 2;
  return (
    <text className="ex-label" textAnchor={!isBeside ? 'middle' : side === 'right' ? 'start' : 'end'}>
      {rows.map((row, index) => (
        <tspan key={index} x={x} y={first + index * LINE}>
          {row}
        </tspan>
      ))}
    </text>
  );
}

interface EdgeProps {
  from: Place;
  to: Place;
  /** The radius of the node that the arrow points to. */
  gap: number;
  said: string;
  state: 'plain' | 'near' | 'path';
}

/** A relationship as an arrow, with its kind where there is room for it. */
export function DrawnEdge({ from, to, gap, said, state }: EdgeProps) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const tip = { x: to.x - ux * (gap + 2), y: to.y - uy * (gap + 2) };
  const side = (way: 1 | -1) => `${tip.x - ux * 8 - uy * 3.5 * way},${tip.y - uy * 8 + ux * 3.5 * way}`;
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  const upright = Math.abs(angle) > 90 ? angle + 180 : angle;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  return (
    <g className={`ex-edge ex-${state}`}>
      <line x1={from.x} y1={from.y} x2={tip.x} y2={tip.y} />
      <polygon points={`${tip.x},${tip.y} ${side(1)} ${side(-1)}`} />
      {said && length - 2 * gap > said.length * 6 + 16 && (
        <text x={x} y={y - 3} transform={`rotate(${upright.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})`}>
          {said}
        </text>
      )}
    </g>
  );
}

/** A frame around a group, with its name and how many it has. */
export function GroupFrame({ group, at, room }: { group: Group; at: (id: string) => Place; room: number }) {
  const places = group.ids.map(at);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - room, Math.min(...ys) - room];
  const [right, bottom] = [Math.max(...xs) + room, Math.max(...ys) + room];
  return (
    <g className="ex-frame">
      <rect x={left} y={top} width={right - left} height={bottom - top} rx={12} />
      <text x={left + 8} y={top - 5}>
        {group.name} {group.ids.length}
      </text>
    </g>
  );
}
