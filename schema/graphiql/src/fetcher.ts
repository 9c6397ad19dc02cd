import { createGraphiQLFetcher } from '@graphiql/toolkit';

/** `graphql` beside this page, wherever it is mounted. */
const url = new URL('graphql', window.location.href).href;

/** What the answer pane shows when there is no answer: a sentence, not a stack. */
const problem = (message: string) => Response.json({ errors: [{ message }] });

/** fetch, for a server that may be away, or behind a proxy that answers with a page of its own. */
const fetchJson: typeof fetch = async (...request) => {
  let response: Response;
  try {
    response = await fetch(...request);
  } catch {
    return problem('The server cannot be reached.');
  }
  if (/\bjson\b/.test(response.headers.get('content-type') ?? '')) return response;
  return problem(`The server answered ${`${response.status} ${response.statusText}`.trim()}, which is not a GraphQL response.`);
};

export const fetcher = createGraphiQLFetcher({ url, fetch: fetchJson, enableIncrementalDelivery: false });
