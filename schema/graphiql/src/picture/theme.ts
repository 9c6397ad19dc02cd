import { useGraphiQL } from '@graphiql/react';
import { useSyncExternalStore } from 'react';

export type Scheme = 'light' | 'dark';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listen = (told: () => void) => {
  dark.addEventListener('change', told);
  return () => dark.removeEventListener('change', told);
};

/** The scheme that the reader chose in GraphiQL's settings, or else the system's. */
export function useScheme(): Scheme {
  const chosen = useGraphiQL((state) => state.theme);
  const system = useSyncExternalStore(listen, () => dark.matches);
  return chosen ?? (system ? 'dark' : 'light');
}

export interface Palette {
  paper: string;
  ink: string;
  faint: string;
  line: string;
  accent: string;
}

export const PALETTES: Record<Scheme, Palette> = {
  light: { paper: '#ffffff', ink: '#1c2430', faint: '#5b6675', line: '#9aa5b4', accent: '#b4235f' },
  dark: { paper: '#14181f', ink: '#e8edf3', faint: '#a4b0be', line: '#66717f', accent: '#ff8fb8' },
};
