import { data } from '../fetcher';
import { edgeOf, entityOf } from './gather';
import { ABOUT_SOURCES, RELATIONSHIPS } from './kinds';
import type { Edge, Entity } from './model';

const AT_ONCE = 100;

/** The size of a page of neighbors. */
export const PAGE = 40;

const END = '{ __typename id name ... on ClemencyAction { figure { stated } } }';

const EDGE = `id kind start end from ${END} to ${END}`;

const AMONG = `query Edges($ids: [ID!]!, $kinds: [RelationshipKind!]) {
  nodes(ids: $ids) { ... on Entity { relationships(kinds: $kinds, first: 100) { nodes { ${EDGE} } } } }
}`;

const NEIGHBORS = `query Neighbors($id: ID!, $kinds: [RelationshipKind!], $after: String) {
  entity(id: $id) {
    relationships(kinds: $kinds, first: ${PAGE}, after: $after) {
      totalCount
      nodes { ${EDGE} }
      pageInfo { endCursor hasNextPage }
    }
  }
}`;

type Connected = { relationships: { nodes: Record<string, unknown>[] } } | null;

/** Returns the kinds to load: those of sources only if a source is among the ids. */
const kindsFor = (ids: Iterable<string>): string[] | null =>
  [...ids].some((id) => id.startsWith('source/')) ? null : RELATIONSHIPS;

/** Loads the edges of some entities whose other end is among all entities. */
export async function edgesAmong(ids: string[], all: Set<string>, signal?: AbortSignal): Promise<Edge[]> {
  const kinds = kindsFor(all);
  const pages = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, page) =>
    data<{ nodes: Connected[] }>(
      AMONG,
      { ids: ids.slice(page * AT_ONCE, (page + 1) * AT_ONCE), kinds },
      signal ? { signal } : {},
    ),
  );
  const edges = new Map<string, Edge>();
  for (const { nodes } of await Promise.all(pages)) {
    for (const value of nodes.flatMap((node) => node?.relationships.nodes ?? [])) {
      const edge = edgeOf(value);
      if (edge && all.has(edge.from) && all.has(edge.to)) edges.set(edge.id, edge);
    }
  }
  return [...edges.values()];
}

export interface Neighbors {
  entities: Entity[];
  edges: Edge[];
  total: number;
  after: string | null;
}

/** Loads a page of an entity's neighbors. */
export async function neighborsOf(id: string, after: string | null, signal?: AbortSignal): Promise<Neighbors> {
  interface Told {
    entity: {
      relationships: {
        totalCount: number;
        nodes: Record<string, unknown>[];
        pageInfo: { endCursor: string | null; hasNextPage: boolean };
      };
    } | null;
  }
  const kinds = id.startsWith('source/') ? ABOUT_SOURCES : RELATIONSHIPS;
  const { entity } = await data<Told>(NEIGHBORS, { id, kinds, after }, signal ? { signal } : {});
  if (!entity) throw new Error(`There is nothing with the id ${id}.`);
  const { nodes, totalCount, pageInfo } = entity.relationships;
  return {
    entities: nodes.flatMap((edge) => [entityOf(edge['from']), entityOf(edge['to'])]).filter((one) => one !== null),
    edges: nodes.map(edgeOf).filter((edge) => edge !== null),
    total: totalCount,
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}
