import { look } from '../address';
import { period, spoken } from '../answer/kinds';
import type { Claim, Edge } from '../answer/model';
import { data } from '../fetcher';
import { picture } from '../picture/picture';
import { useStore } from '../store';
import { Claims } from './FigureList';
import { Name, Sheet, useAnswer } from './Sheet';

const EVIDENCE = `query Evidence($id: ID!, $kinds: [RelationshipKind!], $direction: Direction!) {
  entity(id: $id) {
    relationships(kinds: $kinds, direction: $direction, first: 100) {
      nodes { id claims { id stated published source { id title url } } }
    }
  }
}`;

/** Loads the claims of an edge. An edge has no id in the API, so it is looked up at the end with fewer edges. */
async function evidenceOf({ id, kind, from, to }: Edge, fromHasFewer: boolean, signal: AbortSignal): Promise<Claim[]> {
  const end = fromHasFewer ? { id: from, direction: 'OUT' } : { id: to, direction: 'IN' };
  interface Told {
    entity: { relationships: { nodes: { id: string; claims: Claim[] }[] } } | null;
  }
  const { entity } = await data<Told>(EVIDENCE, { ...end, kinds: [kind] }, { signal });
  return entity?.relationships.nodes.find((edge) => edge.id === id)?.claims ?? [];
}

export function EdgeDetail({ edge }: { edge: Edge }) {
  const { edges, entities } = useStore(picture);
  const ties = (id: string) => [...edges.values()].filter((other) => other.from === id || other.to === id).length;
  const { told, problem } = useAnswer((signal) => evidenceOf(edge, ties(edge.from) <= ties(edge.to), signal), edge.id);
  const name = (id: string) => entities.get(id)?.name ?? id;
  return (
    <Sheet
      title={`${name(edge.from)} ${spoken(edge.kind)} ${name(edge.to)}`}
      under={`Relationship${edge.start ? `, ${period(edge.start, edge.end)}` : ''}`}
      onClose={() => look({ selected: null })}
    >
      <p>
        <Name id={edge.from} /> <Name id={edge.to} />
      </p>
      <h4>Sources</h4>
      {problem && <p role="alert">{problem}</p>}
      {told && told.length > 0 && <Claims claims={told} />}
      {told?.length === 0 && <p>This relationship follows from the structure of the data: a city is in its state.</p>}
    </Sheet>
  );
}
