import { useEffect, useRef, useState } from 'react';
import { connections, paths } from './ask';
import type { Board } from './board';
import type { Connections, FoundPath } from './model';

export interface Answers {
  connections: Connections;
  /** Of the path of the board; null if it has none. */
  paths: FoundPath[] | null;
  isBusy: boolean;
  problem: string | null;
  /** Names and types of all that was ever on the board, also of what a filter leaves out now. */
  known: ReadonlyMap<string, { name: string; type: string }>;
}

/** A slider that is moved asks once it rests. */
const REST = 120;

/** Asks how the entities of a board are connected, whenever what that depends on changes. */
export function useAnswers(board: Board): Answers {
  const known = useRef(new Map<string, { name: string; type: string }>());
  const [answers, set] = useState<Omit<Answers, 'isBusy' | 'known'> & { key: string }>({
    connections: { nodes: [], edges: [] },
    paths: null,
    problem: null,
    key: '',
  });
  const { nodes, filters, on, knownAt, path, avoid } = board;
  const key = JSON.stringify([nodes, filters, on, knownAt, path, path && avoid]);

  useEffect(() => {
    const aborter = new AbortController();
    const wait = window.setTimeout(() => {
      Promise.all([connections(board, aborter.signal), path ? paths(board, path, aborter.signal) : null]).then(
        ([found, along]) => {
          if (aborter.signal.aborted) return;
          for (const { id, name, __typename: type } of found.nodes) known.current.set(id, { name, type });
          set({ connections: found, paths: along, problem: null, key });
        },
        (error: unknown) => {
          if (!aborter.signal.aborted) set((last) => ({ ...last, problem: (error as Error).message, key }));
        },
      );
    }, REST);
    return () => {
      window.clearTimeout(wait);
      aborter.abort();
    };
  }, [key]);

  return { ...answers, isBusy: answers.key !== key, known: known.current };
}
