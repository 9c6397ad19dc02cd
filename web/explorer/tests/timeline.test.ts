import { describe, expect, it } from 'vitest';
import { spanOf, widened, yearsOver } from '../src/timeline/days';
import { rowOf, sorted, type Row } from '../src/timeline/events';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('a date', () => {
  it.each([
    ['2020', '2020-01-01', '2021-01-01'],
    ['2020-02', '2020-02-01', '2020-03-01'],
    ['2020-12', '2020-12-01', '2021-01-01'],
    ['2020-02-29', '2020-02-29', '2020-03-01'],
  ])('%s is no more precise than its source', (date, from, to) => {
    expect(spanOf(date)).toEqual({ from: day(from), to: day(to) });
  });

  it('of another form is none', () => expect(spanOf('June 2020')).toBeNull());
});

describe('an axis', () => {
  it('has whole years at its ends and few years on it', () => {
    const span = widened([spanOf('2013-12-24')!, spanOf('2026-01-02')!]);
    expect(span).toEqual({ from: day('2013-01-01'), to: day('2027-01-01') });
    for (const most of [3, 9, 20]) {
      const years = yearsOver(span, most);
      expect(years.length).toBeLessThanOrEqual(most + 1);
      expect(years.every((year) => year >= 2013 && year <= 2027)).toBe(true);
    }
  });
});

describe('rows', () => {
  const claims = [{ stated: 'granted', source: { title: 'A page', url: null } }];
  const action = {
    __typename: 'ClemencyAction' as const, id: 'action/nv/x', name: 'X', jurisdiction: { name: 'Nevada' }, figure: { stated: '15' },
    history: [{ stage: 'GRANTED', date: '2020-06-17', claims }, { stage: 'APPLIED', date: null, claims }],
  }; // prettier-ignore
  const law = {
    __typename: 'Law' as const, id: 'law/nv/x', name: 'L', jurisdiction: { name: 'Nevada' }, enacted: '2019', effective: null,
    whenEnacted: { nodes: claims }, whenEffective: { nodes: [] },
  }; // prettier-ignore

  it('keep stages without a day, and the claims of each', () => {
    const { events } = rowOf(action);
    expect(events.map(({ stage, date }) => [stage, date])).toEqual([
      ['GRANTED', '2020-06-17'],
      ['APPLIED', null],
    ]);
    expect(events.every((event) => event.claims.length === 1)).toBe(true);
  });

  it('of a law have only the days that are known', () => {
    expect(rowOf(law).events.map(({ stage }) => stage)).toEqual(['ENACTED']);
  });

  it('are kept apart by kind, the earliest first, those without a day last', () => {
    const row = (id: string, type: string, date: string | null): Row => ({
      id, name: id, type, under: '', events: [{ stage: 'GRANTED', date, claims: [], text: '' }],
    }); // prettier-ignore
    const rows = [
      row('a', 'Law', '2001'),
      row('b', 'ClemencyAction', null),
      row('c', 'ClemencyAction', '2020'),
      row('d', 'ClemencyAction', '2013-05'),
    ];
    expect(sorted(rows).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  });
});
