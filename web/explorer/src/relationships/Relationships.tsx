import './relationships.css';
import type { Core } from 'cytoscape';
import { useEffect, useId, useMemo, useRef } from 'react';
import { look, view } from '../address';
import { LOOKS, counted, lookOf } from '../answer/kinds';
import { picture } from '../picture/picture';
import { offerDownloads } from '../picture/downloads';
import { PALETTES } from '../picture/palettes';
import { useScheme } from '../picture/theme';
import { useStore } from '../store';
import { Canvas, showAll, zoomBy } from './Canvas';
import { countsOf, graphOf, hiddenKinds } from './graph';
import { Mark } from './Mark';
import type { Place } from './layout';
import { RelationshipTable } from './RelationshipTable';
import { svgOf } from './svg';

const MANY = 1000;

/** The entities of a response and their relationships. */
export default function Relationships({ title }: { title: string }) {
  const now = useStore(picture);
  const { hidden, selected, table } = useStore(view);
  const scheme = useScheme();
  const core = useRef<Core | null>(null);
  const places = useRef(new Map<string, Place>());
  const keys = useId();

  const counts = useMemo(() => countsOf(now), [now]);
  const left = useMemo(() => hiddenKinds(now, hidden), [now, hidden]);
  const graph = useMemo(() => graphOf(now, left), [now, left]);
  const many = graph.edges.length > MANY;
  const question = useRef(now.question);
  if (question.current !== now.question) {
    question.current = now.question;
    places.current = new Map();
  }

  useEffect(() => {
    const palette = PALETTES[scheme];
    return offerDownloads({
      svg: () => new Blob([svgOf(graph, places.current, title, scheme, palette)], { type: 'image/svg+xml' }),
      ...(table
        ? {}
        : {
            png: () =>
              core.current!.png({ output: 'blob-promise', full: true, scale: 2, maxWidth: 6000, bg: palette.paper }),
          }),
    });
  }, [graph, scheme, title, table]);

  const toggle = (type: string) => {
    const next = new Set(left);
    if (!next.delete(type)) next.add(type);
    look({ hidden: [...next].sort() });
  };

  return (
    <div className="cg-relationships">
      {table ? (
        <RelationshipTable graph={graph} />
      ) : (
        <div className="cg-frame">
          <Canvas key={String(many)} {...{ graph, scheme, places, core, many }} chosen={selected} describedBy={keys} />
          <p id={keys} className="cg-hidden">
            Use the arrow keys to go from one entity to the next, Enter to show more neighbors, and plus, minus and zero
            to zoom. The table has the same content.
          </p>
          <div className="cg-zoom" role="group" aria-label="Zoom">
            <button type="button" aria-label="Zoom in" onClick={() => core.current && zoomBy(core.current, 1.3)}>
              +
            </button>
            <button type="button" aria-label="Zoom out" onClick={() => core.current && zoomBy(core.current, 1 / 1.3)}>
              −
            </button>
            <button type="button" aria-label="Show all" onClick={() => core.current && showAll(core.current)}>
              ⤢
            </button>
          </div>
        </div>
      )}
      <div className="cg-legend" role="group" aria-label="Kinds shown">
        {Object.keys(LOOKS)
          .filter((type) => counts.has(type))
          .map((type) => (
            <button
              key={type}
              type="button"
              aria-pressed={!left.has(type)}
              title={`${left.has(type) ? 'Show' : 'Hide'} ${lookOf(type).many.toLowerCase()}`}
              onClick={() => toggle(type)}
            >
              <Mark type={type} /> {lookOf(type).many} <small>{counts.get(type)}</small>
            </button>
          ))}
      </div>
      <p className="cg-hidden" role="status">
        {counted(graph.entities.length, 'entity', 'entities')} and {counted(graph.edges.length, 'relationship')} are
        shown.
      </p>
    </div>
  );
}
