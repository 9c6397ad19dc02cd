import { getIntrospectionQuery } from 'graphql/utilities/getIntrospectionQuery.js';

const ask = (): Promise<unknown> =>
  fetch(new URL('graphql', window.location.href), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      query: getIntrospectionQuery({ schemaDescription: true, specifiedByUrl: true, inputValueDeprecation: true }),
      operationName: 'IntrospectionQuery',
    }),
  }).then(
    (response) => (response.ok ? response.json() : null),
    () => null,
  );

let asked: Promise<unknown> | null = null;

/**
 * Returns the schema, requested before the large parts of the page are loaded, so that neither GraphiQL nor the first
 * picture waits for it; null if the server returned none.
 */
export const introspection = (): Promise<unknown> => (asked ??= ask());
