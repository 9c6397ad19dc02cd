import { createLocalStorage, type Storage } from '@graphiql/toolkit';

/** Keys of our own, so that another GraphiQL at the same address (localhost:8000) shares no tabs with this one. */
function open(): Storage | null {
  try {
    window.localStorage.getItem('');
    return createLocalStorage({ namespace: 'clemency-graph' });
  } catch {
    return null; // the browser's settings forbid it: everything works, nothing is remembered
  }
}

/** Tabs, history and theme, kept in this browser only. */
export const memory = open();
