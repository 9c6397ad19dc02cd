import { spoken } from '../answer/kinds';
import type { Claim, Source } from '../answer/model';
import type { Figure } from './entity';

/** A link to a source; it opens in another tab. */
export function Page({ source, publisher }: { source: Source; publisher?: string | undefined }) {
  const name = publisher ? `${publisher}: ${source.title}` : source.title;
  if (!source.url) return <span className="cg-page">{name} (not on the web)</span>;
  return (
    <a className="cg-page" href={source.url} target="_blank" rel="noopener noreferrer">
      {name}
      <span aria-hidden="true"> ↗</span>
      <span className="cg-hidden"> (opens in another tab)</span>
    </a>
  );
}

export function FigureItem({ figure, of }: { figure: Figure; of?: string | undefined }) {
  const { stated, stage, rank, rankReason, asOf, published, inference, reportedBy, source } = figure;
  const days = [asOf && `as of ${asOf}`, published && `published ${published}`].filter(Boolean).join(', ');
  return (
    <li className={`cg-figure cg-rank-${rank.toLowerCase()}`}>
      {of && <span className="cg-of">{of}</span>}
      <strong>{stated}</strong>
      <span className="cg-tags">
        {stage && <span className="cg-tag">{spoken(stage)}</span>}
        {rank !== 'NORMAL' && (
          <span className="cg-tag" title={rankReason ?? undefined}>
            {spoken(rank)}
          </span>
        )}
        {days && <small>{days}</small>}
      </span>
      <Page source={source} publisher={source.publisher?.name} />
      {reportedBy && <small>Counted by {reportedBy.name}</small>}
      {rank === 'DEPRECATED' && rankReason && <small>{rankReason}</small>}
      {source.caution && <small>Caution: {source.caution}</small>}
      {inference && <small>Inferred: {inference}</small>}
    </li>
  );
}

/** Claims with their sources. */
export function Claims({ claims }: { claims: Claim[] }) {
  return (
    <ul className="cg-list">
      {claims.map((claim, index) => (
        <li key={claim.id ?? index} className="cg-figure">
          {claim.about && <span className="cg-of">{claim.about.name}</span>}
          <strong>{claim.stated}</strong>
          <Page source={claim.source} />
        </li>
      ))}
    </ul>
  );
}
