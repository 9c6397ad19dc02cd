import { useEffect, useRef, type KeyboardEvent } from 'react';
import { lookOf, sentence } from '../answer/kinds';
import type { Board } from './board';
import type { Group } from './groups';
import { Mark } from './Mark';

export interface Item {
  id: string;
  name: string;
  type: string;
  /** True if a filter or a day leaves it out now. */
  isOut: boolean;
}

interface Props {
  board: Board;
  groups: readonly Group[];
  items: ReadonlyMap<string, Item>;
  selected: string | null;
  /** The entity that a path is to start from. */
  start: string | null;
  /** Counts up whenever the list is to take the focus. */
  focusAt: number;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  onRemove: (id: string) => void;
  onPath: (id: string) => void;
  onNote: (id: string) => void;
}

/** All entities of the board. The arrow keys move the focus; everything else that the drawing does has a key here. */
export function NodeList(props: Props) {
  const { board, groups, items, selected, start, focusAt, onSelect, onOpen, onRemove, onPath, onNote } = props;
  const list = useRef<HTMLDivElement>(null);
  const order = groups.flatMap(({ ids }) => ids);
  const current = selected !== null && order.includes(selected) ? selected : order[0];

  const focus = (id: string | undefined) => {
    if (id === undefined) return;
    onSelect(id);
    list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  };
  // What was just added is in the list once the server has answered.
  const focused = useRef(0);
  const isReady = selected !== null && current === selected;
  useEffect(() => {
    if (focusAt === focused.current || !isReady) return;
    focused.current = focusAt;
    list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focusAt, isReady]);

  const steer = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || current === undefined) return;
    const at = order.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: Infinity }[
      event.key
    ];
    if (to !== undefined) focus(order[Math.min(Math.max(to, 0), order.length - 1)]);
    else if (event.key === 'Enter') onOpen(current);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      onRemove(current);
      focus(order[at + 1] ?? order[at - 1]);
    } else if (event.key === 'p') onPath(current);
    else if (event.key === 'n') onNote(current);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={list} className="ex-list" role="group" aria-label="Entities on the board" onKeyDown={steer}>
      {groups.map(({ name, ids }) => (
        <section key={name} aria-label={name || 'Entities'}>
          {name && (
            <h2>
              {name} <small>{ids.length}</small>
            </h2>
          )}
          <ul>
            {ids.map((id) => {
              const item = items.get(id);
              const type = item?.type ?? 'Source';
              return (
                <li key={id}>
                  <button
                    type="button"
                    data-id={id}
                    tabIndex={id === current ? 0 : -1}
                    aria-current={id === selected || undefined}
                    className={item?.isOut ? 'ex-out' : undefined}
                    onClick={() => (id === selected ? onOpen(id) : onSelect(id))}
                  >
                    <Mark type={type} /> {item?.name ?? id}{' '}
                    <small>
                      {sentence(lookOf(type).one)}
                      {item?.isOut && ', left out by the filters or days'}
                      {board.notes[id] && ', with a note'}
                      {id === start && ', start of a path'}
                    </small>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
