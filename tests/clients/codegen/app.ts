// A typed frontend: what it may ask and what comes back is checked against the schema by the compiler.
// Built and run: node built/app.js URL CODE
import { print } from "graphql";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type FragmentType, graphql, useFragment } from "./generated/index.js";

declare const process: { argv: string[] };
const [, , url, code] = process.argv;

const Figure = graphql(/* GraphQL */ `
  fragment Figure on ClemencyAction {
    name
    figure { stated quantity { low high unit } source { title url published } }
  }
`);

const State = graphql(/* GraphQL */ `
  query State($code: String!, $where: ActionWhere) {
    state(code: $code) {
      name
      actions(where: $where) { totalCount nodes { kind date ...Figure } }
    }
  }
`);

async function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
  const response = await fetch(url!, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

function told(action: FragmentType<typeof Figure>): { name: string; low: number | null | undefined } {
  const { name, figure } = useFragment(Figure, action);
  return { name, low: figure?.quantity?.low };
}

const { state } = await ask(State, { code: code!, where: { kind: { eq: "PARDON" } } });
if (!state) throw new Error("there is no such state");
const dates: Array<string | null | undefined> = state.actions.nodes.map(({ date }) => date);
console.log(JSON.stringify({ name: state.name, total: state.actions.totalCount, dates, told: state.actions.nodes.map(told) }));

// What the schema does not allow does not compile: where one of these does, its comment is an error.
// @ts-expect-error a variable that is required
void (() => ask(State, {}));
// @ts-expect-error a kind that there is not
void (() => ask(State, { code: "NV", where: { kind: { eq: "PARDONED" } } }));
// @ts-expect-error the state may be null
void (async () => (await ask(State, { code: "NV" })).state.name);
// @ts-expect-error a field that was not asked for
void state.code;
