// Search by what people did: "vetoed pardoned" finds who vetoed a law, then pardoned.
import type { PersonWithDeeds } from './model';
import { byDay, isSurelyBefore } from './partialDay';

interface Deed {
  /** The beginning of the words for it. */
  stem: string;
  /** What it was, with its object. */
  said: string;
  of: (person: PersonWithDeeds) => Done[];
}

/** One thing that somebody did. */
export interface Done {
  id: string;
  name: string;
  day: string | null;
}

const relief = (stem: string, said: string, kind: string): Deed => ({
  stem,
  said,
  of: ({ actions }) =>
    actions.nodes
      .filter((action) => action.kind === kind && ['GRANTED', 'RECORDED'].includes(action.act.stage))
      .map(({ id, name, act }) => ({ id, name, day: act.date })),
});

export const DEEDS: readonly Deed[] = [
  {
    stem: 'veto',
    said: 'vetoed a law',
    of: ({ lawsVetoed }) => lawsVetoed.nodes.map(({ id, name, vetoed }) => ({ id, name, day: vetoed })),
  },
  {
    stem: 'sign',
    said: 'signed a law',
    of: ({ lawsSigned }) => lawsSigned.nodes.map(({ id, name, enacted }) => ({ id, name, day: enacted })),
  },
  relief('pardon', 'pardoned', 'PARDON'),
  relief('commut', 'commuted sentences', 'COMMUTATION'),
  relief('expung', 'had records expunged', 'EXPUNGEMENT'),
  relief('seal', 'had records sealed', 'SEALING'),
  relief('vacat', 'had convictions vacated', 'VACATUR'),
  relief('dismiss', 'had cases dismissed', 'DISMISSAL'),
  relief('resentenc', 'had sentences reduced', 'RESENTENCING'),
];

const FILLERS = new Set(['who', 'whoever', 'and', 'then', 'a', 'an', 'the', 'law', 'laws', 'people', 'bill', 'later']);
const SHORTEST = 4;

const deedOf = (word: string): Deed | undefined =>
  DEEDS.find(({ stem }) => word.startsWith(stem) || (word.length >= SHORTEST && stem.startsWith(word)));

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Returns whether a text may ask what people did; only then is it worth loading. */
export const mentionsDeeds = (text: string): boolean => wordsOf(text).some(deedOf);

/** Everybody who did some things. */
export interface DeedResult {
  label: string;
  people: { id: string; name: string; done: { said: string; done: Done }[] }[];
}

/** Returns who did all that a text names: first in the order of the text, then in any order. */
export function peopleByDeeds(text: string, people: readonly PersonWithDeeds[]): DeedResult[] {
  const words = wordsOf(text);
  const deeds = [...new Set(words.flatMap((word) => deedOf(word) ?? []))];
  if (deeds.length === 0) return [];
  const names = words.filter((word) => !deedOf(word) && !FILLERS.has(word));
  const named = people.filter(({ name }) => {
    const own = wordsOf(name);
    return names.every((word) => own.some((one) => one.startsWith(word)));
  });
  const whose = names.length > 0 ? ` (${names.join(' ')})` : '';
  const said = deeds.map((deed) => deed.said);
  const inAnyOrder = { label: `Who ${said.join(' and ')}${whose}`, people: named.flatMap((one) => all(one, deeds)) };
  if (deeds.length === 1) return [inAnyOrder];
  const inThisOrder = {
    label: `Who ${said.join(', then ')}${whose}`,
    people: named.flatMap((one) => inOrder(one, deeds)),
  };
  return [inThisOrder, { ...inAnyOrder, label: `${inAnyOrder.label}, in any order` }];
}

type Found = DeedResult['people'][number];

function all(person: PersonWithDeeds, deeds: readonly Deed[]): Found[] {
  const done = deeds.map((deed) => deed.of(person).map((one) => ({ said: deed.said, done: one })));
  if (done.some((these) => these.length === 0)) return [];
  return [{ id: person.id, name: person.name, done: done.flat() }];
}

/** Keeps what follows surely on something done before, and what something surely follows. */
function inOrder(person: PersonWithDeeds, deeds: readonly Deed[]): Found[] {
  let chains: { said: string; done: Done }[][] = [[]];
  for (const deed of deeds) {
    const next = deed.of(person).map((done) => ({ said: deed.said, done }));
    chains = chains.flatMap((chain) => {
      const before = chain.at(-1)?.done.day ?? null;
      const fits = next.filter(({ done }) => chain.length === 0 || isSurelyBefore(before, done.day));
      return fits.map((one) => [...chain, one]);
    });
  }
  const done = [...new Map(chains.flat().map((one) => [one.done.id, one])).values()];
  return done.length > 0
    ? [{ id: person.id, name: person.name, done: done.sort((one, other) => byDay(one.done.day, other.done.day)) }]
    : [];
}
