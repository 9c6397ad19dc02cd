import { useId } from 'react';
import { counted, lookOf, sentence, spoken } from '../answer/kinds';
import { LONGEST_NOTE, type Board } from './board';
import { EdgeList } from './EvidenceList';
import type { Action } from './history';
import { Mark } from './Mark';
import type { BoardNode } from './model';
import { writtenDay } from './partialDay';
import type { Row } from './rows';

interface Props {
  board: Board;
  id: string;
  name: string;
  type: string;
  /** Null where a filter or a day leaves it out. */
  node: BoardNode | null;
  rows: readonly Row[];
  start: string | null;
  dispatch: (action: Action) => void;
  onOpen: (sources: boolean) => void;
  onPath: () => void;
}

/** The selected entity: what it is, what may be done with it, a note, and its relationships with their evidence. */
export function DetailPanel({ board, id, name, type, node, rows, start, dispatch, onOpen, onPath }: Props) {
  const noteId = useId();
  const isSource = type === 'Source';
  return (
    <section className="ex-detail" aria-label="Details">
      <h2>
        <Mark type={type} /> {name}
      </h2>
      <p className="ex-quiet">{node ? factsOf(node) : 'Left out by the filters or days.'}</p>
      <p>
        <a href={`./${id}`}>Page of {name}</a>
      </p>
      <div className="ex-row">
        <button type="button" onClick={() => onOpen(isSource)}>
          Show neighbors
        </button>
        {!isSource && (
          <button type="button" onClick={() => onOpen(true)}>
            Show its sources
          </button>
        )}
        <button type="button" aria-pressed={start === id} onClick={onPath}>
          {start !== null && start !== id ? 'Path to here' : 'Path from here'}
        </button>
        <button
          type="button"
          aria-pressed={board.avoid.includes(id)}
          onClick={() => dispatch({ type: 'avoid', id })}
          title="Paths go around it"
        >
          No path through
        </button>
        <button type="button" onClick={() => dispatch({ type: 'remove', ids: [id] })}>
          Remove
        </button>
      </div>
      <label htmlFor={noteId}>Your note</label>
      <textarea
        id={noteId}
        className="ex-note"
        rows={2}
        maxLength={LONGEST_NOTE}
        value={board.notes[id] ?? ''}
        onChange={(event) => dispatch({ type: 'note', id, text: event.target.value })}
      />
      <h3>
        What sources say <small>{counted(rows.length, 'relationship')} here</small>
      </h3>
      <EdgeList rows={rows} />
    </section>
  );
}

/** One line of facts. */
function factsOf(node: BoardNode): string {
  const facts = [sentence(node.kind ? spoken(node.kind) : lookOf(node.__typename).one)];
  if (node.figure) facts.push(node.figure.stated);
  if (node.act) facts.push([spoken(node.act.stage), writtenDay(node.act.date)].filter(Boolean).join(' '));
  if (node.status) facts.push(spoken(node.status));
  if (node.enacted) facts.push(`enacted ${writtenDay(node.enacted)}`);
  if (node.vetoed) facts.push(`vetoed ${writtenDay(node.vetoed)}`);
  const term = node.terms?.nodes[0];
  if (term) facts.push(`last office: ${spoken(term.office)}, ${term.jurisdiction.name}`);
  const party = node.party ?? term?.party;
  if (party) facts.push(party.name);
  if (node.publisher) facts.push(node.publisher.name);
  if (node.published) facts.push(`published ${writtenDay(node.published)}`);
  return facts.join(' · ');
}
