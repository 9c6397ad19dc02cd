import { FILTERS, type Board } from './board';
import type { Action } from './history';
import { FILTER_NAMES, titled, VOCABULARY } from './vocabulary';

/** Which actions and relationships are shown, by what their claims say and who says it. */
export function FilterPanel({ board, dispatch }: { board: Board; dispatch: (action: Action) => void }) {
  const count = FILTERS.reduce((sum, name) => sum + board.filters[name].length, 0);
  return (
    <details className="ex-filters">
      <summary>Filters{count > 0 && ` (${count})`}</summary>
      <p className="ex-quiet">
        An action, law or relationship stays if a claim behind it fits. <a href="./glossary">What the words mean</a>.
      </p>
      {FILTERS.map((name) => (
        <fieldset key={name}>
          <legend>{FILTER_NAMES[name]}</legend>
          {VOCABULARY[name].map((value) => {
            const isOn = board.filters[name].includes(value);
            const next = VOCABULARY[name].filter((one) => (one === value ? !isOn : board.filters[name].includes(one)));
            return (
              <label key={value}>
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={() => dispatch({ type: 'filter', name, values: next })}
                />{' '}
                {titled(value)}
              </label>
            );
          })}
        </fieldset>
      ))}
    </details>
  );
}
