import { look, PLAIN_VIEW, readVariables, shown, view, type Question, type View } from '../address';
import { annotated } from '../answer/annotate';
import { edgesAmong, neighborsOf, PAGE } from '../answer/edges';
import { gather } from '../answer/gather';
import type { Edge, Entity, Found } from '../answer/model';
import { ask, schema } from '../fetcher';
import { createStore } from '../store';

/** The number of an entity's neighbors, and the cursor of the next page. */
export interface Opened {
  total: number;
  after: string | null;
}

/** A page of neighbors: the entities that it added to the picture. */
export interface Page {
  id: string;
  brought: string[];
}

export interface Picture {
  question: Question | null;
  status: 'waiting' | 'drawing' | 'ready' | 'failed';
  problem: string | null;
  found: Found;
  entities: Map<string, Entity>;
  edges: Map<string, Edge>;
  opened: Map<string, Opened>;
  /** In the order in which they were loaded. */
  pages: Page[];
}

const nothing = (): Picture => ({
  question: null,
  status: 'waiting',
  problem: null,
  found: gather(null),
  entities: new Map(),
  edges: new Map(),
  opened: new Map(),
  pages: [],
});

export const picture = createStore<Picture>(nothing());

/** The views of earlier queries, so that a tab looks the same when the reader returns to it. */
const views = new Map<string, View>();
const key = (question: Question) => `${question.query}\n${question.variables}`;

let under: AbortController | null = null;

/** Draws the current query whenever it changes. */
export function followQuestions(): void {
  let last = shown.get();
  const draw = () => {
    const question = shown.get();
    if (!question || !schema.get()) return;
    if (picture.get().question === question && picture.get().status !== 'failed') return;
    void drawn(question);
  };
  shown.subscribe(() => {
    const question = shown.get();
    if (last) views.set(key(last), view.get());
    if (question && last) view.set(views.get(key(question)) ?? PLAIN_VIEW);
    last = question;
    if (question) draw();
    else picture.set(nothing());
  });
  schema.subscribe(draw);
  draw();
}

async function drawn(question: Question): Promise<void> {
  under?.abort();
  under = new AbortController();
  const { signal } = under;
  picture.set({ ...nothing(), question, status: 'drawing' });
  try {
    performance.mark('question');
    const found = await asked(question, signal);
    const ids = [...found.entities.keys()];
    const among = ids.length ? await edgesAmong(ids, new Set(ids), signal) : [];
    if (signal.aborted) return;
    const edges = new Map([...found.edges, ...among.map((edge) => [edge.id, edge] as const)]);
    picture.set({ ...nothing(), question, status: 'ready', found, entities: new Map(found.entities), edges });
    for (const id of view.get().opened) await addNeighbors(id, signal);
  } catch (error) {
    if (signal.aborted) return;
    picture.set({ ...nothing(), question, status: 'failed', problem: (error as Error).message });
  }
}

async function asked(question: Question, signal: AbortSignal): Promise<Found> {
  const document = annotated(question.query, schema.get()!);
  const { operationName, variables } = question;
  const { data, errors } = await ask(document, readVariables(variables), { operationName, signal });
  // A root field with an error is null; the others are drawn.
  if (errors?.[0] && !Object.values(data ?? {}).some(Boolean)) throw new Error(errors[0].message);
  return gather(data);
}

/** Adds the next page of an entity's neighbors to the picture and to the address. */
export async function expand(id: string): Promise<void> {
  const { signal } = (under ??= new AbortController());
  await addNeighbors(id, signal);
  if (!signal.aborted) look({ opened: [...view.get().opened, id] });
}

async function addNeighbors(id: string, signal: AbortSignal): Promise<void> {
  const before = picture.get().opened.get(id);
  if (before && !before.after) return;
  const { entities, edges, total, after } = await neighborsOf(id, before?.after ?? null, signal);
  const now = picture.get();
  const fresh = entities.filter((one) => !now.entities.has(one.id)).map((one) => one.id);
  const all = new Map([...now.entities, ...entities.map((one) => [one.id, one] as const)]);
  const among = fresh.length ? await edgesAmong(fresh, new Set(all.keys()), signal) : [];
  if (signal.aborted) return;
  picture.set((last) => ({
    ...last,
    entities: new Map([...last.entities, ...all]),
    edges: new Map([...last.edges, ...[...edges, ...among].map((edge) => [edge.id, edge] as const)]),
    opened: new Map([...last.opened, [id, { total, after }]]),
    pages: [...last.pages, { id, brought: fresh }],
  }));
}

/** Removes the neighbors that expanding an entity added, except those that another expansion needs. */
export function fold(id: string): void {
  const now = picture.get();
  const pages = now.pages.filter((page) => page.id !== id);
  const others = new Set([...pages.flatMap((page) => [page.id, ...page.brought])]);
  const gone = new Set(
    now.pages.flatMap((page) => (page.id === id ? page.brought : [])).filter((one) => !others.has(one)),
  );
  const edges = [...now.edges].filter(([, edge]) => !gone.has(edge.from) && !gone.has(edge.to));
  picture.set({
    ...now,
    entities: new Map([...now.entities].filter(([one]) => !gone.has(one))),
    edges: new Map(edges),
    opened: new Map([...now.opened].filter(([one]) => one !== id)),
    pages,
  });
  look({ opened: view.get().opened.filter((one) => one !== id) });
}

/** Returns the number of neighbors that are not drawn yet; null if unknown. */
export function remaining({ opened }: Picture, id: string): number | null {
  const one = opened.get(id);
  if (!one) return null;
  if (!one.after) return 0;
  const pages = view.get().opened.filter((open) => open === id).length;
  return Math.max(one.total - pages * PAGE, 1);
}
