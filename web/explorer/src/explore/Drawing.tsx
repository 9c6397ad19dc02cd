import { useEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { counted, spoken } from '../answer/kinds';
import { degreesOf, radiusOf, type Graph } from '../relationships/graph';
import { labelsThatFit, shortened } from '../relationships/labels';
import type { Place } from '../relationships/layout';
import { fitted, moved, onPlane, onScreen, zoomed, type Camera } from './camera';
import { DrawnEdge, DrawnNode, GroupFrame } from './drawnParts';
import type { Group } from './groups';

interface Props {
  graph: Graph;
  places: ReadonlyMap<string, Place>;
  groups: readonly Group[];
  selected: string | null;
  notes: Record<string, string>;
  onSelect: (id: string | null) => void;
  onOpen: (id: string) => void;
  onMove: (id: string, to: Place) => void;
}

/** How far a pointer moves before it drags, in pixels. */
const STILL = 4;
/** The number of neighbors from which on their relationships are neither named nor bold. */
const MANY = 25;
/** The number of relationships up to which all are named. */
const FEW = 30;

/** The board as a picture. The list and the table have the same content for those who do not see or point. */
export function Drawing({ graph, places, groups, selected, notes, onSelect, onOpen, onMove }: Props) {
  const frame = useRef<SVGSVGElement>(null);
  const size = useSize(frame);
  // Null: everything fits, until the reader sets the zoom.
  const [set, setCamera] = useState<Camera | null>(null);
  const camera = set ?? fitted(places.values(), size);
  const drag = useRef<{ id: string | null; x: number; y: number; isMoving: boolean } | null>(null);
  useWheel(frame, (factor, at) => setCamera((last) => zoomed(last ?? fitted(places.values(), size), factor, at)));

  const degrees = useMemo(() => degreesOf(graph), [graph]);
  const near = useMemo(
    () => new Set(graph.edges.flatMap(({ from, to }) => (touches({ from, to }, selected) ? [from, to] : []))),
    [graph, selected],
  );
  const at = (id: string): Place => onScreen(camera, places.get(id) ?? { x: 0, y: 0 });
  const radius = (id: string): number => radiusOf(degrees.get(id) ?? 0) * Math.min(Math.max(camera.scale, 0.45), 1.2);
  const labels = labelsThatFit(
    graph.entities.map(({ id, name }) => ({
      id,
      text: shortened(name),
      ...at(id),
      radius: radius(id),
      weight: (degrees.get(id) ?? 0) + (near.has(id) ? 1000 : 0) + (graph.path.has(id) ? 500 : 0),
      always: id === selected,
    })),
    size,
  );
  // Around a hub there is no room for the same words many times.
  const names = graph.edges.length <= FEW ? null : near.size <= MANY ? near : new Set<string>();

  const press = (event: PointerEvent<SVGSVGElement>) => {
    const id = (event.target as Element).closest('[data-id]')?.getAttribute('data-id') ?? null;
    drag.current = { id, x: event.clientX, y: event.clientY, isMoving: false };
  };
  const pull = (event: PointerEvent<SVGSVGElement>) => {
    const now = drag.current;
    if (!now || event.buttons === 0) return;
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
    if (!now.isMoving && Math.hypot(dx, dy) < STILL) return;
    if (!now.isMoving) frame.current?.setPointerCapture(event.pointerId);
    drag.current = { ...now, x: event.clientX, y: event.clientY, isMoving: true };
    if (now.id === null) setCamera(moved(camera, dx, dy));
    else {
      const here = at(now.id);
      setCamera(camera);
      onMove(now.id, onPlane(camera, { x: here.x + dx, y: here.y + dy }));
    }
  };
  const release = () => {
    const was = drag.current;
    drag.current = null;
    if (!was || was.isMoving) return;
    if (was.id !== null && was.id === selected) onOpen(was.id);
    else onSelect(was.id);
  };

  const zoom = (factor: number) => setCamera(zoomed(camera, factor, { x: size.width / 2, y: size.height / 2 }));
  return (
    <div className="ex-drawing">
      <svg
        ref={frame}
        role="img"
        aria-label={`Drawing of ${counted(graph.entities.length, 'entity', 'entities')} and ${counted(graph.edges.length, 'relationship')}. The list and the table have the same content.`}
        data-drawn={graph.entities.length}
        onPointerDown={press}
        onPointerMove={pull}
        onPointerUp={release}
      >
        {groups.length > 1 &&
          groups.map((group) => (
            <GroupFrame key={group.name} group={group} at={at} room={Math.min(34, 60 * camera.scale)} />
          ))}
        {graph.edges.map((edge) => (
          <DrawnEdge
            key={edge.id}
            from={at(edge.from)}
            to={at(edge.to)}
            gap={radius(edge.to)}
            said={names === null || (names.has(edge.from) && names.has(edge.to)) ? spoken(edge.kind) : ''}
            state={graph.path.has(edge.id) ? 'path' : near.size <= MANY && touches(edge, selected) ? 'near' : 'plain'}
          />
        ))}
        {graph.entities.map(({ id, name, type }) => (
          <DrawnNode
            key={id}
            {...{ id, type, name }}
            at={at(id)}
            radius={radius(id)}
            side={labels.get(id)}
            isSelected={id === selected}
            isOnPath={graph.path.has(id)}
            hasNote={Boolean(notes[id])}
          />
        ))}
      </svg>
      <div className="ex-zoom" role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom in" onClick={() => zoom(1.3)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.3)}>
          −
        </button>
        <button type="button" aria-label="Show all" onClick={() => setCamera(null)}>
          ⤢
        </button>
      </div>
    </div>
  );
}

const touches = ({ from, to }: { from: string; to: string }, id: string | null): boolean => from === id || to === id;

function useSize(frame: RefObject<Element | null>) {
  const [size, set] = useState({ width: 600, height: 420 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && set(entry.contentRect));
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/** Zooms with Ctrl and the wheel, or by pinching a touchpad; the wheel alone scrolls the page. */
function useWheel(frame: RefObject<Element | null>, onZoom: (factor: number, at: Place) => void): void {
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  useEffect(() => {
    const element = frame.current!;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      zoom.current(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
    };
    // React's listeners are passive, which cannot keep the page from zooming.
    element.addEventListener('wheel', turn as EventListener, { passive: false });
    return () => element.removeEventListener('wheel', turn as EventListener);
  }, [frame]);
}
