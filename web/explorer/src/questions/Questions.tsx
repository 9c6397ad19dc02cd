import { useState } from 'react';
import { shown } from '../address';
import { useStore } from '../store';
import { READY, grouped, readyFor } from './catalogue';
import { open } from './open';

const groups = grouped(READY);

/** The list of saved queries, with a search box. */
export function Questions({ onPick }: { onPick: () => void }) {
  const [wanted, setWanted] = useState('');
  const current = readyFor(useStore(shown))?.file;
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const left = groups
    .map(({ name, questions }) => ({
      name,
      questions: questions.filter(({ title, more, query }) => fits(`${name} ${title} ${more} ${query}`)),
    }))
    .filter(({ questions }) => questions.length > 0);
  return (
    <section className="cg-questions" aria-label="Saved queries">
      <h2>Saved queries</h2>
      <p>Choose a query. It opens in a tab and runs, and its response is drawn. You can edit it.</p>
      <input
        type="search"
        aria-label="Find a query"
        placeholder="Find a query"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {left.map(({ name, questions }) => (
        <section key={name}>
          <h3>{name}</h3>
          <ul>
            {questions.map((question) => (
              <li key={question.file}>
                <button
                  type="button"
                  aria-current={question.file === current || undefined}
                  onClick={() => {
                    open(question);
                    onPick();
                  }}
                >
                  <strong>{question.title}</strong>
                  {question.more && <span>{question.more}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {left.length === 0 && <p role="status">No saved query contains all of these words.</p>}
    </section>
  );
}
