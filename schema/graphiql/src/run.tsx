import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

/** Runs the open tab once, as soon as both editors are there. */
export function RunAtOnce(): null {
  const ready = useGraphiQL((state) => Boolean(state.queryEditor && state.responseEditor));
  const { run } = useGraphiQLActions();
  const done = useRef(false);

  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    void run();
  }, [ready, run]);

  return null;
}
