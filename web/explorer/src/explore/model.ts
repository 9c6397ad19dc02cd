// The responses of the saved queries of the explorer.
interface Named {
  id: string;
  name: string;
}

interface Place extends Named {
  parent?: Named | null;
}

/** An entity on the board. Which fields there are depends on its type. */
export interface BoardNode extends Named {
  __typename: string;
  kind?: string;
  act?: { stage: string; date: string | null };
  figure?: { stated: string } | null;
  jurisdiction?: Place;
  actors?: { role: string; term: { party: Named | null } | null }[];
  status?: string;
  enacted?: string | null;
  vetoed?: string | null;
  signedUnder?: { party: Named | null } | null;
  vetoedUnder?: { party: Named | null } | null;
  parent?: Named | null;
  party?: Named | null;
  terms?: { nodes: { office: string; party: Named | null; jurisdiction: Place }[] };
  url?: string | null;
  published?: string | null;
  publisher?: Named | null;
}

export interface Evidence {
  id: string;
  stated: string;
  rank?: string;
  published: string | null;
  source: { id: string; title: string; url: string | null; publisher: Named | null };
}

export interface BoardEdge {
  id: string;
  kind: string;
  from: Named;
  to: Named;
  start: string | null;
  end: string | null;
  claims: Evidence[];
}

export interface Connections {
  nodes: BoardNode[];
  edges: BoardEdge[];
}

export interface FoundPath {
  nodes: (Named & { __typename: string })[];
  relationships: BoardEdge[];
}

export interface Suggestion extends Named {
  __typename: string;
}

/** What a person did, with the day. */
export interface PersonWithDeeds extends Named {
  lawsVetoed: { nodes: (Named & { vetoed: string | null })[] };
  lawsSigned: { nodes: (Named & { enacted: string | null })[] };
  actions: { nodes: (Named & { kind: string; act: { stage: string; date: string | null } })[] };
}
