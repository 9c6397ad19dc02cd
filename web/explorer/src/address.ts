import { createStore } from './store';

/** A query with its variables. */
export interface Question {
  query: string;
  /** JSON, as in the editor; empty for none. */
  variables: string;
  /** The operation to run, if the document has several. */
  operationName: string | null;
}

/** The state of the view. All of it is in the address, so that a link opens the same picture. */
export interface View {
  /** True if the table is shown instead of the picture. */
  table: boolean;
  /** The entity, edge or path whose details are open. */
  selected: string | null;
  /** The entities whose neighbors were loaded, in order; twice for two pages. */
  opened: string[];
  /** The hidden types of entities; null for the default. */
  hidden: string[] | null;
}

export const PLAIN_VIEW: View = { table: false, selected: null, opened: [], hidden: null };

export interface Address {
  question: Question | null;
  view: View;
}

/** Reads the search part of an address, and ignores invalid parts. */
export function readAddress(search: string): Address {
  const given = new URLSearchParams(search);
  const query = given.get('query');
  return {
    question: query
      ? { query, variables: given.get('variables') ?? '', operationName: given.get('operationName') || null }
      : null,
    view: {
      table: given.get('as') === 'table',
      selected: given.get('selected') || null,
      opened: given.getAll('open').filter(Boolean),
      hidden: given.has('hide') ? (given.get('hide') ?? '').split(' ').filter(Boolean) : null,
    },
  };
}

/** Writes the search part that readAddress reads, without values that are defaults. */
export function writeAddress({ question, view }: Address): string {
  const given = new URLSearchParams();
  if (question) {
    given.set('query', question.query);
    if (question.variables.trim()) given.set('variables', question.variables);
    if (question.operationName) given.set('operationName', question.operationName);
  }
  if (view.table) given.set('as', 'table');
  if (view.hidden) given.set('hide', view.hidden.join(' '));
  for (const id of view.opened) given.append('open', id);
  if (view.selected) given.set('selected', view.selected);
  // Ids are made of slashes and colons, which need no escape in a search part and read better without.
  const text = given.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** The current query: that of the open tab, as it was last run. */
export const shown = createStore<Question | null>(null);

/** The state of its view. */
export const view = createStore<View>(PLAIN_VIEW);

export const look = (change: Partial<View>): void => view.set((now) => ({ ...now, ...change }));

/** Parses the variables; throws if they are not JSON. */
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

/** Returns whether two queries are equal, apart from spaces in their variables. */
export const isSame = (one: Question | null, other: Question | null): boolean =>
  one?.query === other?.query && tidy(one?.variables ?? '') === tidy(other?.variables ?? '');
