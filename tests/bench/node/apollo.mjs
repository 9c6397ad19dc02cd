// Apollo Server, as its documentation starts it.

import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { listen, schema } from "./schema.mjs";

await startStandaloneServer(new ApolloServer({ schema, introspection: true }), { listen });
