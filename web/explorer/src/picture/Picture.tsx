import { lazy, Suspense, useState } from 'react';
import { look, shown, view } from '../address';
import { readyFor } from '../questions/catalogue';
import { useStore } from '../store';
import { downloads, save } from './downloads';
import { picture } from './picture';

const Relationships = lazy(() => import('../relationships/Relationships'));
const Detail = lazy(() => import('../detail/Detail'));

const NOTHING =
  'This response names no people, places, laws or actions. Select some names, for example claims { about { name } }, to see how they are connected.';

/** The picture of the response. */
export function Picture({ onQuestions }: { onQuestions: () => void }) {
  const question = useStore(shown);
  const now = useStore(picture);
  const known = readyFor(question);
  const title = known?.title ?? question?.operationName ?? 'Your own query';

  return (
    <section className="cg-picture" aria-label="Picture of the response">
      <header className="cg-head">
        <h2>{title}</h2>
        {known?.more && <p>{known.more}</p>}
        <button type="button" className="cg-button cg-more" onClick={onQuestions}>
          Saved queries
        </button>
      </header>
      <div className="cg-bar">
        <Tools title={title} />
      </div>
      <div className="cg-stage" data-status={now.status}>
        <div className="cg-view">
          <Suspense fallback={<Waiting />}>
            {now.status === 'failed' ? (
              <p className="cg-note" role="alert">
                The response cannot be drawn. {now.problem}
              </p>
            ) : now.status === 'waiting' && !question ? (
              <p className="cg-note">Write a query and run it, or choose a saved query. The response is drawn here.</p>
            ) : now.status !== 'ready' ? (
              <Waiting />
            ) : now.entities.size === 0 ? (
              <p className="cg-note">{NOTHING}</p>
            ) : (
              <Relationships title={title} />
            )}
          </Suspense>
        </div>
        {now.status === 'ready' && (
          <Suspense fallback={null}>
            <Detail />
          </Suspense>
        )}
      </div>
    </section>
  );
}

const Waiting = () => (
  <p className="cg-note cg-waiting" role="status">
    Drawing …
  </p>
);

/** The tools of the current view. */
function Tools({ title }: { title: string }) {
  const { table } = useStore(view);
  const { svg, png } = useStore(downloads);
  const [told, tell] = useState('');
  const file =
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'picture';

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      tell('Link copied');
    } catch {
      tell('Copy the address of this page');
    }
    window.setTimeout(() => tell(''), 3000);
  };
  const download = (make: (() => Blob | Promise<Blob>) | undefined, ending: string) =>
    make && (
      <button type="button" onClick={() => void save(make, `${file}.${ending}`)}>
        {ending.toUpperCase()}
      </button>
    );

  return (
    <div className="cg-tools" role="group" aria-label="Tools">
      <button type="button" aria-pressed={table} onClick={() => look({ table: !table })}>
        Table
      </button>
      <button type="button" onClick={() => void copy()}>
        {told || 'Copy link'}
      </button>
      {download(svg, 'svg')}
      {download(png, 'png')}
      <span className="cg-hidden" role="status">
        {told}
      </span>
    </div>
  );
}
