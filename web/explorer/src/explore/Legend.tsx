import { lookOf } from '../answer/kinds';
import { groupsOf } from './groups';
import { Mark } from './Mark';
import type { BoardNode } from './model';

/** Which shape is what, with how many there are. */
export function Legend({ nodes }: { nodes: readonly BoardNode[] }) {
  const types = new Map(nodes.map(({ __typename: type }) => [lookOf(type).many, type]));
  return (
    <ul className="ex-legend" aria-label="Shapes">
      {groupsOf(nodes, 'kind').map(({ name, ids }) => (
        <li key={name}>
          <Mark type={types.get(name) ?? 'Source'} /> {name} <small>{ids.length}</small>
        </li>
      ))}
    </ul>
  );
}
