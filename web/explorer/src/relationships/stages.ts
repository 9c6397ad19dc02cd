import type { Page } from '../picture/picture';
import { degreesOf, radiusOf, type Graph } from './graph';
import type { Place } from './layout';
import { placesFor } from './places';

type Places = Map<string, Place>;

/** The aspect ratio of the layout. It does not depend on the frame, so that a link opens the same picture. */
const ASPECT = 1.15;
const KEPT = 40;

const known = new Map<string, Places>();

export const forgetPlaces = (): void => known.clear();

/**
 * Returns positions for a graph that grew by pages of neighbors. Each page is placed among the nodes before it, so that
 * a picture that is opened by its link looks like the original.
 */
export async function placesOf(graph: Graph, pages: Page[]): Promise<Places> {
  const later = pages.map((_, at) => new Set(pages.slice(at).flatMap(({ brought }) => brought)));
  let places: Places = new Map();
  for (let stage = 0; stage <= pages.length; stage++) {
    const entities = graph.entities.filter(({ id }) => !later[stage]?.has(id));
    const ids = new Set(entities.map(({ id }) => id));
    if (ids.size === places.size && stage > 0) continue;
    const edges = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
    places = await placed({ ...graph, entities, edges }, places, pages[stage - 1]);
  }
  return places;
}

async function placed(graph: Graph, before: Places, page: Page | undefined): Promise<Places> {
  const key = `${graph.entities.map(({ id }) => id).join()} ${graph.edges.length} ${[...before.values()].map(({ x }) => x).join()}`;
  const there = known.get(key);
  if (there) return there;
  const start = page ? fanned(page, before) : before;
  const degrees = degreesOf(graph);
  const places = await placesFor({
    nodes: graph.entities.map(({ id }) => ({ id, radius: radiusOf(degrees.get(id) ?? 0), at: start.get(id) })),
    links: graph.edges.map(({ from, to }) => ({ from, to })),
    aspect: ASPECT,
  });
  if (known.size >= KEPT) known.clear();
  known.set(key, places);
  return places;
}

/** Returns the initial positions of neighbors: a fan beside their entity. */
function fanned({ id, brought }: Page, before: Places): Places {
  const at = before.get(id);
  if (!at) return before;
  const beside = brought.map((one, index): [string, Place] => {
    const far = 30 + 3 * index;
    return [one, { x: at.x + Math.cos(index * 2.4) * far, y: at.y + Math.sin(index * 2.4) * far }];
  });
  return new Map([...beside, ...before]);
}
