import { lookOf, sentence, spoken } from '../answer/kinds';
import { Said } from './EvidenceList';
import { Mark } from './Mark';
import type { Connections } from './model';
import { dayInWords, rowsOf } from './rows';

interface Props {
  connections: Connections;
  notes: Record<string, string>;
  onSelect: (id: string) => void;
}

/** The same as the drawing, as a table, the earliest first. */
export function BoardTable({ connections, notes, onSelect }: Props) {
  const types = new Map(connections.nodes.map(({ id, __typename }) => [id, __typename]));
  const tied = new Set(connections.edges.flatMap(({ from, to }) => [from.id, to.id]));
  const name = ({ id, name: text }: { id: string; name: string }) => (
    <>
      <button type="button" className="ex-link" onClick={() => onSelect(id)}>
        <Mark type={types.get(id) ?? 'Source'} /> {text}
      </button>
      {notes[id] && <small className="ex-noted">{notes[id]}</small>}
    </>
  );
  return (
    <div className="ex-table" role="region" aria-label="Table of the board" tabIndex={0}>
      <table className="cards">
        <caption>Relationships on the board, the earliest first. Those without a day come last.</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Relationship</th>
            <th scope="col">To</th>
            <th scope="col">Day</th>
            <th scope="col">Who says so</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(connections).map(({ edge, day }) => (
            <tr key={edge.id}>
              <td data-label="From">{name(edge.from)}</td>
              <td data-label="Relationship">{spoken(edge.kind)}</td>
              <td data-label="To">{name(edge.to)}</td>
              <td data-label="Day">{dayInWords(edge, day)}</td>
              <td data-label="Who says so">
                {edge.claims[0] && <Said claim={edge.claims[0]} />}
                {edge.claims.length > 1 && <small> and {edge.claims.length - 1} more</small>}
              </td>
            </tr>
          ))}
          {connections.nodes
            .filter(({ id }) => !tied.has(id))
            .map((node) => (
              <tr key={node.id}>
                <td data-label="Entity">{name(node)}</td>
                <td colSpan={4}>{sentence(lookOf(node.__typename).one)}, not connected to anything else here</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
