export type Scheme = 'light' | 'dark';

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
