import { counted, sentence, spoken } from '../answer/kinds';
import type { Entity, Found, Term, Total, Value } from '../answer/model';
import { amountText, type Range } from './scale';

/** A measure that a map can show: values by state. */
export interface Measure {
  /** Used in the address. */
  id: string;
  name: string;
  group: string;
  /** The field of coverage that explains a missing value. */
  coverage: 'pardons' | 'expungements' | 'laws' | null;
  values: Map<string, Mark>;
  /** For totals: the arguments that select their claims. */
  total?: { kind: string; unit: string; stage: string; names: string[] | null };
}

export type Mark = { text: string } & ({ range: Range; category?: never } | { category: string; range?: never });

export const IN_ANSWER = 'In this response';
export const IN_GRAPH = 'In the whole graph';

export const stateIn = (id: string): string | null => {
  const [kind, code] = id.split('/');
  if (kind === 'state') return id;
  return code && code !== 'us' && ['locality', 'action', 'law', 'term'].includes(kind ?? '') ? `state/${code}` : null;
};

const coverageOf = (kind: string) => (kind === 'PARDON' || kind === 'COMMUTATION' ? 'pardons' : 'expungements');

const titled = (kind: string, unit: string, stage: string): string =>
  `${sentence(spoken(kind))}: ${spoken(unit)} ${stage === 'GRANTED' ? 'granted' : spoken(stage)}`;

/** Returns totals by state, one measure for each kind, unit and stage, which are never mixed. */
export function measuresOfTotals(totals: Total[], group: string, prefix: string, names: string[] | null): Measure[] {
  const measures = new Map<string, Measure>();
  for (const { kind, unit, stage, state, low, high } of totals) {
    // A row without a unit has no figure; one without a kind joins several.
    if (!state || kind === null || unit === null) continue;
    const id = `${prefix}.${kind}.${unit}.${stage}`;
    const measure: Measure = measures.get(id) ?? {
      id,
      name: titled(kind, unit, stage),
      group,
      coverage: coverageOf(kind),
      values: new Map(),
      total: { kind, unit, stage, names },
    };
    measure.values.set(state.id, { range: { low, high }, text: amountText({ low, high }, spoken(unit)) });
    measures.set(id, measure);
  }
  return [...measures.values()].sort((one, other) => other.values.size - one.values.size);
}

/** Returns the party in office in each state; the latest if the response has several terms. */
function measureOfTerms(terms: Term[]): Measure[] {
  const latest = new Map<string, Term>();
  for (const term of terms) {
    const state = stateIn(term.jurisdiction.id);
    if (state?.startsWith('state/') && term.jurisdiction.type !== 'Locality') {
      const other = latest.get(state);
      if (!other || other.start < term.start) latest.set(state, term);
    }
  }
  if (latest.size < 2) return [];
  const values = [...latest].map(([state, { person, party }]): [string, Mark] => {
    const category = party?.name ?? 'No party known';
    return [state, { category, text: `${person.name}, ${category}` }];
  });
  return [{ id: 'answer.party', name: 'Party in office', group: IN_ANSWER, coverage: null, values: new Map(values) }];
}

const COUNTED: [string, string, Measure['coverage']][] = [
  ['ClemencyAction', 'action', null],
  ['Law', 'law', 'laws'],
  ['Locality', 'city or county', null],
];

/** Returns the number of entities of each type in each state. */
function measuresOfCounts(entities: Entity[]): Measure[] {
  return COUNTED.flatMap(([type, one, coverage]) => {
    const counts = new Map<string, number>();
    for (const entity of entities) {
      const state = entity.type === type ? stateIn(entity.id) : null;
      if (state) counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    if (counts.size === 0) return [];
    const many = type === 'Locality' ? 'cities and counties' : `${one}s`;
    const values = [...counts].map(([state, count]): [string, Mark] => [
      state,
      { range: { low: count, high: count }, text: counted(count, one, many) },
    ]);
    return [
      { id: `answer.count.${type}`, name: `Number of ${many}`, group: IN_ANSWER, coverage, values: new Map(values) },
    ];
  });
}

const PLACES_OF_COVERAGE: Record<string, string> = {
  VALUE: 'recorded',
  NONE: 'none',
  UNKNOWN: 'none found',
  NOT_LOOKED_FOR: 'not looked for',
};
const MOST_CATEGORIES = 6;
const LONGEST_WORD = 40;

/** Returns the fields that were selected of each state: numbers, words, or whether there is a value. */
function measuresOfFields(states: Found['states']): Measure[] {
  const places = new Set([...states.values()].flatMap((values) => [...values.keys()]));
  return [...places].flatMap((place) => {
    const told = [...states].flatMap(([state, values]): [string, Value][] =>
      values.has(place) ? [[state, values.get(place)!]] : [],
    );
    const marks = marksOf(told);
    if (!marks || told.length < 2) return [];
    const name = sentence(
      place
        .replaceAll('.', ': ')
        .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase(),
    );
    return [{ id: `answer.${place}`, name, group: IN_ANSWER, coverage: null, values: new Map(marks) }];
  });
}

function marksOf(told: [string, Value][]): [string, Mark][] | null {
  const values = told.map(([, value]) => value).filter((value) => value !== null);
  if (values.length === 0) return null;
  if (values.every((value) => typeof value === 'number' && value >= 0)) {
    return told.flatMap(([state, value]): [string, Mark][] =>
      typeof value === 'number'
        ? [[state, { range: { low: value, high: value }, text: value.toLocaleString('en-US') }]]
        : [],
    );
  }
  const words = values.map(String);
  const kinds = new Set(words);
  if (words.some((word) => /^\d{4}(-\d{2}){0,2}$/.test(word))) return null;
  const few = kinds.size <= MOST_CATEGORIES && words.every((word) => word.length <= LONGEST_WORD);
  if (!few && words.length === told.length) return null;
  return told.map(([state, value]) => {
    if (value === null) return [state, { category: 'None', text: 'none' }];
    const word = PLACES_OF_COVERAGE[String(value)] ?? String(value);
    return [state, { category: few ? sentence(word) : 'Yes', text: word }];
  });
}

/** Returns the measures of a response: those selected, and those derived from its entities. */
export function measuresOf(found: Found, entities: Entity[]): { telling: Measure[]; rest: Measure[] } {
  return {
    telling: [...measuresOfTotals(found.totals, IN_ANSWER, 'answer', null), ...measuresOfFields(found.states)],
    rest: [...measureOfTerms(found.terms), ...measuresOfCounts(entities)],
  };
}
