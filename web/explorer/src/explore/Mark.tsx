import { lookOf } from '../answer/kinds';
import { outlineOf } from './shapes';
import { useScheme } from './useScheme';

/** The shape and color of a type of entities. */
export function Mark({ type }: { type: string }) {
  const scheme = useScheme();
  return (
    <svg className="ex-mark" viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true" fill={lookOf(type)[scheme]}>
      {outlineOf(type, 1)}
    </svg>
  );
}
