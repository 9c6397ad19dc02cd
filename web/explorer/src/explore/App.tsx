import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { counted } from '../answer/kinds';
import { BoardTable } from './BoardTable';
import { Clocks } from './Clocks';
import { addNeighbors, connectParts, findPath, type Outcome } from './commands';
import { DetailPanel } from './DetailPanel';
import { Drawing } from './Drawing';
import { conditionsOf } from './exports';
import { FilterPanel } from './FilterPanel';
import { groupsOf } from './groups';
import { Legend } from './Legend';
import type { Connections } from './model';
import { NodeList, type Item } from './NodeList';
import { PathPanel } from './PathPanel';
import { graphOf } from './placing';
import { SearchBox, type Choice } from './SearchBox';
import { Start } from './Start';
import { Toolbar } from './Toolbar';
import { rowsOf } from './rows';
import { deedsInWords } from './said';
import { useAnswers } from './useAnswers';
import { useBoard } from './useBoard';
import { useUndoKeys } from './useKeys';
import { usePlaces } from './usePlaces';

/** What is on the board, in words. */
const sizeOf = ({ nodes, edges }: Connections): string =>
  `${counted(nodes.length, 'entity', 'entities')}, ${counted(edges.length, 'relationship')}`;

const LEFT_OUT = 'Left out by the filters or days';

export function App() {
  const { history, dispatch, opened } = useBoard();
  const board = history.now;
  const { connections, paths, isBusy, problem, known } = useAnswers(board);
  const [selected, select] = useState<string | null>(opened[0] ?? null);
  const [start, setStart] = useState<string | null>(null);
  const [said, say] = useState('');
  const [focusAt, setFocusAt] = useState(0);
  const note = useRef<HTMLDivElement>(null);
  useUndoKeys(dispatch);

  const names = useRef(new Map<string, { name: string; type: string }>());
  const nameOf = useCallback((id: string) => (names.current.get(id) ?? known.get(id))?.name ?? id, [known]);
  const perform = (outcome: Promise<Outcome>) => {
    say('Asking …');
    outcome.then(
      ({ said: text, change }) => {
        if (change) dispatch(change);
        say(text);
      },
      (error: unknown) => say((error as Error).message),
    );
  };
  const open = (id: string, sources = false) => perform(addNeighbors(board, id, sources));
  // What was said of the board before may not hold on another day.
  useEffect(() => say(''), [board.on, board.knownAt, board.filters]);
  useEffect(() => opened.forEach((id) => open(id)), []);

  const choose = (choice: Choice) => {
    if (choice.type === 'entity') {
      const { id, name, __typename: type } = choice.entity;
      names.current.set(id, { name, type });
      dispatch({ type: 'add', ids: [id] });
      select(id);
      say(`${name} is on the board. Enter shows its neighbors.`);
    } else {
      const { people } = choice.result;
      dispatch({ type: 'add', ids: people.flatMap(({ id, done }) => [id, ...done.map((one) => one.done.id)]) });
      select(people[0]?.id ?? null);
      say(deedsInWords(choice.result));
    }
    setFocusAt((count) => count + 1);
  };
  const mark = (id: string) => {
    if (start === null || start === id) {
      setStart(start === id ? null : id);
      say(start === id ? '' : `Path from ${nameOf(id)}: now choose where it leads, and press p or “Path to here”.`);
      return;
    }
    setStart(null);
    perform(findPath(board, [start, id], [nameOf(start), nameOf(id)]));
  };

  const groups = useMemo(() => groupsOf(connections.nodes, board.group), [connections, board.group]);
  const graph = useMemo(() => graphOf(connections, paths?.[0] ?? null), [connections, paths]);
  const places = usePlaces(graph, board, groups);
  const here = new Map(connections.nodes.map((node) => [node.id, node]));
  const out = isBusy ? [] : board.nodes.filter((id) => !here.has(id));
  const listed = [...groups, ...(out.length > 0 ? [{ name: LEFT_OUT, ids: out }] : [])];
  const items = new Map(
    listed
      .flatMap(({ ids }) => ids)
      .map((id): [string, Item] => {
        const one = here.get(id);
        const type = one?.__typename ?? (known.get(id) ?? names.current.get(id))?.type ?? 'Source';
        return [id, { id, name: one?.name ?? nameOf(id), type, isOut: !one }];
      }),
  );
  const chosen = selected === null ? undefined : items.get(selected);
  const rows = useMemo(() => rowsOf(connections), [connections]);
  const conditions = conditionsOf(board);
  const status = problem ?? said;

  return (
    <>
      <SearchBox onChoose={choose} onEmptyEnter={() => selected !== null && open(selected)} />
      <Toolbar
        {...{ history, connections, graph, places, dispatch, say }}
        onConnect={() => perform(connectParts(board, connections))}
      />
      <p className="ex-status" role="status" data-busy={isBusy}>
        {status}
      </p>
      {board.nodes.length === 0 ? (
        <Start />
      ) : (
        <div className="ex-board">
          <div className="ex-side">
            <NodeList
              {...{ board, items, selected, start, focusAt }}
              groups={listed}
              onSelect={select}
              onOpen={(id) => open(id)}
              onRemove={(id) => dispatch({ type: 'remove', ids: [id] })}
              onPath={mark}
              onNote={() => note.current?.querySelector('textarea')?.focus()}
            />
            <Clocks board={board} dispatch={dispatch} />
            <FilterPanel board={board} dispatch={dispatch} />
          </div>
          <div className="ex-middle">
            <p className="ex-quiet" role="status">
              {sizeOf(connections)}
              {out.length > 0 && `, ${out.length} left out`}
              {conditions && `, ${conditions}`}
            </p>
            <Drawing
              {...{ graph, places, selected, groups }}
              notes={board.notes}
              onSelect={select}
              onOpen={(id) => open(id)}
              onMove={(id, to) => dispatch({ type: 'move', id, to })}
            />
            <Legend nodes={connections.nodes} />
          </div>
          <div className="ex-aside" ref={note}>
            {paths && <PathPanel {...{ board, paths, nameOf, dispatch }} />}
            {!chosen && <p className="ex-quiet">Select an entity to see what sources say about it.</p>}
            {chosen && (
              <DetailPanel
                {...chosen}
                key={chosen.id}
                node={here.get(chosen.id) ?? null}
                rows={rows.filter(({ edge }) => edge.from.id === chosen.id || edge.to.id === chosen.id)}
                {...{ board, start, dispatch }}
                onOpen={(sources) => open(chosen.id, sources)}
                onPath={() => mark(chosen.id)}
              />
            )}
          </div>
          <BoardTable connections={connections} notes={board.notes} onSelect={select} />
        </div>
      )}
    </>
  );
}
