// What Relay's compiler compiles: a query with a fragment, and a list that is read on in pages.
const { graphql } = require("relay-runtime");

graphql`
  fragment documents_name on Entity {
    id
    name
  }
`;

graphql`
  fragment documents_actions on State
  @refetchable(queryName: "documentsMoreQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    ...documents_name
    actions(first: $count, after: $cursor) @connection(key: "documents_actions") {
      totalCount
      edges {
        node {
          kind
          date
          ...documents_name
        }
      }
    }
  }
`;

graphql`
  query documentsStateQuery($code: String!) {
    state(code: $code) {
      __typename
      ...documents_actions
    }
  }
`;
