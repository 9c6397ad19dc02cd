/** The data that pictures are drawn from. */

export interface Entity {
  id: string;
  name: string;
  /** __typename: State, Person ... */
  type: string;
  /** For an action: its figure, in a few words. */
  figure?: string | undefined;
}

export interface Edge {
  id: string;
  kind: string;
  from: string;
  to: string;
  start: string | null;
  end: string | null;
}

export interface Source {
  id?: string;
  title: string;
  url: string | null;
}

export interface Claim {
  id?: string;
  stated: string;
  stage?: string | null;
  published?: string | null;
  about?: Entity;
  source: Source;
}

export interface Path {
  nodes: Entity[];
  steps: { edge: Edge; claims: Claim[] }[];
}

export interface Total {
  kind: string | null;
  unit: string | null;
  stage: string;
  low: number;
  high: number | null;
  actions: number;
  state: Entity | null;
  claims: Claim[];
  excluded: { reason: string; claim: Claim }[];
}

export interface Term {
  office: string;
  start: string;
  end: string | null;
  person: Entity;
  jurisdiction: Entity;
  party: Entity | null;
}

/** The contents of a response. */
export interface Found {
  entities: Map<string, Entity>;
  edges: Map<string, Edge>;
  paths: Path[];
  totals: Total[];
  terms: Term[];
  /** The selected values of each state, by path: `coverage.pardons`. */
  states: Map<string, Map<string, Value>>;
}

export type Value = string | number | boolean | null;
