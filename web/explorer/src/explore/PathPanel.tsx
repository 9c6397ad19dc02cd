import { counted } from '../answer/kinds';
import type { Board } from './board';
import { EdgeList } from './EvidenceList';
import type { Action } from './history';
import type { FoundPath } from './model';

interface Props {
  board: Board;
  paths: readonly FoundPath[];
  nameOf: (id: string) => string;
  dispatch: (action: Action) => void;
}

/** The shortest paths between two entities, each step with its evidence. */
export function PathPanel({ board, paths, nameOf, dispatch }: Props) {
  if (!board.path) return null;
  const [from, to] = board.path;
  return (
    <section className="ex-path" aria-label="Path">
      <h2>
        From {nameOf(from)} to {nameOf(to)}
      </h2>
      {paths.length === 0 && <p>No path of at most 6 steps, under these filters and days.</p>}
      {paths.map(({ nodes, relationships }, index) => {
        const missing = nodes.filter(({ id }) => !board.nodes.includes(id)).map(({ id }) => id);
        return (
          <details key={nodes.map(({ id }) => id).join()} open={index === 0}>
            <summary>
              {nodes.map(({ name }) => name).join(' – ')} <small>{counted(relationships.length, 'step')}</small>
            </summary>
            <EdgeList rows={relationships.map((edge) => ({ edge, day: null }))} isOpen />
            {missing.length > 0 && (
              <button type="button" onClick={() => dispatch({ type: 'add', ids: missing })}>
                Put it on the board
              </button>
            )}
          </details>
        );
      })}
      <button type="button" onClick={() => dispatch({ type: 'path', ends: null, ids: [] })}>
        Close the path
      </button>
    </section>
  );
}
