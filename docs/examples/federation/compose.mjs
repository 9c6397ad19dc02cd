// Composes the Clemency Graph with a newsroom's subgraph: node compose.mjs CLEMENCY_SDL NEWSROOM_SDL
import { readFileSync } from "node:fs";
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";

const [clemency, newsroom] = process.argv.slice(2).map((path) => parse(readFileSync(path, "utf8")));
const { errors, hints, supergraphSdl } = composeServices([
  { name: "clemency", url: "http://127.0.0.1:4001/graphql", typeDefs: clemency },
  { name: "newsroom", url: "http://127.0.0.1:4002/graphql", typeDefs: newsroom },
]);
if (errors?.length) {
  for (const error of errors) console.error(error.message);
  process.exit(1);
}
for (const hint of hints) console.error(hint.toString());
console.log(supergraphSdl);
