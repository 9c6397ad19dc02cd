import type { Scheme } from '../picture/palettes';
import type { State } from './asked';
import { categoriesOf, STEP_COLORS } from './colors';
import { fillOf } from './fill';
import type { Measure } from './measures';
import { Patterns } from './Patterns';
import { stepOf, STEPS, stepText } from './scale';

export interface Entry {
  fill: string;
  text: string;
}

const PATTERNS: [string, string][] = [
  ['unknown', 'An unknown number'],
  ['recorded', 'Recorded, but no such figure'],
  ['none', 'Looked for, none found'],
  ['unchecked', 'Not looked for'],
  ['silent', 'Not in this response'],
];

/** Returns the legend of a map: the colors and patterns that occur in it. */
export function entriesOf(measure: Measure, states: State[], scheme: Scheme): Entry[] {
  const marks = states.map((state) => ({ mark: measure.values.get(state.id), fill: fillOf(measure, state, scheme) }));
  const steps = new Set(marks.flatMap(({ mark }) => (mark?.range ? [stepOf(mark.range)] : [])));
  const categories = [...categoriesOf(measure, scheme)];
  return [
    ...categories.map(([text, fill]) => ({ fill, text })),
    ...STEPS.flatMap((_, step) =>
      steps.has(step) ? [{ fill: STEP_COLORS[scheme][step]!, text: stepText(step) }] : [],
    ),
    ...(marks.some(({ fill }) => fill.isOpen) ? [{ fill: 'open', text: 'Or more: no upper bound' }] : []),
    ...PATTERNS.filter(([name]) => marks.some(({ fill }) => fill.pattern === name)).map(([name, text]) => ({
      fill: name,
      text,
    })),
  ];
}

export function Legend({ measure, states, scheme }: { measure: Measure; states: State[]; scheme: Scheme }) {
  return (
    <ul className="cg-key" aria-label="What the colors mean">
      {entriesOf(measure, states, scheme).map(({ fill, text }) => (
        <li key={text}>
          <svg viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">
            <Patterns scheme={scheme} prefix={`key-${fill.replace('#', '')}`} />
            {fill === 'open' && <rect width="18" height="12" fill={STEP_COLORS[scheme][4]} />}
            <rect width="18" height="12" fill={fill.startsWith('#') ? fill : `url(#key-${fill}-${fill})`} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
