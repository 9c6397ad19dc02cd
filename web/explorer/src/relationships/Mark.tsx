import { lookOf } from '../answer/kinds';
import { useScheme } from '../picture/theme';

/** The shape and color of an entity type, for legends and lists. */
export function Mark({ type }: { type: string }) {
  const scheme = useScheme();
  const { corners, [scheme]: color } = lookOf(type);
  return (
    <svg className="cg-mark" viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true" fill={color}>
      {corners ? <polygon points={corners.map((corner) => corner.join(',')).join(' ')} /> : <circle r="1" />}
    </svg>
  );
}
