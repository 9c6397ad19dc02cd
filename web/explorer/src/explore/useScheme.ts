import { useSyncExternalStore } from 'react';
import type { Scheme } from '../picture/palettes';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

const listen = (told: () => void) => {
  dark.addEventListener('change', told);
  return () => dark.removeEventListener('change', told);
};

/** The color scheme of the system. */
export const useScheme = (): Scheme => (useSyncExternalStore(listen, () => dark.matches) ? 'dark' : 'light');
