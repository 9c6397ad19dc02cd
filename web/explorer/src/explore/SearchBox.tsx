import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { lookOf, sentence } from '../answer/kinds';
import { peopleWithDeeds, suggestions } from './ask';
import { mentionsDeeds, peopleByDeeds, type DeedResult } from './deeds';
import { Mark } from './Mark';
import type { Suggestion } from './model';

export type Choice = { type: 'entity'; entity: Suggestion } | { type: 'deeds'; result: DeedResult };

const PAUSE = 120;

interface Props {
  onChoose: (choice: Choice) => void;
  /** Enter while nothing is written: the one that was just added may not have the focus yet. */
  onEmptyEnter: () => void;
}

/** Suggests entities by name, and people by what they did. */
export function SearchBox({ onChoose, onEmptyEnter }: Props) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ text: string; choices: Choice[] } | null>(null);
  const [active, setActive] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const choices = found?.choices ?? [];
  const wanted = text.trim();

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || (event.target as Element).closest('input, textarea, select')) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  useEffect(() => {
    if (wanted.length < 2) return setFound(null);
    const aborter = new AbortController();
    const wait = window.setTimeout(() => {
      choicesFor(wanted, aborter.signal).then(
        (next) => {
          if (aborter.signal.aborted) return;
          setFound({ text: wanted, choices: next });
          setActive(0);
        },
        () => !aborter.signal.aborted && setFound({ text: wanted, choices: [] }),
      );
    }, PAUSE);
    return () => {
      window.clearTimeout(wait);
      aborter.abort();
    };
  }, [wanted]);

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    setText('');
    setFound(null);
    setOpen(false);
    onChoose(choice);
  };

  const steer = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) setActive((active + step + choices.length) % choices.length);
    else if (event.key === 'Enter') {
      // What is written last may not have been looked for yet.
      if (wanted === '') onEmptyEnter();
      else if (found?.text === wanted) choose(choices[active]);
      else if (wanted.length > 1)
        void choicesFor(wanted, new AbortController().signal).then(([first]) => choose(first));
    } else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  };

  const isShown = isOpen && found !== null && wanted !== '';
  return (
    <div className="ex-search">
      <label htmlFor={`${id}-input`}>Add a person, place, law, action or source</label>
      <input
        id={`${id}-input`}
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Murphy, NV, Prop 64, vetoed pardoned"
        aria-expanded={isShown && choices.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && choices[active] ? `${id}-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onKeyDown={steer}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Suggestions" hidden={!isShown || choices.length === 0}>
        {choices.map((choice, index) => (
          <li
            key={index}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            <Option choice={choice} />
          </li>
        ))}
      </ul>
      <p className="ex-quiet" role="status">
        {isShown && choices.length === 0 ? 'Nothing has this name.' : ''}
      </p>
    </div>
  );
}

async function choicesFor(text: string, signal: AbortSignal): Promise<Choice[]> {
  const [entities, people] = await Promise.all([
    suggestions(text, signal),
    mentionsDeeds(text) ? peopleWithDeeds() : null,
  ]);
  const byDeeds = people ? peopleByDeeds(text, people) : [];
  return [
    ...byDeeds.map((result): Choice => ({ type: 'deeds', result })),
    ...entities.map((entity): Choice => ({ type: 'entity', entity })),
  ];
}

function Option({ choice }: { choice: Choice }) {
  if (choice.type === 'entity') {
    const { name, __typename: type } = choice.entity;
    return (
      <>
        <Mark type={type} /> {name} <small>{sentence(lookOf(type).one)}</small>
      </>
    );
  }
  const { label, people } = choice.result;
  const names = people.slice(0, 3).map(({ name }) => name);
  return (
    <>
      <Mark type="Person" /> {label}{' '}
      <small>
        {people.length === 0 ? 'nobody' : names.join(', ')}
        {people.length > names.length && ` and ${people.length - names.length} more`}
      </small>
    </>
  );
}
