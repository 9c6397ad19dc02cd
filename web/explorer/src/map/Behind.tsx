import { Claims } from '../detail/FigureList';
import { useAnswer } from '../detail/Sheet';
import { useStore } from '../store';
import { claimsOf, mapped } from './asked';
import type { Measure } from './measures';
import { missing } from './missing';

/** The value of a state on the map, with its sources. */
export function Behind({ id }: { id: string }) {
  const shown = useStore(mapped);
  const state = shown?.states.find((one) => one.id === id);
  if (!shown || !state) return null;
  const { measure } = shown;
  return (
    <>
      <h4>{measure.name}</h4>
      <p>{measure.values.get(id)?.text ?? missing(measure, state.coverage)}</p>
      {measure.total && measure.values.has(id) && <Added total={measure.total} code={state.code} />}
    </>
  );
}

function Added({ total, code }: { total: NonNullable<Measure['total']>; code: string }) {
  const { told, problem } = useAnswer((signal) => claimsOf(total, code, signal), `${JSON.stringify(total)} ${code}`);
  if (problem) return <p role="alert">{problem}</p>;
  if (!told) return null;
  return (
    <>
      {told.claims.length > 0 && <h4>Added up</h4>}
      <Claims claims={told.claims} />
      {told.excluded.length > 0 && (
        <details className="cg-excluded">
          <summary>Left out: {told.excluded.length}</summary>
          {told.excluded.map(({ reason, claim }) => (
            <div key={claim.id}>
              <p>{reason}</p>
              <Claims claims={[claim]} />
            </div>
          ))}
        </details>
      )}
    </>
  );
}
