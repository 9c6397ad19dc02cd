import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

const FONTS = 'virtual:fonts.css';
const FACE = /@font-face\s*\{[^}]*woff2[^}]*\}/g;
const ICONS = /@font-face\s*\{[^}]*font-family:\s*codicon[^}]*\}/g; // Monaco brings them itself

/** GraphiQL's stylesheet is mostly fonts; they come after the first answer, as a stylesheet of their own. */
function fontsApart(): Plugin {
  const style = () => readFileSync(createRequire(import.meta.url).resolve('graphiql/style.css'), 'utf8');
  return {
    name: 'fonts-apart',
    enforce: 'pre',
    resolveId: (id) => (id === FONTS ? `\0${FONTS}` : null),
    load: (id) => (id === `\0${FONTS}` ? (style().match(FACE) ?? []).join('\n') : null),
    transform: (code, id) =>
      id.endsWith('/graphiql/dist/style.css') ? code.replaceAll(FACE, '').replaceAll(ICONS, '') : null,
  };
}

export default defineConfig({
  // Relative addresses, and dist/ laid out as it is served: index.html at <prefix>/, the rest at <prefix>/graphiql/.
  base: './',
  plugins: [fontsApart()],
  worker: { format: 'es' },
  build: {
    assetsDir: 'graphiql',
    manifest: 'graphiql/manifest.json', // which file comes with which: the size budget is held against it
    license: { fileName: 'graphiql/licenses.md' },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Two pages: GraphiQL, whose index.html is built, and the explorer, whose page the server makes from a template.
      input: { graphiql: 'index.html', explore: 'src/explore/main.tsx' },
      checks: { moduleLevelDirective: false }, // "use client" in React packages: no news
    },
    chunkSizeWarningLimit: 4000, // Monaco, in one piece
  },
  // npm run dev: the saved queries are in schema/operations, and a server started with `clemency-graph serve` answers.
  server: {
    fs: { allow: ['.', '../../schema/operations'] },
    proxy: { '/graphql': 'http://127.0.0.1:8000' },
  },
});
