// GraphQL Yoga with graphql-jit, on Node's own HTTP server.

import { createServer } from "node:http";
import { useGraphQlJit } from "@envelop/graphql-jit";
import { createYoga } from "graphql-yoga";
import { listen, schema } from "./schema.mjs";

createServer(createYoga({ schema, plugins: [useGraphQlJit()], logging: false })).listen(listen);
