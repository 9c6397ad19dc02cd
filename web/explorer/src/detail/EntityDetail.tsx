import { useState } from 'react';
import { look } from '../address';
import { counted, lookOf, period, sentence, spoken } from '../answer/kinds';
import { expand, fold, picture, remaining } from '../picture/picture';
import { open } from '../questions/open';
import { Mark } from '../relationships/Mark';
import { useStore } from '../store';
import { detailOf, questionAbout, type Told } from './entity';
import { FigureItem, Page } from './FigureList';
import { Sheet, useAnswer } from './Sheet';

export function EntityDetail({ id }: { id: string }) {
  const { told, problem } = useAnswer((signal) => detailOf(id, signal), id);
  const now = useStore(picture);
  const [isBusy, setBusy] = useState(false);
  const known = now.entities.get(id);
  const more = remaining(now, id);
  const type = told?.__typename ?? known?.type;

  const grow = async () => {
    setBusy(true);
    try {
      await expand(id);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Sheet
      title={told?.name ?? known?.name ?? id}
      type={type}
      under={told ? factsOf(told) : undefined}
      onClose={() => look({ selected: null })}
    >
      <div className="cg-actions">
        {known && more !== 0 && (
          <button type="button" className="cg-button cg-primary" disabled={isBusy} onClick={() => void grow()}>
            {more === null ? 'Show neighbors' : `Show more (${more} left)`}
          </button>
        )}
        {more !== null && (
          <button type="button" className="cg-button" onClick={() => fold(id)}>
            Hide neighbors
          </button>
        )}
        {told && (
          <button type="button" className="cg-button" onClick={() => open(questionAbout(told))}>
            Query this
          </button>
        )}
      </div>
      {problem && <p role="alert">{problem}</p>}
      {told && <Body told={told} />}
    </Sheet>
  );
}

/** Returns one line of facts about an entity. */
function factsOf(told: Told): string {
  const facts = [sentence(lookOf(told.__typename).one)];
  if (told.kind) facts[0] = sentence(spoken(told.kind));
  if (told.organizationKind) facts[0] = sentence(spoken(told.organizationKind));
  if (told.act) facts.push(told.act.date ? `${spoken(told.act.stage)} ${told.act.date}` : spoken(told.act.stage));
  if (told.act && told.stage && told.stage !== told.act.stage) facts.push(spoken(told.stage));
  if (told.number && told.number !== told.name) facts.push(told.number);
  if (told.status) facts.push(spoken(told.status));
  if (told.enacted) facts.push(`enacted ${told.enacted}`);
  if (told.effective) facts.push(`effective ${told.effective}`);
  if (told.governor) facts.push(`governed by ${told.governor.person.name}`);
  if (told.published) facts.push(`published ${told.published}`);
  return facts.join(' · ');
}

const COVERAGE: Record<string, string> = {
  VALUE: 'recorded',
  NONE: 'none',
  UNKNOWN: 'none found',
  NOT_LOOKED_FOR: 'not looked for',
};

function Body({ told }: { told: Told }) {
  const actions = (told.actions?.nodes ?? []).filter(({ figure }) => figure);
  return (
    <>
      {told.scope && <p>{told.scope}</p>}
      {told.cite && (
        <p>
          <Page source={{ title: told.name, url: told.url ?? null }} />
          {told.caution && <small>Caution: {told.caution}</small>}
        </p>
      )}
      {told.claims.nodes.length > 0 && (
        <>
          <h4>Figures</h4>
          <ul className="cg-list">
            {told.claims.nodes.map((figure) => (
              <FigureItem key={figure.id} figure={figure} />
            ))}
          </ul>
          {told.claims.totalCount > told.claims.nodes.length && (
            <p>
              <small>{told.claims.totalCount - told.claims.nodes.length} more; use “Query this” to see them all.</small>
            </p>
          )}
        </>
      )}
      {actions.length > 0 && (
        <>
          <h4>Largest figures</h4>
          <ul className="cg-list">
            {actions.map(({ id, name, figure }) => (
              <FigureItem key={id} figure={figure!} of={name} />
            ))}
          </ul>
        </>
      )}
      {told.terms && told.terms.nodes.length > 0 && (
        <>
          <h4>Offices</h4>
          <ul className="cg-lines">
            {told.terms.nodes.map(({ office, jurisdiction, party, start, end }) => (
              <li key={`${jurisdiction.name}${start}`}>
                {sentence(spoken(office))} of {jurisdiction.name}, {period(start, end)}
                {party && `, ${party.name}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {told.coverage && (
        <>
          <h4>Coverage</h4>
          <p>
            Pardons: {COVERAGE[told.coverage.pardons]}. Expungements: {COVERAGE[told.coverage.expungements]}. Laws:{' '}
            {COVERAGE[told.coverage.laws]}. <small>Checked {told.coverage.checked}.</small>
            {told.coverage.note && <small> {told.coverage.note}</small>}
          </p>
        </>
      )}
      {told.ties.nodes.length > 0 && <Ties told={told} />}
    </>
  );
}

/** The neighbors as a list, for readers who do not use a mouse. */
function Ties({ told }: { told: Told }) {
  return (
    <>
      <h4>Connected to {counted(told.ties.totalCount, 'other')}</h4>
      <ul className="cg-lines">
        {told.ties.nodes.map(({ id, kind, from, to, start, end }) => {
          const isOut = from.id === told.id;
          const other = isOut ? to : from;
          return (
            <li key={id}>
              <span className="cg-way">
                {isOut ? '→' : '←'} {spoken(kind)}
              </span>
              <span>
                <button type="button" className="cg-link" onClick={() => look({ selected: other.id })}>
                  <Mark type={other.__typename} /> {other.name}
                </button>{' '}
                <small>{period(start, end)}</small>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
