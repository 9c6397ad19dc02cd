// Apollo Client: pages merged in its cache, interfaces, errors, and its persisted queries: node apollo.mjs URL
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { filter, firstValueFrom } from "rxjs";

const url = process.argv[2];
const possibleTypes = JSON.parse(readFileSync(new URL("possible_types.json", import.meta.url), "utf8"));

const SOURCES = gql`
  query Sources($first: Int, $after: String) {
    sources(first: $first, after: $after) {
      totalCount
      edges { node { id title } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** A client, and the requests that it makes: their methods and what they carry. */
function clientOf(before = []) {
  const requests = [];
  const recorded = async (address, options) => {
    const response = await fetch(address, options);
    const inAddress = Object.fromEntries(new URL(address).searchParams);
    const asked = options.method === "GET" ? inAddress : JSON.parse(options.body);
    requests.push({
      method: options.method,
      status: response.status,
      query: "query" in asked,
      hash: JSON.stringify(asked.extensions ?? null).includes("sha256Hash"),
    });
    return response;
  };
  const cache = new InMemoryCache({
    typePolicies: { Query: { fields: { sources: relayStylePagination() } } },
    possibleTypes,
  });
  const link = ApolloLink.from([...before, new HttpLink({ uri: url, fetch: recorded })]);
  const client = new ApolloClient({ cache, link });
  return { client, cache, requests };
}

async function pages() {
  const { client, cache, requests } = clientOf();
  const watched = client.watchQuery({ query: SOURCES, variables: { first: 2 } });
  const first = (await firstValueFrom(watched.pipe(filter(({ loading }) => !loading)))).data.sources;
  await watched.fetchMore({ variables: { first: 3, after: first.pageInfo.endCursor } });
  const merged = cache.readQuery({ query: SOURCES, variables: { first: 2 } }).sources;
  return { total: merged.totalCount, ids: merged.edges.map(({ node }) => node.id), requests: requests.length };
}

async function entities() {
  const { client, cache } = clientOf();
  const query = gql`
    query Entities($ids: [ID!]!) {
      nodes(ids: $ids) { id ... on Entity { name } ... on State { code } }
    }
  `;
  const { data } = await client.query({ query, variables: { ids: ["state/nv", "person/steve-sisolak"] } });
  const kept = cache.readFragment({ id: "State:state/nv", fragment: gql`fragment Kept on State { code }` });
  return { names: data.nodes.map(({ name }) => name), kept: kept.code };
}

async function failure(query) {
  const { client } = clientOf();
  try {
    await client.query({ query });
    return null;
  } catch (error) {
    return { combined: CombinedGraphQLErrors.is(error), code: error.errors?.[0].extensions.code, message: error.message };
  }
}

/** Two clients ask the same: the first has to send the document, the second only its hash. */
async function persisted(useGETForHashedQueries, query) {
  const sha256 = (text) => createHash("sha256").update(text).digest("hex");
  const asked = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const { client, requests } = clientOf([new PersistedQueryLink({ sha256, useGETForHashedQueries })]);
    const { data } = await client.query({ query, variables: { code: "NV" } });
    asked.push({ name: data.state.name, requests });
  }
  return asked;
}

console.log(JSON.stringify({
  pages: await pages(),
  entities: await entities(),
  invalid: await failure(gql`{ nothing }`),
  refused: await failure(gql`{ states(first: 1000) { totalCount } }`),
  persistedByGet: await persisted(true, gql`query ByGet($code: String!) { state(code: $code) { id name } }`),
  persistedByPost: await persisted(false, gql`query ByPost($code: String!) { state(code: $code) { id name } }`),
}));
