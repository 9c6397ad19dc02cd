import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { buildClientSchema, type ExecutionResult, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { isSame, shown } from './address';
import { introspection } from './early';
import { createStore } from './store';

/** The address of the API: `graphql`, relative to this page. */
const url = () => new URL('graphql', window.location.href).href;

/** The schema, once it is loaded. */
export const schema = createStore<GraphQLSchema | null>(null);

export interface Answer<T> {
  data?: T | null;
  errors?: { message: string }[];
}

/** Returns a response with one error, for the response pane. */
const problem = (message: string) => Response.json({ errors: [{ message }] });

/** Calls fetch, and handles a server that is down or behind a proxy that returns an error page. */
const fetchJson: typeof fetch = async (...request) => {
  let response: Response;
  try {
    response = await fetch(...request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return problem('The server cannot be reached.');
  }
  if (/\bjson\b/.test(response.headers.get('content-type') ?? '')) return response;
  return problem(
    `The server answered ${`${response.status} ${response.statusText}`.trim()}, which is not a GraphQL response.`,
  );
};

/** Runs a query for a picture. */
export async function ask<T>(
  query: string,
  variables: Record<string, unknown> = {},
  { operationName, signal }: { operationName?: string | null | undefined; signal?: AbortSignal } = {},
): Promise<Answer<T>> {
  const response = await fetchJson(url(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) }),
    ...(signal ? { signal } : {}),
  });
  return (await response.json()) as Answer<T>;
}

/** Runs a query and returns its data; throws its first error. */
export async function data<T>(...request: Parameters<typeof ask>): Promise<T> {
  const { data: told, errors } = await ask<T>(...request);
  if (errors?.[0] || !told) throw new Error(errors?.[0]?.message ?? 'The response is empty.');
  return told;
}

const keep = (told: Answer<IntrospectionQuery> | null): void => {
  if (told?.data) schema.set(buildClientSchema(told.data));
};

let first = true;

/** Returns the schema that was requested at the start, for the pictures and, once, for GraphiQL. */
export async function readSchema(): Promise<Answer<IntrospectionQuery> | null> {
  const told = (await introspection()) as Answer<IntrospectionQuery> | null;
  if (!schema.get()) keep(told);
  return told;
}

let plain: Fetcher | null = null;

/** GraphiQL's fetcher. A query becomes the current query; the schema is kept for the pictures. */
export const fetcher: Fetcher = async (asked, options) => {
  plain ??= createGraphiQLFetcher({ url: url(), fetch: fetchJson, enableIncrementalDelivery: false });
  const isIntrospection = asked.operationName === 'IntrospectionQuery';
  if (!isIntrospection) {
    const variables = asked.variables as Record<string, unknown> | undefined;
    const given = variables && Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '';
    const question = { query: asked.query, variables: given, operationName: asked.operationName ?? null };
    shown.set((now) => (isSame(now, question) && now?.operationName === question.operationName ? now : question));
  }
  if (!isIntrospection) return plain(asked, options);
  const early = first ? await readSchema() : null;
  first = false;
  if (early?.data) return early as unknown as ExecutionResult;
  const again = await plain(asked, options);
  keep(again as Answer<IntrospectionQuery>);
  return again;
};
