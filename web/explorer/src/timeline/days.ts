/** A day, month or year as a span of time, in milliseconds, UTC. */
export interface Span {
  from: number;
  to: number;
}

/** Returns all days that "2020", "2020-06" or "2020-06-17" may mean; null for any other text. */
export function spanOf(date: string): Span | null {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!found) return null;
  const [year, month, day] = [
    Number(found[1]),
    found[2] ? Number(found[2]) - 1 : null,
    found[3] ? Number(found[3]) : null,
  ];
  if (month === null) return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) };
  if (day === null) return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1) };
  return { from: Date.UTC(year, month, day), to: Date.UTC(year, month, day + 1) };
}

/** Returns the years to mark on an axis over a span, not more than `most`. */
export function yearsOver({ from, to }: Span, most: number): number[] {
  const [first, last] = [new Date(from).getUTCFullYear(), new Date(to - 1).getUTCFullYear() + 1];
  const step = [1, 2, 5, 10, 20, 50].find((one) => (last - first) / one < most) ?? 100;
  const years: number[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) years.push(year);
  return years.filter((year) => Date.UTC(year, 0, 1) >= from && Date.UTC(year, 0, 1) <= to);
}

/** Widens a span to whole years, with a margin. */
export function widened(spans: Span[]): Span {
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return {
    from: Date.UTC(new Date(from).getUTCFullYear(), 0, 1),
    to: Date.UTC(new Date(to - 1).getUTCFullYear() + 1, 0, 1),
  };
}
