import { useGraphiQL } from '@graphiql/react';
import { useSyncExternalStore } from 'react';
import type { Scheme } from './palettes';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listen = (told: () => void) => {
  dark.addEventListener('change', told);
  return () => dark.removeEventListener('change', told);
};

/** Returns the color scheme of GraphiQL's settings, or else that of the system. */
export function useScheme(): Scheme {
  const chosen = useGraphiQL((state) => state.theme);
  const system = useSyncExternalStore(listen, () => dark.matches);
  return chosen ?? (system ? 'dark' : 'light');
}
