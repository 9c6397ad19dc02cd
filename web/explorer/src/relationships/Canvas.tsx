import type { Core } from 'cytoscape';
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { look } from '../address';
import { expand, picture } from '../picture/picture';
import { PALETTES, type Scheme } from '../picture/palettes';
import { choose, draw, elementsOf, relabel, styleFor } from './drawing';
import type { Graph } from './graph';
import type { Place } from './layout';
import { placesOf } from './stages';

/** Room for the labels of the outermost nodes. */
const paddingOf = (width: number, height: number) => ({ x: Math.min(70, width * 0.13), y: Math.min(40, height * 0.1) });
const LARGEST = 1.5;

const REDUCED = window.matchMedia('(prefers-reduced-motion: reduce)');

interface Props {
  graph: Graph;
  chosen: string | null;
  scheme: Scheme;
  places: RefObject<Map<string, Place>>;
  core: RefObject<Core | null>;
  describedBy: string;
  /** True if there are so many edges that drawing them takes noticeable time. */
  many: boolean;
}

/** The graph on a canvas. The table and the details have the same content. */
export function Canvas({ graph, chosen, scheme, places, core, describedBy, many }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const isSet = useRef(false);
  const now = useRef({ chosen, scheme });
  now.current = { chosen, scheme };

  const restyle = () => {
    const cy = core.current;
    if (!cy) return;
    cy.style(styleFor(now.current.scheme, PALETTES[now.current.scheme], cy.zoom(), many));
    relabel(cy, now.current.chosen);
  };

  useEffect(() => {
    const cy = (core.current = draw(frame.current!, many));
    let settled = 0;
    const settle = () => {
      window.clearTimeout(settled);
      settled = window.setTimeout(restyle, 90);
    };
    cy.on('zoom pan resize', settle);
    // The frame shrinks when details open beside it. The graph follows until the reader sets the zoom.
    const resized = new ResizeObserver(() => {
      cy.resize();
      if (!isSet.current) fit(cy, places.current);
    });
    resized.observe(frame.current!);
    cy.on('scrollzoom pinchzoom dragpan boxend', () => {
      isSet.current = true;
    });
    cy.on('dragfree', 'node', settle);
    cy.on('tap', (event) => look({ selected: event.target === cy ? null : (event.target.id() as string) }));
    cy.on('dbltap', 'node', (event) => void expand(event.target.id() as string));
    cy.on('mouseover', 'node, edge', (event) => {
      frame.current!.style.cursor = 'pointer';
      event.target.addClass('labelled');
    });
    cy.on('mouseout', 'node, edge', () => {
      frame.current!.style.cursor = '';
      settle();
    });
    return () => {
      resized.disconnect();
      window.clearTimeout(settled);
      cy.destroy();
      core.current = null;
    };
  }, [core, many]);

  useEffect(() => {
    let stale = false;
    const isFirst = (core.current?.nodes().length ?? 0) === 0;
    performance.mark('graph:start');
    void placesOf(graph, picture.get().pages).then((found) => {
      const cy = core.current;
      if (stale || !cy) return;
      const started = new Map(places.current);
      places.current = found;
      show(cy, graph, found, started);
      isSet.current = false;
      fit(cy, found, !isFirst);
      choose(cy, now.current.chosen);
      restyle();
      cy.one('render', () => {
        const detail = { nodes: graph.entities.length, edges: graph.edges.length };
        performance.measure('graph:drawn', { start: 'graph:start', detail });
        frame.current?.setAttribute('data-drawn', String(graph.entities.length));
      });
    });
    return () => {
      stale = true;
    };
  }, [graph, core, places]);

  useEffect(() => {
    const cy = core.current;
    if (!cy) return;
    choose(cy, chosen);
    bringIntoView(cy, chosen);
    restyle();
  }, [chosen, core]);

  useEffect(restyle, [scheme]);

  return (
    <div
      ref={frame}
      className="cg-canvas"
      tabIndex={0}
      role="application"
      aria-roledescription="graph"
      aria-label={`${graph.entities.length} entities and ${graph.edges.length} relationships`}
      aria-describedby={describedBy}
      onKeyDown={(event) => core.current && steer(event, core.current, chosen)}
    />
  );
}

function show(cy: Core, graph: Graph, places: Map<string, Place>, before: Map<string, Place>): void {
  const wanted = elementsOf(graph, places);
  const ids = new Set(wanted.map(({ data }) => data.id));
  cy.batch(() => {
    cy.elements()
      .filter((one) => !ids.has(one.id()))
      .remove();
    for (const one of wanted) {
      const there = cy.getElementById(one.data.id!);
      if (there.nonempty()) {
        there.data(one.data);
        there.toggleClass('path', one.classes === 'path');
      }
    }
    cy.add(wanted.filter(({ data }) => cy.getElementById(data.id!).empty()));
  });
  const animate = before.size > 0 && !REDUCED.matches && graph.entities.length < 400;
  cy.nodes().forEach((node) => {
    const to = places.get(node.id());
    if (!to) return;
    const from = before.get(node.id());
    if (!animate) node.position(to);
    else {
      if (from) node.position(from);
      node.animate({ position: to, duration: 450, easing: 'ease-out-cubic' });
    }
  });
}

function bringIntoView(cy: Core, id: string | null): void {
  if (id === null) return;
  const node = cy.getElementById(id);
  if (node.empty()) return;
  const { x1, x2, y1, y2 } = node.renderedBoundingBox({});
  if (x1 > 0 && y1 > 0 && x2 < cy.width() && y2 < cy.height()) return;
  if (REDUCED.matches) cy.center(node);
  else cy.animate({ center: { eles: node }, duration: 250 });
}

const DIRECTIONS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Handles keys: arrows go to the next node in their direction, Enter loads neighbors, +, - and 0 zoom. */
function steer(event: KeyboardEvent, cy: Core, chosen: string | null): void {
  const way = DIRECTIONS[event.key];
  if (way) {
    const next = nodeThatWay(cy, chosen, way);
    if (next) look({ selected: next });
  } else if (event.key === 'Enter' && chosen && picture.get().entities.has(chosen)) void expand(chosen);
  else if (event.key === 'Escape') look({ selected: null });
  else if (event.key === '0') fit(cy, placesOn(cy));
  else if (event.key === '+' || event.key === '=' || event.key === '-') zoomBy(cy, event.key === '-' ? 1 / 1.3 : 1.3);
  else return;
  event.preventDefault();
}

const placesOn = (cy: Core): Map<string, Place> => new Map(cy.nodes().map((node) => [node.id(), node.position()]));

export const showAll = (cy: Core): void => fit(cy, placesOn(cy), true);

/** Zooms to the present or future positions of the nodes. A few nodes are not enlarged to fill the frame. */
function fit(cy: Core, places: Map<string, Place>, slowly = false): void {
  if (places.size === 0) return;
  const all = [...places.values()];
  const xs = all.map((place) => place.x);
  const ys = all.map((place) => place.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const [width, height] = [cy.width(), cy.height()];
  const { x, y } = paddingOf(width, height);
  const zoom = Math.min((width - 2 * x) / (right - left || 1), (height - 2 * y) / (bottom - top || 1), LARGEST);
  const viewport = {
    zoom: Math.max(zoom, cy.minZoom()),
    pan: { x: width / 2 - (zoom * (left + right)) / 2, y: height / 2 - (zoom * (top + bottom)) / 2 },
  };
  if (slowly && !REDUCED.matches) cy.animate({ ...viewport, duration: 450, easing: 'ease-out-cubic' });
  else cy.stop().viewport(viewport);
}

export function zoomBy(cy: Core, factor: number): void {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function nodeThatWay(cy: Core, chosen: string | null, [right, down]: [number, number]): string | null {
  const from = chosen === null ? cy.nodes().slice(0, 0) : cy.nodes().filter((node) => node.id() === chosen);
  if (from.empty())
    return (
      (cy
        .nodes()
        .max((node) => node.degree(false))
        .ele?.id() as string | undefined) ?? null
    );
  const here = from.first().position();
  let best: string | null = null;
  let least = Infinity;
  cy.nodes().forEach((node) => {
    const dx = node.position('x') - here.x;
    const dy = node.position('y') - here.y;
    const along = dx * right + dy * down;
    const across = Math.abs(dx * down) + Math.abs(dy * right);
    if (along <= 0 || across > along * 1.6) return;
    const far = along + 2 * across;
    if (far < least) [least, best] = [far, node.id()];
  });
  return best;
}
