// Days as the data give them: 2023, 2023-04 or 2023-04-01. They are compared by what they surely are.

const firstOf = (day: string): string => `${day}-01-01`.slice(0, 10);

const lastOf = (day: string): string => (day.length === 4 ? `${day}-12-31` : day.length === 7 ? `${day}-31` : day);

/** Returns whether the first day surely lies before the second. */
export const isSurelyBefore = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && lastOf(one) < firstOf(other);

/** Orders days, those that are not known last. */
export const byDay = (one: string | null, other: string | null): number =>
  one === other ? 0 : one === null ? 1 : other === null ? -1 : one < other ? -1 : 1;

/** Returns the day as a reader writes it: 23 August 2019. */
export function writtenDay(day: string | null): string {
  if (!day) return '';
  const [year, month, date] = day.split('-').map(Number);
  if (!month) return String(year);
  const name = new Date(Date.UTC(2000, month - 1)).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
  return date ? `${date} ${name} ${year}` : `${name} ${year}`;
}
