// The only requests of the explorer: saved queries of the project.
import connectionsQuery from '../../../../schema/operations/connections_on_a_board.graphql?raw';
import findQuery from '../../../../schema/operations/find.graphql?raw';
import neighborsQuery from '../../../../schema/operations/neighbors_on_a_board.graphql?raw';
import pathsQuery from '../../../../schema/operations/paths_on_a_board.graphql?raw';
import peopleQuery from '../../../../schema/operations/what_people_did.graphql?raw';
import { ABOUT_SOURCES, RELATIONSHIPS } from '../answer/kinds';
import { FILTERS, type Board } from './board';
import type { BoardEdge, BoardNode, Connections, FoundPath, PersonWithDeeds, Suggestion } from './model';

/** The size of a page of neighbors. */
export const PAGE = 25;
const SUGGESTIONS = 8;

interface Answer<T> {
  data?: T | null;
  errors?: { message: string }[];
  extensions?: { dataset?: { version: string } };
}

/** The version of the data, once there was a response. */
export let dataVersion: string | null = null;

async function ask<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(new URL('graphql', window.location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error('The server cannot be reached.');
  }
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) {
    throw new Error(`The server answered ${response.status}, which is not a response to a query.`);
  }
  const { data, errors, extensions } = (await response.json()) as Answer<T>;
  if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? 'The response is empty.');
  dataVersion = extensions?.dataset?.version ?? dataVersion;
  return data;
}

/** Returns the variables by which a board is filtered; what is not set is left out. */
export function variablesOf(board: Board): Record<string, unknown> {
  const filters = FILTERS.flatMap((name) => (board.filters[name].length > 0 ? [[name, board.filters[name]]] : []));
  return {
    ...(Object.fromEntries(filters) as Record<string, unknown>),
    ...(board.on ? { on: board.on } : {}),
    ...(board.knownAt ? { knownAt: board.knownAt } : {}),
  };
}

const isSource = (id: string): boolean => id.startsWith('source/');

/** Sources are connected to nearly everything, so their relationships are asked for only where one is on the board. */
const kindsFor = (ids: string[]): string[] =>
  ids.some(isSource) ? [...RELATIONSHIPS, ...ABOUT_SOURCES] : RELATIONSHIPS;

export async function connections(board: Board, signal: AbortSignal): Promise<Connections> {
  if (board.nodes.length === 0) return { nodes: [], edges: [] };
  const { subgraph } = await ask<{ subgraph: { nodes: BoardNode[]; relationships: BoardEdge[] } }>(
    connectionsQuery,
    { of: board.nodes, kinds: kindsFor(board.nodes), ...variablesOf(board) },
    signal,
  );
  return { nodes: subgraph.nodes, edges: subgraph.relationships };
}

export interface Neighbors {
  /** What the entity in the middle is called; null on later pages. */
  name: string | null;
  /** The entity in the middle is the first, on the first page. */
  ids: string[];
  /** How many there are, with the one in the middle. */
  total: number;
  /** The cursor of the next page. */
  after: string | null;
}

export async function neighbors(
  board: Board,
  id: string,
  after: string | null,
  { sources = false }: { sources?: boolean } = {},
): Promise<Neighbors> {
  const kinds = sources || isSource(id) ? ABOUT_SOURCES : RELATIONSHIPS;
  const { neighborhood } = await ask<{
    neighborhood: { totalCount: number; truncated: boolean; nodes: Suggestion[] };
  }>(neighborsQuery, { of: [id], kinds, limit: PAGE + (after ? 0 : 1), after, ...variablesOf(board) });
  const ids = neighborhood.nodes.map((node) => node.id);
  const name = after ? null : (neighborhood.nodes[0]?.name ?? null);
  return { name, ids, total: neighborhood.totalCount, after: neighborhood.truncated ? (ids.at(-1) ?? null) : null };
}

export async function paths(board: Board, ends: [string, string], signal?: AbortSignal): Promise<FoundPath[]> {
  const [from, to] = ends;
  const found = await ask<{ paths: FoundPath[] }>(
    pathsQuery,
    { from, to, avoid: board.avoid, kinds: kindsFor(ends), ...variablesOf(board) },
    signal,
  );
  return found.paths;
}

export async function suggestions(text: string, signal: AbortSignal): Promise<Suggestion[]> {
  const { search } = await ask<{ search: { nodes: { entity: Suggestion }[] } }>(findQuery, { text }, signal);
  return search.nodes.slice(0, SUGGESTIONS).map(({ entity }) => entity);
}

let people: Promise<PersonWithDeeds[]> | null = null;

/** Returns what everybody signed, vetoed and decided; asked for once. */
export function peopleWithDeeds(): Promise<PersonWithDeeds[]> {
  people ??= allPeople();
  people.catch(() => (people = null));
  return people;
}

async function allPeople(): Promise<PersonWithDeeds[]> {
  const found: PersonWithDeeds[] = [];
  let after: string | null = null;
  do {
    interface Told {
      people: { nodes: PersonWithDeeds[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    }
    const told: Told = await ask<Told>(peopleQuery, { after });
    found.push(...told.people.nodes);
    after = told.people.pageInfo.hasNextPage ? told.people.pageInfo.endCursor : null;
  } while (after);
  return found;
}
