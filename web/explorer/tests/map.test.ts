import { describe, expect, it } from 'vitest';
import type { Total } from '../src/answer/model';
import { gather } from '../src/answer/gather';
import { missing, whyMissing } from '../src/map/missing';
import { categoriesOf, isDark } from '../src/map/colors';
import { fillOf } from '../src/map/fill';
import { outlines, squares } from '../src/map/geography';
import { measuresOf, measuresOfTotals, stateIn, type Measure } from '../src/map/measures';
import { rangeText, stepOf, STEPS, stepText } from '../src/map/scale';

describe('a range', () => {
  it.each([
    [{ low: 15_001, high: null }, '15,001 or more'],
    [{ low: 20_000, high: 99_999 }, '20,000 to 99,999'],
    [{ low: 9219, high: 9219 }, '9,219'],
    [{ low: 0, high: 499_999 }, 'up to 499,999'],
    [{ low: 0, high: null }, 'an unknown number'],
    [{ low: 0, high: 0 }, '0'],
  ])('%o reads %s', (range, text) => expect(rangeText(range)).toBe(text));

  it('falls in the step that says so', () => {
    expect(stepOf({ low: 0, high: null })).toBe(-1);
    expect(stepOf({ low: 0, high: 0 })).toBe(0);
    for (const [step, from] of STEPS.entries()) {
      expect(stepOf({ low: from, high: from })).toBe(step);
      if (from > 1) expect(stepOf({ low: from - 1, high: null })).toBe(step - 1);
    }
    expect(stepText(0)).toBe('0');
    expect(stepText(2)).toBe('10 to 99');
    expect(stepText(6)).toBe('100,000 or more');
  });
});

const state = (code: string) => ({ __typename: 'State', id: `state/${code}`, name: code.toUpperCase() });
const total = (kind: string, unit: string, code: string, low: number, high: number | null) => ({
  __typename: 'Total', kind, unit, stage: 'GRANTED', low, high, actions: 1, state: state(code), claims: [], excluded: [],
}); // prettier-ignore

describe('measures', () => {
  it('never mix kinds or units', () => {
    const totals = [
      total('PARDON', 'PEOPLE', 'nv', 15_001, null),
      total('PARDON', 'CASES', 'nv', 5, 5),
      total('SEALING', 'PEOPLE', 'nv', 1, 1),
    ];
    const measures = measuresOfTotals(totals as unknown as Total[], 'g', 'answer', null);
    expect(measures.map(({ id }) => id).sort()).toEqual([
      'answer.PARDON.CASES.GRANTED',
      'answer.PARDON.PEOPLE.GRANTED',
      'answer.SEALING.PEOPLE.GRANTED',
    ]);
    expect(measures.every(({ values }) => values.size === 1)).toBe(true);
  });

  it('of states are what was asked for of them', () => {
    const found = gather([
      {
        ...state('nv'),
        coverage: { pardons: 'VALUE', note: 'Something long that is told of this state only' },
        laws: { totalCount: 3 },
      },
      {
        ...state('or'),
        coverage: { pardons: 'UNKNOWN', note: 'And something else that is told of that one' },
        laws: { totalCount: 0 },
      },
    ]);
    const { telling } = measuresOf(found, []);
    expect(telling.map(({ name }) => name)).toEqual(['Coverage: pardons', 'Laws: total count']);
    expect(telling[0]?.values.get('state/or')).toEqual({ category: 'None found', text: 'none found' });
    expect(telling[1]?.values.get('state/or')?.range).toEqual({ low: 0, high: 0 });
  });

  it('say whether there is such a thing where the things differ', () => {
    const codes = ['al', 'ak', 'az', 'ar', 'ca', 'co', 'ct', 'de'];
    const found = gather(
      codes.map((code, index) => ({
        ...state(code),
        adultUse: index ? { __typename: 'Law', id: `law/${code}/x`, name: `Law ${code}` } : null,
      })),
    );
    const [measure] = measuresOf(found, []).telling;
    expect(measure?.values.get('state/al')?.category).toBe('None');
    expect(measure?.values.get('state/az')).toEqual({ category: 'Yes', text: 'Law az' });
  });

  it('have the party of the latest term', () => {
    const term = (code: string, party: string, start: string) => ({
      __typename: 'Term', office: 'GOVERNOR', start, end: null, jurisdiction: state(code),
      person: { __typename: 'Person', id: 'person/x', name: 'X' }, party: { __typename: 'Party', id: 'party/x', name: party },
    }); // prettier-ignore
    const found = gather([
      term('nv', 'Democratic Party', '2019'),
      term('nv', 'Republican Party', '2023'),
      term('or', 'Democratic Party', '2015'),
    ]);
    const [party] = measuresOf(found, []).rest;
    expect(party?.values.get('state/nv')?.category).toBe('Republican Party');
  });

  it('know the state of an id', () => {
    expect(stateIn('action/nv/2020-possession-pardons')).toBe('state/nv');
    expect(stateIn('state/or')).toBe('state/or');
    expect(stateIn('action/us/2022-proclamation')).toBeNull();
    expect(stateIn('person/steve-sisolak')).toBeNull();
  });
});

const coverage = (pardons: string) => ({ pardons, expungements: 'VALUE', laws: 'VALUE' });

describe('the map', () => {
  const measure: Measure = {
    id: 'm', name: 'M', group: 'g', coverage: 'pardons',
    values: new Map([
      ['state/nv', { range: { low: 15_001, high: null }, text: '15,001 or more' }],
      ['state/il', { range: { low: 0, high: null }, text: 'an unknown number' }],
    ]),
  }; // prettier-ignore
  const place = (code: string, pardons = 'VALUE') => ({
    id: `state/${code}`,
    name: code,
    code,
    fips: '00',
    coverage: coverage(pardons),
  });

  it('tells figures, open figures and each way of missing apart', () => {
    expect(fillOf(measure, place('nv'), 'light')).toMatchObject({ isOpen: true, pattern: null });
    expect(fillOf(measure, place('il'), 'light')).toMatchObject({ color: null, pattern: 'unknown' });
    expect(fillOf(measure, place('or'), 'light').pattern).toBe('recorded');
    expect(fillOf(measure, place('or', 'UNKNOWN'), 'light').pattern).toBe('none');
    expect(fillOf(measure, place('or', 'NOT_LOOKED_FOR'), 'light').pattern).toBe('unchecked');
    expect(whyMissing({ ...measure, coverage: null }, coverage('VALUE'))).toBe('silent');
    expect(missing(measure, coverage('NOT_LOOKED_FOR'))).toBe('Not looked for');
  });

  it('gives parties their colors in both schemes', () => {
    const values = new Map(
      ['Democratic Party', 'Republican Party', 'Forward'].map((category, at) => [
        `state/${at}`,
        { category, text: category },
      ]),
    );
    for (const scheme of ['light', 'dark'] as const) {
      expect(new Set(categoriesOf({ ...measure, values }, scheme).values()).size).toBe(3);
    }
    expect(isDark('#07423d')).toBe(true);
    expect(isDark('#d3ece6')).toBe(false);
  });

  it('has every state, the district and the territories', () => {
    const drawn = new Set([...outlines(), ...squares()].map(({ fips }) => fips));
    expect(drawn.size).toBe(56);
    for (const { path } of outlines()) expect(path).toMatch(/^M[-\d.,LMZ]+Z$/);
  });
});
