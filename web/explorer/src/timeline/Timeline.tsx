import './timeline.css';
import { useEffect, useMemo } from 'react';
import { look, view } from '../address';
import { useAnswer } from '../detail/Sheet';
import { picture } from '../picture/picture';
import { offerDownloads, pngOf } from '../picture/downloads';
import { PALETTES, type Scheme } from '../picture/palettes';
import { useScheme } from '../picture/theme';
import { Mark } from '../relationships/Mark';
import { useStore } from '../store';
import { spanOf, widened, yearsOver, type Span } from './days';
import { rowsOf, type Event, type Row } from './events';
import { colorOf, stageName, StageMark, STAGES } from './stages';
import { svgOfTimeline, WIDTH } from './svg';
import { TimelineTable } from './TimelineTable';

const GROUPS = [
  ['ClemencyAction', 'Actions, by stage'],
  ['Law', 'Laws'],
  ['Person', 'Terms of office'],
] as const;

/** The timeline: actions by stage, laws, and terms of office. */
export default function Timeline({ title }: { title: string }) {
  const now = useStore(picture);
  const { selected, table } = useStore(view);
  const scheme = useScheme();
  const entities = useMemo(() => [...now.entities.values()], [now]);
  const { told: rows, problem } = useAnswer(
    (signal) => rowsOf(now.found, entities, signal),
    entities.map(({ id }) => id).join(),
  );
  const span = useMemo(() => (rows ? spanOfAll(rows) : null), [rows]);

  useEffect(() => {
    if (!rows || !span || table) return undefined;
    const make = () => svgOfTimeline(rows, span, title, scheme, PALETTES[scheme]);
    return offerDownloads({
      svg: () => new Blob([make().svg], { type: 'image/svg+xml' }),
      png: () => pngOf(make().svg, WIDTH, make().height),
    });
  }, [rows, span, table, title, scheme]);

  if (problem)
    return (
      <p className="cg-note" role="alert">
        {problem}
      </p>
    );
  if (!rows)
    return (
      <p className="cg-note cg-waiting" role="status">
        Drawing …
      </p>
    );
  if (!span) return <p className="cg-note">No source gives a date for anything in this response.</p>;
  if (table) return <TimelineTable rows={rows} />;
  const stages = STAGES.filter((stage) => rows.some(({ events }) => events.some((event) => event.stage === stage)));
  return (
    <div className="cg-timeline">
      <div className="cg-rows" tabIndex={0} role="region" aria-label="Timeline">
        <div className="cg-axis" aria-hidden="true">
          <span />
          <div className="cg-track">
            {yearsOver(span, 6).map((year) => (
              <span key={year} style={{ left: `${100 * shareOf(Date.UTC(year, 0, 1), span)}%` }}>
                {year}
              </span>
            ))}
          </div>
          <span>No date</span>
        </div>
        {GROUPS.map(([type, name]) => [type, name, rows.filter((row) => row.type === type)] as const)
          .filter(([, , members]) => members.length > 0)
          .map(([type, name, members]) => (
            <section key={type} aria-label={name}>
              <h3 className="cg-group">{name}</h3>
              <ol>
                {members.map((row, index) => (
                  <TimelineRow
                    key={`${row.id}${index}`}
                    row={row}
                    span={span}
                    scheme={scheme}
                    isChosen={row.id === selected}
                  />
                ))}
              </ol>
            </section>
          ))}
      </div>
      {stages.length > 0 && (
        <ul className="cg-key" aria-label="What the marks mean">
          {stages.map((stage) => (
            <li key={stage}>
              <StageMark stage={stage} scheme={scheme} /> {stageName(stage)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function spanOfAll(rows: Row[]): Span | null {
  const spans = rows
    .flatMap(({ events }) => events.flatMap(({ date, end }) => [date, end]))
    .map((date) => (date ? spanOf(date) : null))
    .filter((one) => one !== null);
  return spans.length > 0 ? widened(spans) : null;
}

const shareOf = (time: number, { from, to }: Span): number => Math.min(Math.max((time - from) / (to - from), 0), 1);

interface RowProps {
  row: Row;
  span: Span;
  scheme: Scheme;
  isChosen: boolean;
}

/** A row with one button over all its marks, because they are too close to each other to select one. */
function TimelineRow({ row, span, scheme, isChosen }: RowProps) {
  const open = () => look({ selected: row.id });
  const dated = row.events.filter(({ date }) => date && spanOf(date));
  const undated = row.events.filter((event) => !dated.includes(event));
  const places = dated.filter(({ stage }) => stage !== 'TERM').map(({ date }) => shareOf(spanOf(date!)!.from, span));
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return (
    <li className={isChosen ? 'cg-row cg-chosen' : 'cg-row'}>
      <button type="button" className="cg-row-name" onClick={open}>
        <Mark type={row.type} />
        <span>
          {row.name}
          <small>{row.under}</small>
        </span>
      </button>
      <button
        type="button"
        className="cg-track"
        aria-label={`${row.name}: ${dated.map(told).join('; ')}`}
        onClick={open}
      >
        {places.length > 1 && (
          <i className="cg-thread" style={{ left: `${100 * first}%`, width: `${100 * (last - first)}%` }} />
        )}
        {dated.map((event, index) => (
          <TimelineMark
            key={`${event.stage}${event.date}`}
            {...{ event, span, scheme }}
            shift={shiftOf(places, index)}
          />
        ))}
      </button>
      <div className="cg-undated">
        {undated.length > 0 && (
          <button
            type="button"
            aria-label={`${row.name}: ${undated.map(({ text }) => text).join(', ')}; no source gives the date`}
            onClick={open}
          >
            {undated.map((event) => (
              <span key={event.stage} title={`${event.text}: no source gives the date`}>
                <StageMark stage={event.stage} scheme={scheme} />
              </span>
            ))}
          </button>
        )}
      </div>
    </li>
  );
}

const told = ({ stage, date, text }: Event): string => (stage === 'TERM' ? text : `${text}, ${date}`);

/** Returns how far a mark is moved, so that marks of nearly the same day are beside each other. */
const shiftOf = (places: number[], index: number): number =>
  places.slice(0, index).filter((place) => Math.abs(place - (places[index] ?? 0)) < 0.015).length;

interface MarkProps {
  event: Event;
  span: Span;
  scheme: Scheme;
  shift: number;
}

function TimelineMark({ event, span, scheme, shift }: MarkProps) {
  const { stage, date, end } = event;
  const when = spanOf(date!)!;
  const from = shareOf(when.from, span);
  if (stage === 'TERM') {
    const until = end ? shareOf(spanOf(end)?.from ?? span.to, span) : 1;
    const width = `${Math.max(100 * (until - from), 0.6)}%`;
    return (
      <i
        className={end ? 'cg-term' : 'cg-term cg-going-on'}
        title={told(event)}
        style={{ left: `${100 * from}%`, width, background: colorOf(stage, scheme) }}
      />
    );
  }
  // A date that is known to the month or year only is drawn as wide as that span.
  const width = `${100 * (shareOf(when.to, span) - from)}%`;
  return (
    <>
      {date!.length < 10 && (
        <i className="cg-span" style={{ left: `${100 * from}%`, width, background: colorOf(stage, scheme) }} />
      )}
      <span className="cg-event" title={told(event)} style={{ left: `calc(${100 * from}% + ${shift * 11}px)` }}>
        <StageMark stage={stage} scheme={scheme} />
      </span>
    </>
  );
}
