import type { Question } from '../address';
import { ABOUT_SOURCES, RELATIONSHIPS } from '../answer/kinds';
import { data } from '../fetcher';
import { withValues } from '../questions/catalogue';

interface End {
  __typename: string;
  id: string;
  name: string;
}

export interface Figure {
  id: string;
  stated: string;
  stage: string | null;
  rank: string;
  rankReason: string | null;
  asOf: string | null;
  published: string | null;
  inference: string | null;
  reportedBy: { name: string } | null;
  source: { id: string; title: string; url: string | null; publisher: { name: string } | null; caution: string | null };
}

interface Action {
  id: string;
  name: string;
  stage: string;
  figure: Figure | null;
}

export interface Told {
  __typename: string;
  id: string;
  name: string;
  aliases: string[];
  claims: { totalCount: number; nodes: Figure[] };
  sources: { totalCount: number };
  ties: {
    totalCount: number;
    nodes: { id: string; kind: string; from: End; to: End; start: string | null; end: string | null }[];
  };
  actions?: { totalCount: number; nodes: Action[] };
  kind?: string;
  stage?: string;
  act?: { stage: string; date: string | null };
  scope?: string | null;
  number?: string | null;
  status?: string;
  enacted?: string | null;
  effective?: string | null;
  code?: string;
  abbreviation?: string;
  organizationKind?: string;
  governor?: { person: { name: string }; party: { name: string } | null } | null;
  coverage?: { pardons: string; expungements: string; laws: string; checked: string; note: string | null };
  terms?: {
    nodes: {
      office: string;
      jurisdiction: { name: string };
      party: { name: string } | null;
      start: string;
      end: string | null;
    }[];
  };
  url?: string | null;
  published?: string | null;
  caution?: string | null;
  cite?: string;
}

const DETAIL = `query Detail($id: ID!, $kinds: [RelationshipKind!]) {
  entity(id: $id) {
    __typename id name aliases
    claims(property: FIGURE, first: 6) { totalCount nodes { ...Figure } }
    sources(first: 1) { totalCount }
    ties: relationships(first: 60, kinds: $kinds) {
      totalCount
      nodes { id kind start end from { __typename id name } to { __typename id name } }
    }
    ... on ClemencyAction { kind stage act { stage date } scope }
    ... on Law { number status enacted effective actions(first: 4, orderBy: [FIGURE_DESC]) { ...Actions } }
    ... on State {
      code governor { person { name } party { name } }
      coverage { pardons expungements laws checked note }
      actions(first: 4, orderBy: [FIGURE_DESC]) { ...Actions }
    }
    ... on Country { actions(first: 4, orderBy: [FIGURE_DESC]) { ...Actions } }
    ... on Locality { actions(first: 4, orderBy: [FIGURE_DESC]) { ...Actions } }
    ... on Person {
      terms(first: 6) { nodes { office jurisdiction { name } party { name } start end } }
      actions(first: 4, orderBy: [FIGURE_DESC]) { ...Actions }
    }
    ... on Party { abbreviation }
    ... on Organization { organizationKind }
    ... on Source { url published caution cite }
  }
}
fragment Actions on ActionConnection { totalCount nodes { id name stage figure { ...Figure } } }
fragment Figure on Claim {
  id stated stage: claimStage rank rankReason asOf published inference
  reportedBy { name }
  source { id title url caution publisher { name } }
}`;

/** Loads the details of an entity. */
export async function detailOf(id: string, signal: AbortSignal): Promise<Told> {
  const kinds = id.startsWith('source/') ? ABOUT_SOURCES : RELATIONSHIPS;
  const { entity } = await data<{ entity: Told | null }>(DETAIL, { id, kinds }, { signal });
  if (!entity) throw new Error(`No entity has the id ${id}.`);
  return entity;
}

/** Returns the saved query about an entity, as an example for queries of the reader's own. */
export function questionAbout(told: Pick<Told, '__typename' | 'id' | 'code' | 'abbreviation'>): Question {
  const { id } = told;
  switch (told.__typename) {
    case 'State':
      return withValues('clemency_in_a_state', { code: told.code });
    case 'Person':
      return withValues('who_is_who', { id });
    case 'ClemencyAction':
      return withValues('all_that_is_said_of_an_action', { id });
    case 'Law':
      return withValues('what_a_law_does', { id });
    case 'Source':
      return withValues('what_a_source_says', { id });
    case 'Party':
      return withValues('pardons_by_a_party', { party: told.abbreviation });
    default:
      return withValues('around_an_entity', { of: [id], depth: 1 });
  }
}
