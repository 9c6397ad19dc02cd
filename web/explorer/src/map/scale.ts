/** A figure with its bounds; `high` is null if there is no upper bound. */
export interface Range {
  low: number;
  high: number | null;
}

const number = (value: number): string => value.toLocaleString('en-US');

/** "15,001 or more", "20,000 to 99,999", "9,219", "up to 300", "an unknown number". */
export function rangeText({ low, high }: Range): string {
  if (high === null) return low > 0 ? `${number(low)} or more` : 'an unknown number';
  if (low === high) return number(low);
  return low > 0 ? `${number(low)} to ${number(high)}` : `up to ${number(high)}`;
}

/** "15,001 or more people", "an unknown number of people". */
export const amountText = (range: Range, things: string): string =>
  range.high === null && range.low === 0 ? `an unknown number of ${things}` : `${rangeText(range)} ${things}`;

/** Powers of ten: figures range from single people to hundreds of thousands. The last step has no upper end. */
export const STEPS: readonly number[] = [0, 1, 10, 100, 1_000, 10_000, 100_000];

/** Returns the step of a figure, by its lower bound, or else by its upper bound; -1 if it has neither. */
export function stepOf({ low, high }: Range): number {
  const value = low > 0 ? low : high;
  if (value === null) return -1;
  return STEPS.filter((step) => value >= step).length - 1;
}

export function stepText(step: number): string {
  const from = STEPS[step] ?? 0;
  const next = STEPS[step + 1];
  if (next === undefined) return `${number(from)} or more`;
  return next - from === 1 ? number(from) : `${number(from)} to ${number(next - 1)}`;
}
