import { CLOCKS, type Board, type Clock } from './board';
import { isDay } from './boardFile';
import type { Action } from './history';
import { writtenDay } from './partialDay';

const FIRST_YEAR = 1996;

const WORDS: Record<Clock, { name: string; means: string }> = {
  on: { name: 'True on', means: 'offices held, laws in force and actions done on this day' },
  knownAt: { name: 'Known by', means: 'only what pages said that were published by this day' },
};

const thisMonth = (): number => {
  const now = new Date();
  return (now.getFullYear() - FIRST_YEAR) * 12 + now.getMonth();
};

/** The last day of a month, counted from the first year. */
export function lastDayOf(month: number): string {
  return new Date(Date.UTC(FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1, 0)).toJSON().slice(0, 10);
}

export function monthOf(day: string): number {
  const [year = FIRST_YEAR, month = 1] = day.split('-').map(Number);
  return (year - FIRST_YEAR) * 12 + month - 1;
}

/** Two days: on which things hold, and by which pages say so. A slider takes months, the field any day. */
export function Clocks({ board, dispatch }: { board: Board; dispatch: (action: Action) => void }) {
  return (
    <fieldset className="ex-clocks">
      <legend>Days</legend>
      {CLOCKS.map((clock) => {
        const day = board[clock];
        const { name, means } = WORDS[clock];
        const set = (next: string | null) => dispatch({ type: 'clock', clock, day: next });
        return (
          <div key={clock} className="ex-clock">
            <label htmlFor={`ex-${clock}`}>
              <strong>{name}</strong> {day ? writtenDay(day) : 'any day'} <small>{means}</small>
            </label>
            <input
              id={`ex-${clock}`}
              type="range"
              min={0}
              max={thisMonth()}
              value={day ? Math.min(Math.max(monthOf(day), 0), thisMonth()) : thisMonth()}
              aria-valuetext={day ? writtenDay(day) : 'any day'}
              onChange={(event) => set(lastDayOf(Number(event.target.value)))}
            />
            <div className="ex-row">
              <input
                type="date"
                aria-label={`${name}, the exact day`}
                value={day ?? ''}
                onChange={(event) => {
                  const value = event.target.value;
                  if (value === '' || isDay(value)) set(value || null);
                }}
              />
              <button type="button" disabled={!day} onClick={() => set(null)}>
                Any day
              </button>
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
