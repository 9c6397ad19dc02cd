import type { Measure } from './measures';

const SAID: Record<string, string> = {
  VALUE: 'Recorded, but no such figure',
  NONE: 'None, says a source',
  UNKNOWN: 'Looked for, none found',
  NOT_LOOKED_FOR: 'Not looked for',
};

export type Missing = 'recorded' | 'none' | 'unchecked' | 'silent';

/** Returns why a state has no value. */
export function whyMissing(
  measure: Measure,
  coverage: { pardons: string; expungements: string; laws: string },
): Missing {
  if (!measure.coverage) return 'silent';
  const status = coverage[measure.coverage];
  return status === 'VALUE' ? 'recorded' : status === 'NONE' || status === 'UNKNOWN' ? 'none' : 'unchecked';
}

export const missing = (measure: Measure, coverage: { pardons: string; expungements: string; laws: string }): string =>
  measure.coverage ? (SAID[coverage[measure.coverage]] ?? '') : 'Not in this response';
