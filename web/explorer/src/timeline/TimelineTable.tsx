import { Page } from '../detail/FigureList';
import { Name } from '../detail/Sheet';
import type { Row } from './events';
import { stageName } from './stages';

/** The timeline as a table: name, stage, date and sources. */
export function TimelineTable({ rows }: { rows: Row[] }) {
  return (
    <div className="cg-table" tabIndex={0} role="region" aria-label="Timeline as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Stage</th>
            <th scope="col">Date</th>
            <th scope="col">Sources</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row, at) =>
            row.events.map(({ stage, date, end, claims, text }, index) => (
              <tr key={`${row.id}${at}${index}`}>
                <td>
                  <Name id={row.id} name={row.name} />
                </td>
                <td>{stage === 'TERM' ? text : stageName(stage)}</td>
                <td>{stage === 'TERM' ? `${date} to ${end ?? 'now'}` : (date ?? 'not known')}</td>
                <td>
                  {claims.slice(0, 3).map((claim, number) => (
                    <div key={claim.id ?? number}>
                      <Page source={claim.source} />
                    </div>
                  ))}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
