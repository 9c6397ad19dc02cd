import { useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { useScheme } from './picture/theme';

/** Colors with enough contrast for the editors; Monaco's numbers, comments and line numbers are too faint. */
const RULES = {
  light: [
    { token: 'comment', foreground: '#00690f' },
    { token: 'number', foreground: '#07604a' },
    { token: 'argument.identifier.gql', foreground: '#4b48b3' },
  ],
  dark: [
    { token: 'comment', foreground: '#8fc07d' },
    { token: 'argument.identifier.gql', foreground: '#b3aeff' },
  ],
};

const COLORS = {
  light: { 'editor.background': '#ffffff00', 'editorLineNumber.foreground': '#1f6473' },
  dark: { 'editor.background': '#ffffff00', 'editorLineNumber.foreground': '#a5afbd' },
};

export const THEMES = { light: 'clemency-light', dark: 'clemency-dark' } as const;

/** Defines the themes when Monaco is loaded, and follows the page's color scheme. */
export function EditorThemes(): null {
  const monaco = useMonaco((state) => state.monaco);
  const now = useScheme();
  useEffect(() => {
    if (!monaco) return;
    for (const scheme of ['light', 'dark'] as const) {
      monaco.editor.defineTheme(THEMES[scheme], {
        base: scheme === 'light' ? 'vs' : 'vs-dark',
        inherit: true,
        rules: RULES[scheme],
        colors: COLORS[scheme],
      });
    }
    monaco.editor.setTheme(THEMES[now]);
  }, [monaco, now]);
  return null;
}
