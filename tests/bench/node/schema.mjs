// The schema and the resolvers that all Node servers of the comparison share: objects in memory, linked once.
// argv: SCHEMA DATA PORT

import { readFileSync } from "node:fs";
import { makeExecutableSchema } from "@graphql-tools/schema";

const [, , sdl, data, port] = process.argv;

const { states, actions } = JSON.parse(readFileSync(data, "utf8"));
const byId = new Map();
const byCode = new Map();
for (const state of states) {
  Object.assign(state, { __typename: "State", actions: [] });
  byId.set(state.id, state);
  byCode.set(state.code, state);
}
for (const action of actions) {
  action.__typename = "ClemencyAction";
  action.jurisdiction = byId.get(action.jurisdiction);
  action.jurisdiction.actions.push(action);
  action.best = action.figure;
  delete action.figure;
  byId.set(action.id, action);
}

// A page of a list; what is not asked for is not made.
class Page {
  constructor(items, first, after) {
    this.items = items;
    this.start = after == null ? 0 : items.findIndex((item) => item.id === after) + 1;
    this.first = first;
    this.totalCount = items.length;
  }
  get nodes() {
    return this.items.slice(this.start, this.start + this.first);
  }
  get edges() {
    return this.nodes.map((node) => ({ cursor: node.id, node }));
  }
  get pageInfo() {
    const nodes = this.nodes;
    return {
      hasNextPage: this.start + nodes.length < this.totalCount,
      hasPreviousPage: this.start > 0,
      startCursor: nodes.at(0)?.id,
      endCursor: nodes.at(-1)?.id,
    };
  }
}

const word = (filter, value) =>
  filter == null || ((filter.eq == null || filter.eq === value) && (filter.in == null || filter.in.includes(value)));

const kept = (items, where) =>
  where == null ? items : items.filter((item) => word(where.kind, item.kind) && word(where.stage, item.stage));

const resolvers = {
  Query: {
    node: (_, { id }) => byId.get(id),
    state: (_, { code }) => byCode.get(code.toUpperCase()),
    states: (_, { first, after }) => new Page(states, first, after),
    actions: (_, { where, first, after }) => new Page(kept(actions, where), first, after),
  },
  State: {
    actions: (state, { where, first, after }) => new Page(kept(state.actions, where), first, after),
  },
  ClemencyAction: {
    figure: ({ best }, { stage, unit, knownAt }) =>
      best == null ||
      (stage != null && stage !== best.stage) ||
      (unit != null && unit !== best.quantity.unit) ||
      (knownAt != null && best.published > knownAt)
        ? null
        : best,
  },
};

export const schema = makeExecutableSchema({ typeDefs: readFileSync(sdl, "utf8"), resolvers });
export const listen = { host: "127.0.0.1", port: Number(port) };
