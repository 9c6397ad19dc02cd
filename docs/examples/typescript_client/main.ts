// Queries a server with the generated types: npm start ADDRESS
import { PardonsInAStateDocument, type PardonsInAStateQuery, type PardonsInAStateQueryVariables } from "./generated/graphql";

const address = process.argv[2];
if (!address) throw new Error("Pass the address of a server.");

async function query(variables: PardonsInAStateQueryVariables): Promise<PardonsInAStateQuery> {
  const response = await fetch(address!, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: PardonsInAStateDocument.toString(), variables }),
  });
  const result = (await response.json()) as { data: PardonsInAStateQuery; errors?: { message: string }[] };
  if (result.errors) throw new Error(result.errors.map((error) => error.message).join("\n"));
  return result.data;
}

const { state } = await query({ code: "NV" });
if (!state) throw new Error("There is no such state.");
console.log(state.name, state.actions.totalCount);
for (const { name, figure } of state.actions.nodes) {
  // A null bound is one that the source does not state; the compiler makes sure that it is handled.
  if (figure?.quantity?.unit === "PEOPLE") {
    console.log(`${name}: ${figure.stated}, low ${figure.quantity.low ?? "not stated"} (${figure.source.url})`);
  }
}
