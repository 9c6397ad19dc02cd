// urql: its document cache, GET and POST, variables, errors: node urql.mjs URL CODE
import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";

const [, , url, code] = process.argv;
const STATE = gql`
  query State($code: String!, $first: Int) {
    state(code: $code) {
      __typename
      name
      actions(first: $first) { totalCount nodes { id name } }
    }
  }
`;

async function asked(preferGetMethod) {
  const methods = [];
  const recorded = (address, options) => {
    methods.push(options.method);
    return fetch(address, options);
  };
  const client = new Client({ url, fetch: recorded, preferGetMethod, exchanges: [cacheExchange, fetchExchange] });
  const first = await client.query(STATE, { code, first: 2 }).toPromise();
  const again = await client.query(STATE, { code, first: 2 }).toPromise();
  const { error } = await client.query(gql`{ states(first: 1000) { totalCount } }`, {}).toPromise();
  return {
    data: first.data,
    extensions: Object.keys(first.extensions),
    same: JSON.stringify(again.data) === JSON.stringify(first.data),
    methods,
    error: { code: error.graphQLErrors[0].extensions.code, network: error.networkError !== undefined },
  };
}

console.log(JSON.stringify({ get: await asked("force"), post: await asked(false) }));
