import './detail.css';
import { view } from '../address';
import { period, spoken } from '../answer/kinds';
import type { Path } from '../answer/model';
import { picture } from '../picture/picture';
import { useStore } from '../store';
import { EdgeDetail } from './EdgeDetail';
import { EntityDetail } from './EntityDetail';
import { Claims } from './FigureList';
import { Name, Sheet } from './Sheet';

/** The details of the selected entity, edge or path, with sources. */
export default function Detail() {
  const { selected } = useStore(view);
  const { edges, found } = useStore(picture);
  const edge = selected === null ? undefined : edges.get(selected);
  if (edge) return <EdgeDetail key={edge.id} edge={edge} />;
  if (selected !== null && !selected.includes('>')) return <EntityDetail key={selected} id={selected} />;
  const [path] = found.paths;
  return path ? <PathDetail path={path} /> : null;
}

/** Each step of a path, with its claims. */
function PathDetail({ path: { nodes, steps } }: { path: Path }) {
  return (
    <Sheet
      title={`From ${nodes[0]?.name ?? ''} to ${nodes.at(-1)?.name ?? ''}`}
      under={`A path of ${steps.length} steps`}
    >
      <ol className="cg-steps">
        {steps.map(({ edge, claims }) => (
          <li key={edge.id}>
            <p>
              <Name id={edge.from} /> <em>{spoken(edge.kind)}</em> <Name id={edge.to} />{' '}
              <small>{period(edge.start, edge.end)}</small>
            </p>
            <Claims claims={claims} />
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
