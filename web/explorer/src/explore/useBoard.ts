import { useEffect, useReducer, useRef } from 'react';
import { reduce, started, type Action, type History } from './history';
import { fragmentOf, readAddress } from './link';

export interface BoardState {
  history: History;
  dispatch: (action: Action) => void;
  /** The entities whose neighbors the address asks for, at the start. */
  opened: string[];
}

/** The board, kept in the fragment of the address; another fragment opens another board. */
export function useBoard(): BoardState {
  const first = useRef<ReturnType<typeof readAddress> | null>(null);
  first.current ??= readAddress(window.location.hash, window.location.search);
  const [history, dispatch] = useReducer(reduce, started(first.current.board));
  const written = useRef('');

  useEffect(() => {
    const { fragment } = fragmentOf(history.now);
    written.current = fragment ? `#${fragment}` : '';
    if (window.location.hash === written.current) return;
    window.history.replaceState(null, '', `${window.location.pathname}${written.current}`);
  }, [history.now]);

  useEffect(() => {
    const follow = () => {
      if (window.location.hash !== written.current) {
        dispatch({ type: 'open', board: readAddress(window.location.hash).board });
      }
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  return { history, dispatch, opened: first.current.open };
}
