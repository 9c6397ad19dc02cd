import { period, spoken } from '../answer/kinds';
import type { BoardEdge, Evidence } from './model';
import { dayInWords, type Row } from './rows';
import { writtenDay } from './partialDay';

/** A link to a page on the web; it opens in another tab. */
function PageLink({ source }: Pick<Evidence, 'source'>) {
  if (!source.url) return <>{source.title} (not on the web)</>;
  return (
    <a href={source.url} target="_blank" rel="noopener noreferrer">
      {source.title}
      <span className="ex-hidden"> (opens in another tab)</span>
    </a>
  );
}

/** One claim: what the source says, who published it, and when. */
export function Said({ claim }: { claim: Evidence }) {
  const { stated, rank, published, source } = claim;
  return (
    <>
      {stated} <PageLink source={source} />
      <small>
        {source.publisher && ` ${source.publisher.name},`} {published ? writtenDay(published) : 'day not given'}
        {rank && rank !== 'NORMAL' && `, ${spoken(rank)}`}
      </small>
    </>
  );
}

export function EvidenceList({ claims }: { claims: readonly Evidence[] }) {
  if (claims.length === 0) {
    return <p className="ex-quiet">Follows from the order of the data, such as a city is in its state.</p>;
  }
  return (
    <ul className="ex-claims">
      {claims.map((claim) => (
        <li key={claim.id}>
          <Said claim={claim} />
        </li>
      ))}
    </ul>
  );
}

/** A relationship in words: Phil Murphy vetoed NJ S3205, 23 August 2019. */
export function edgeInWords(edge: BoardEdge, day: string | null = null): string {
  const when = day
    ? dayInWords(edge, day)
    : period(edge.start && writtenDay(edge.start), edge.end && writtenDay(edge.end));
  return `${edge.from.name} ${spoken(edge.kind)} ${edge.to.name}${when && `, ${when}`}`;
}

/** Relationships, each with its evidence a tap away. */
export function EdgeList({ rows, isOpen = false }: { rows: readonly Row[]; isOpen?: boolean }) {
  return (
    <ul className="ex-edges">
      {rows.map(({ edge, day }) => (
        <li key={edge.id}>
          <details open={isOpen}>
            <summary>
              {edgeInWords(edge, day)} <small>{edge.claims.length}</small>
            </summary>
            <EvidenceList claims={edge.claims} />
          </details>
        </li>
      ))}
    </ul>
  );
}
