import { useEffect, useRef, useState } from 'react';
import type { Graph } from '../relationships/graph';
import type { Place } from '../relationships/layout';
import type { Board } from './board';
import type { Group } from './groups';
import { placed } from './placing';

/** Lays the board out whenever its nodes, relationships or groups change. */
export function usePlaces(graph: Graph, board: Board, groups: readonly Group[]): Map<string, Place> {
  const [places, set] = useState(new Map<string, Place>());
  const before = useRef({ places, group: board.group });
  const key = `${board.group} ${graph.entities.map(({ id }) => id).join()} ${graph.edges.length}`;

  useEffect(() => {
    let isStale = false;
    // Another grouping is another picture: nothing stays where it was.
    const { places: last, group } = before.current;
    void placed(graph, board, groups, group === board.group ? last : new Map()).then((found) => {
      if (isStale) return;
      before.current = { places: found, group: board.group };
      set(found);
    });
    return () => {
      isStale = true;
    };
  }, [key]);

  // What the reader moves follows at once.
  return new Map([...places, ...Object.entries(board.places).filter(([id]) => places.has(id))]);
}
