import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, GraphiQL } from 'graphiql';
import firstQuery from '../../operations/governors_and_pardons.graphql?raw';
import { linked } from './address';
import { fetcher } from './fetcher';
import { isFirstVisit, memory } from './memory';
import { RunAtOnce } from './run';

const plugins = [explorerPlugin(), HISTORY_PLUGIN]; // the documentation comes first, by itself

export function Page() {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={memory!} // null is allowed, and means no storage; only its type says otherwise
      plugins={plugins}
      defaultQuery={firstQuery}
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
      schemaDescription
      {...linked}
    >
      <GraphiQL.Logo>Clemency Graph</GraphiQL.Logo>
      {isFirstVisit && !linked && <RunAtOnce />}
    </GraphiQL>
  );
}
