// Relay's runtime: fetches what its compiler compiled, reads it from its store, and reads on: node read.js URL CODE
const {
  Environment,
  Network,
  RecordSource,
  Store,
  createOperationDescriptor,
  fetchQuery,
  getRequest,
  getSingularSelector,
} = require("relay-runtime");
const nameFragment = require("./src/__generated__/documents_name.graphql.js");
const actionsFragment = require("./src/__generated__/documents_actions.graphql.js");
const moreQuery = require("./src/__generated__/documentsMoreQuery.graphql.js");
const stateQuery = require("./src/__generated__/documentsStateQuery.graphql.js");

const [, , url, code] = process.argv;

async function asked(operation, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: operation.text, variables }),
  });
  return response.json();
}

const environment = new Environment({ network: Network.create(asked), store: new Store(new RecordSource()) });

/** What the store holds of the state, its fragments read as a component reads them. */
function held() {
  const operation = createOperationDescriptor(getRequest(stateQuery), { code });
  const { state } = environment.lookup(operation.fragment).data;
  const name = (reference) => environment.lookup(getSingularSelector(nameFragment, reference)).data;
  const { actions, ...rest } = environment.lookup(getSingularSelector(actionsFragment, state)).data;
  return {
    state: name(rest),
    total: actions.totalCount,
    actions: actions.edges.map(({ node }) => ({ ...name(node), kind: node.kind, date: node.date })),
    pageInfo: actions.pageInfo,
  };
}

async function main() {
  await fetchQuery(environment, stateQuery, { code }).toPromise();
  const kept = environment.retain(createOperationDescriptor(getRequest(stateQuery), { code }));
  const first = held();
  const variables = { id: first.state.id, count: 1, cursor: first.pageInfo.endCursor };
  await fetchQuery(environment, moreQuery, variables).toPromise();
  console.log(JSON.stringify({ first, more: held() }));
  kept.dispose();
}

main();
