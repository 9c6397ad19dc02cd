import { useRef, type ChangeEvent } from 'react';
import { counted } from '../answer/kinds';
import { save } from '../picture/downloads';
import { GROUPINGS, type Board, type Grouping } from './board';
import { LARGEST_FILE, read, written } from './boardFile';
import { dataVersion } from './ask';
import { csvFile, drawingOf, jsonFile, pngFile, svgFile } from './exports';
import type { Action, History } from './history';
import { fragmentOf } from './link';
import type { Connections } from './model';
import type { Graph } from '../relationships/graph';
import type { Place } from '../relationships/layout';
import { csvOf } from './rows';
import { useScheme } from './useScheme';

interface Props {
  history: History;
  connections: Connections;
  graph: Graph;
  places: Map<string, Place>;
  dispatch: (action: Action) => void;
  say: (text: string) => void;
  onConnect: () => void;
}

const GROUPING_NAMES: Record<Grouping, string> = { none: 'None', kind: 'Kind', party: 'Party', state: 'State' };

/** What may be done with the whole board. */
export function Toolbar({ history, connections, graph, places, dispatch, say, onConnect }: Props) {
  const board = history.now;
  const isEmpty = board.nodes.length === 0;
  const scheme = useScheme();
  const drawing = () => drawingOf(graph, places, board, dataVersion, scheme);
  const download = (make: () => Blob | Promise<Blob>, name: string) => {
    save(make, name).then(
      () => say(`${name} saved.`),
      (error: unknown) => say((error as Error).message),
    );
  };
  return (
    <div className="ex-tools" role="group" aria-label="Board">
      <button type="button" disabled={history.past.length === 0} onClick={() => dispatch({ type: 'undo' })}>
        Undo
      </button>
      <button type="button" disabled={history.future.length === 0} onClick={() => dispatch({ type: 'redo' })}>
        Redo
      </button>
      <button type="button" disabled={board.nodes.length < 2} onClick={onConnect}>
        Connect what is here
      </button>
      <label>
        Group by{' '}
        <select
          value={board.group}
          onChange={(event) => dispatch({ type: 'group', by: event.target.value as Grouping })}
        >
          {GROUPINGS.map((by) => (
            <option key={by} value={by}>
              {GROUPING_NAMES[by]}
            </option>
          ))}
        </select>
      </label>
      <details className="ex-menu">
        <summary>Save and share</summary>
        <div onClick={(event) => event.currentTarget.closest('details')?.removeAttribute('open')}>
          <button type="button" disabled={isEmpty} onClick={() => void copyLink(board, say)}>
            Copy a link
          </button>
          <button
            type="button"
            disabled={isEmpty}
            onClick={() => download(() => jsonFile(written(board, dataVersion)), 'board.json')}
          >
            Save the board
          </button>
          <OpenFile label="Open a board" onBoard={(one) => dispatch({ type: 'open', board: one })} say={say} />
          <OpenFile label="Merge a board" onBoard={(one) => dispatch({ type: 'merge', board: one })} say={say} />
          <button type="button" disabled={isEmpty} onClick={() => download(() => svgFile(drawing()), 'board.svg')}>
            SVG
          </button>
          <button type="button" disabled={isEmpty} onClick={() => download(() => pngFile(drawing()), 'board.png')}>
            PNG
          </button>
          <button
            type="button"
            disabled={isEmpty}
            onClick={() => download(() => csvFile(csvOf(connections, board)), 'board.csv')}
          >
            CSV
          </button>
          <button type="button" disabled={isEmpty} onClick={() => dispatch({ type: 'clear' })}>
            Clear the board
          </button>
        </div>
      </details>
    </div>
  );
}

async function copyLink(board: Board, say: (text: string) => void): Promise<void> {
  const { fragment, without } = fragmentOf(board);
  if (without.includes('everything')) return say('The board is too large for a link. Save it as a file.');
  const { origin, pathname } = window.location;
  try {
    await navigator.clipboard.writeText(`${origin}${pathname}#${fragment}`);
  } catch {
    return say('Copy the address of this page: it holds the board.');
  }
  say(without.length > 0 ? `Link copied, without ${without.join(' and ')}: a file holds them.` : 'Link copied.');
}

interface OpenFileProps {
  label: string;
  onBoard: (board: Board) => void;
  say: (text: string) => void;
}

/** A button that reads a board from a file. */
function OpenFile({ label, onBoard, say }: OpenFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    try {
      if (file.size > LARGEST_FILE) throw new Error('The file is too large for a board.');
      const board = read(await file.text());
      onBoard(board);
      say(`${file.name}: ${counted(board.nodes.length, 'entity', 'entities')}.`);
    } catch (error) {
      say((error as Error).message);
    }
  };
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={label}
        onChange={(event) => void take(event)}
      />
    </>
  );
}
