import { look } from '../address';
import type { State } from './asked';
import { missing } from './missing';
import type { Measure } from './measures';

const sortKey = (measure: Measure, { id }: State): number => {
  const range = measure.values.get(id)?.range;
  if (range) return range.low || (range.high ?? 0);
  return measure.values.has(id) ? 0 : -1;
};

/** The map as a table, the largest values first. */
export function MapTable({ measure, states }: { measure: Measure; states: State[] }) {
  const rows = [...states].sort(
    (one, other) => sortKey(measure, other) - sortKey(measure, one) || one.name.localeCompare(other.name),
  );
  return (
    <div className="cg-table" tabIndex={0} role="region" aria-label={`${measure.name}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">{measure.name}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((state) => (
            <tr key={state.id}>
              <th scope="row">
                <button type="button" className="cg-link" onClick={() => look({ selected: state.id })}>
                  {state.name}
                </button>
              </th>
              <td>{measure.values.get(state.id)?.text ?? missing(measure, state.coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
