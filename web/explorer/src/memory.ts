import { createLocalStorage, type Storage } from '@graphiql/toolkit';

/** Uses its own keys, so that another GraphiQL at the same address (localhost:8000) does not share its tabs. */
function open(): Storage | null {
  try {
    window.localStorage.getItem('');
    return createLocalStorage({ namespace: 'clemency-graph' });
  } catch {
    return null; // the browser's settings forbid storage; the page works without it
  }
}

/** Tabs, history and theme, kept in this browser only. */
export const memory = open();
