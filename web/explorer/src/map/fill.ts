import type { Scheme } from '../picture/palettes';
import type { State } from './asked';
import { whyMissing, type Missing } from './missing';
import { categoriesOf, STEP_COLORS } from './colors';
import type { Measure } from './measures';
import { stepOf } from './scale';

/** The fill of a state: a color, or the pattern of a missing value; with dots if there is no upper bound. */
export interface Fill {
  color: string | null;
  pattern: Missing | 'unknown' | null;
  isOpen: boolean;
}

export function fillOf(
  measure: Measure,
  state: State,
  scheme: Scheme,
  categories = categoriesOf(measure, scheme),
): Fill {
  const mark = measure.values.get(state.id);
  if (!mark) return { color: null, pattern: whyMissing(measure, state.coverage), isOpen: false };
  if (mark.category !== undefined)
    return { color: categories.get(mark.category) ?? null, pattern: null, isOpen: false };
  const step = stepOf(mark.range);
  if (step < 0) return { color: null, pattern: 'unknown', isOpen: false };
  return { color: STEP_COLORS[scheme][step] ?? null, pattern: null, isOpen: mark.range.high === null };
}
