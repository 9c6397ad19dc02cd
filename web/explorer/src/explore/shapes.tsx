import { lookOf } from '../answer/kinds';

/** The outline of a type of entities around the origin. */
export function outlineOf(type: string, radius: number) {
  const { corners } = lookOf(type);
  if (!corners) return <circle r={radius} />;
  return <polygon points={corners.map(([x, y]) => `${x * radius},${y * radius}`).join(' ')} />;
}
