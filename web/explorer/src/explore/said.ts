// What is announced.
import { counted } from '../answer/kinds';
import type { DeedResult } from './deeds';
import { writtenDay } from './partialDay';

/** The number of people up to which all that they did is read out. */
const MOST_PEOPLE = 3;

/** Says who did what, and when: Phil Murphy vetoed a law (23 August 2019: S 3205); pardoned (16 December 2024: ...). */
export function deedsInWords({ label, people }: DeedResult): string {
  const heading = `${label}: ${people.length === 0 ? 'nobody' : counted(people.length, 'person', 'people')}.`;
  if (people.length > MOST_PEOPLE) return `${heading} They are on the board with what they did.`;
  const told = people.map(({ name, done }) => {
    const deeds = done.map(
      ({ said, done: { name: what, day } }) => `${said} (${[writtenDay(day), what].filter(Boolean).join(': ')})`,
    );
    return `${name} ${deeds.join('; ')}.`;
  });
  return [heading, ...told].join(' ');
}
