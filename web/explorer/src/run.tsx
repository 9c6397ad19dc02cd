import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { shown } from './address';

/** Runs the open tab once, when both editors are ready. Queries are read-only, so a link may run by itself. */
export function RunAtOnce(): null {
  const ready = useGraphiQL((state) => Boolean(state.queryEditor && state.responseEditor));
  const { run, setOperationName } = useGraphiQLActions();
  const done = useRef(false);

  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    const named = shown.get()?.operationName;
    if (named) setOperationName(named);
    void run();
  }, [ready, run, setOperationName]);

  return null;
}
