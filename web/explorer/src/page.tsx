import { useGraphiQLActions } from '@graphiql/react';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, GraphiQL } from 'graphiql';
import { EditorThemes, THEMES } from './editor';
import { fetcher } from './fetcher';
import { memory } from './memory';
import { Picture } from './picture/Picture';
import { FIRST, ready } from './questions/catalogue';
import { Tabs } from './questions/open';
import { Questions } from './questions/Questions';
import { RunAtOnce } from './run';
import { PICTURE, type start } from './start';
import { TabsAsList } from './tabs';

const QUESTIONS = 'Saved queries';

function PicturePane() {
  const { setVisiblePlugin } = useGraphiQLActions();
  return <Picture onQuestions={() => setVisiblePlugin(QUESTIONS)} />;
}

function QuestionsPane() {
  const { setVisiblePlugin } = useGraphiQLActions();
  return <Questions onPick={() => setVisiblePlugin(PICTURE)} />;
}

const PictureIcon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5">
    <path d="M7.5 8.5 15 6.5M7.6 10.2l4.8 6M17 8.6l-2.6 7" />
    <circle cx="5.5" cy="9" r="2.25" />
    <circle cx="17.5" cy="6" r="2.75" />
    <circle cx="13.7" cy="18" r="2.5" />
  </svg>
);

const QuestionsIcon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5">
    <circle cx="12" cy="12" r="9" />
    <path d="M9.4 9.4a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 2" />
    <path d="M12 16.6v.4" strokeLinecap="round" strokeWidth="2" />
  </svg>
);

const picturePlugin = { title: PICTURE, icon: PictureIcon, content: PicturePane };
const questionsPlugin = { title: QUESTIONS, icon: QuestionsIcon, content: QuestionsPane };
const plugins = [picturePlugin, questionsPlugin, explorerPlugin(), HISTORY_PLUGIN]; // the documentation comes first, by itself

export function Page({ linked }: ReturnType<typeof start>) {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={memory!} // null is allowed, and means no storage; only its type says otherwise
      plugins={plugins}
      visiblePlugin={PICTURE}
      defaultQuery={ready(FIRST).query}
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
      schemaDescription
      editorTheme={THEMES}
      {...(linked ? { initialQuery: linked.query, initialVariables: linked.variables } : {})}
    >
      <GraphiQL.Logo>Clemency Graph</GraphiQL.Logo>
      <RunAtOnce />
      <Tabs />
      <TabsAsList />
      <EditorThemes />
    </GraphiQL>
  );
}
