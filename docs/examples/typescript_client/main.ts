// Asks a server with the generated types: npm start ADDRESS
import { PardonsInAStateDocument, type PardonsInAStateQuery, type PardonsInAStateQueryVariables } from "./generated/graphql";

const address = process.argv[2];
if (!address) throw new Error("give the address of a server");

async function ask(variables: PardonsInAStateQueryVariables): Promise<PardonsInAStateQuery> {
  const response = await fetch(address!, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: PardonsInAStateDocument.toString(), variables }),
  });
  const answer = (await response.json()) as { data: PardonsInAStateQuery; errors?: { message: string }[] };
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join("\n"));
  return answer.data;
}

const { state } = await ask({ code: "NV" });
if (!state) throw new Error("there is no such state");
console.log(state.name, state.actions.totalCount);
for (const { name, figure } of state.actions.nodes) {
  // A bound that is null was not stated: the compiler does not let it be forgotten.
  if (figure?.quantity?.unit === "PEOPLE") {
    console.log(`${name}: ${figure.stated}, low ${figure.quantity.low ?? "not stated"} (${figure.source.url})`);
  }
}
