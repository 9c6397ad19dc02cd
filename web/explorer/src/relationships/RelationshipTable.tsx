import { look } from '../address';
import { lookOf, sentence, spoken } from '../answer/kinds';
import type { Graph } from './graph';
import { Mark } from './Mark';

/** The graph as a table: one row per relationship, and per entity without any. */
export function RelationshipTable({ graph }: { graph: Graph }) {
  const byId = new Map(graph.entities.map((one) => [one.id, one]));
  const tied = new Set(graph.edges.flatMap(({ from, to }) => [from, to]));
  const name = (id: string) => {
    const entity = byId.get(id);
    if (!entity) return id;
    return (
      <button type="button" className="cg-link" onClick={() => look({ selected: id })}>
        <Mark type={entity.type} /> {entity.name}
      </button>
    );
  };
  return (
    <div className="cg-table" tabIndex={0} role="region" aria-label="Relationships as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Relationship</th>
            <th scope="col">To</th>
            <th scope="col">Since</th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          {graph.edges.map(({ id, kind, from, to, start, end }) => (
            <tr key={id} className={graph.path.has(id) ? 'cg-on-path' : ''}>
              <td>{name(from)}</td>
              <td>
                <button type="button" className="cg-link" onClick={() => look({ selected: id })}>
                  {spoken(kind)}
                </button>
              </td>
              <td>{name(to)}</td>
              <td>{start}</td>
              <td>{end}</td>
            </tr>
          ))}
          {graph.entities
            .filter(({ id }) => !tied.has(id))
            .map(({ id, type }) => (
              <tr key={id}>
                <td>{name(id)}</td>
                <td colSpan={4}>{sentence(lookOf(type).one)}, not connected to anything else here</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
