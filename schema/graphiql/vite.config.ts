import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, and dist/ laid out as it is served: index.html at <prefix>/, the rest at <prefix>/graphiql/.
  base: './',
  build: {
    assetsDir: 'graphiql',
    license: { fileName: 'graphiql/licenses.md' },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { moduleLevelDirective: false } }, // "use client" in React packages: no news
    chunkSizeWarningLimit: 4000, // Monaco, in one piece
  },
  // npm run dev: the first query lies beside this folder, and a server started with `clemency-graph serve` answers.
  server: {
    fs: { allow: ['.', '../operations'] },
    proxy: { '/graphql': 'http://127.0.0.1:8000' },
  },
});
