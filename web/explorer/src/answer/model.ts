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

/** The contents of a response. */
export interface Found {
  entities: Map<string, Entity>;
  edges: Map<string, Edge>;
  paths: Path[];
}
