import type { Measure } from './measures';

const SAID: Record<string, string> = {
  RECORDED: 'Recorded, but no such figure',
  NONE_FOUND: 'Looked for, none found',
  NOT_CHECKED: 'Not looked for',
};

export type Missing = 'recorded' | 'none' | 'unchecked' | 'silent';

/** Returns why a state has no value. */
export function whyMissing(
  measure: Measure,
  coverage: { pardons: string; expungements: string; laws: string },
): Missing {
  if (!measure.coverage) return 'silent';
  const status = coverage[measure.coverage];
  return status === 'RECORDED' ? 'recorded' : status === 'NONE_FOUND' ? 'none' : 'unchecked';
}

export const missing = (measure: Measure, coverage: { pardons: string; expungements: string; laws: string }): string =>
  measure.coverage ? (SAID[coverage[measure.coverage]] ?? '') : 'Not in this response';
