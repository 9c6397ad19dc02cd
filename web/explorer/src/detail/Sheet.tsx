import { useEffect, useState, type ReactNode } from 'react';
import { look } from '../address';
import { lookOf, sentence } from '../answer/kinds';
import { picture } from '../picture/picture';
import { Mark } from '../relationships/Mark';
import { useStore } from '../store';

interface SheetProps {
  title: string;
  type?: string | undefined;
  /** The text under the title; the type of the entity if omitted. */
  under?: string | undefined;
  children: ReactNode;
  onClose?: () => void;
}

/** The frame of every detail view. */
export function Sheet({ title, type, under, children, onClose }: SheetProps) {
  const kind = under ?? (type && sentence(lookOf(type).one));
  return (
    <aside className="cg-detail" aria-label="Details" tabIndex={0}>
      <header>
        <h3>
          {type && <Mark type={type} />} {title}
        </h3>
        {kind && <p className="cg-kind">{kind}</p>}
        {onClose && (
          <button type="button" className="cg-close" aria-label="Close the details" onClick={onClose}>
            ×
          </button>
        )}
      </header>
      {children}
    </aside>
  );
}

/** The name of an entity, as a button that opens its details. */
export function Name({ id, name }: { id: string; name?: string | undefined }) {
  const entity = useStore(picture).entities.get(id);
  return (
    <button type="button" className="cg-link" onClick={() => look({ selected: id })}>
      {entity && <Mark type={entity.type} />} {name ?? entity?.name ?? id}
    </button>
  );
}

/** Loads data asynchronously, and again when the key changes. */
export function useAnswer<T>(
  asked: (signal: AbortSignal) => Promise<T>,
  key: string,
): { told: T | null; problem: string | null } {
  const [state, set] = useState<{ told: T | null; problem: string | null }>({ told: null, problem: null });
  useEffect(() => {
    const aborter = new AbortController();
    set({ told: null, problem: null });
    asked(aborter.signal).then(
      (told) => !aborter.signal.aborted && set({ told, problem: null }),
      (error: unknown) => !aborter.signal.aborted && set({ told: null, problem: (error as Error).message }),
    );
    return () => aborter.abort();
  }, [key]);
  return state;
}
