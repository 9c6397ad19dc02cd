import { createStore } from './store';

/** A question as it is asked. */
export interface Question {
  query: string;
  /** JSON, as in the editor; empty for none. */
  variables: string;
  /** Which operation of the query, where it has several. */
  operationName: string | null;
}

export const VIEWS = ['relationships', 'map', 'timeline'] as const;
export type ViewName = (typeof VIEWS)[number];

/** How an answer is looked at. All of it is in the address, so that a copied link opens the same picture. */
export interface View {
  /** null: whichever suits the answer. */
  name: ViewName | null;
  /** Whether the table behind the picture is shown in its place. */
  table: boolean;
  /** The entity, edge or path whose details are open. */
  selected: string | null;
  /** The entities whose neighbors were asked for, in order; twice for two pages of them. */
  opened: string[];
  /** What the map shows. */
  measure: string | null;
  /** The kinds of entities that are left out; null for whichever is sensible. */
  hidden: string[] | null;
}

export const PLAIN_VIEW: View = { name: null, table: false, selected: null, opened: [], measure: null, hidden: null };

export interface Address {
  question: Question | null;
  view: View;
}

/** Reads the search part of an address. Parts that make no sense are left out. */
export function readAddress(search: string): Address {
  const given = new URLSearchParams(search);
  const query = given.get('query');
  const name = VIEWS.find((view) => view === given.get('view')) ?? null;
  return {
    question: query
      ? { query, variables: given.get('variables') ?? '', operationName: given.get('operationName') || null }
      : null,
    view: {
      name,
      table: given.get('as') === 'table',
      selected: given.get('selected') || null,
      opened: given.getAll('open').filter(Boolean),
      measure: given.get('measure') || null,
      hidden: given.has('hide') ? (given.get('hide') ?? '').split(' ').filter(Boolean) : null,
    },
  };
}

/** Writes what readAddress reads; nothing that stands at its default. */
export function writeAddress({ question, view }: Address): string {
  const given = new URLSearchParams();
  if (question) {
    given.set('query', question.query);
    if (question.variables.trim()) given.set('variables', question.variables);
    if (question.operationName) given.set('operationName', question.operationName);
  }
  if (view.name) given.set('view', view.name);
  if (view.table) given.set('as', 'table');
  if (view.measure) given.set('measure', view.measure);
  if (view.hidden) given.set('hide', view.hidden.join(' '));
  for (const id of view.opened) given.append('open', id);
  if (view.selected) given.set('selected', view.selected);
  // Ids are made of slashes and colons, which need no escape in a search part and read better without.
  const text = given.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** The question on show: the one of the open tab, as it was last run. */
export const shown = createStore<Question | null>(null);

/** How its answer is looked at. */
export const view = createStore<View>(PLAIN_VIEW);

export const look = (change: Partial<View>): void => view.set((now) => ({ ...now, ...change }));

/** What is wrong with the variables, or their values. */
export function readVariables(variables: string): Record<string, unknown> {
  return variables.trim() ? (JSON.parse(variables) as Record<string, unknown>) : {};
}

const tidy = (variables: string): string => {
  try {
    return JSON.stringify(readVariables(variables));
  } catch {
    return variables;
  }
};

/** Whether two questions ask the same, whatever the spaces in their variables. */
export const isSame = (one: Question | null, other: Question | null): boolean =>
  one?.query === other?.query && tidy(one?.variables ?? '') === tidy(other?.variables ?? '');
