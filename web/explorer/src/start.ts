import { isSame, readAddress, shown, view, writeAddress, type Question } from './address';
import { memory } from './memory';
import { FIRST, ready } from './questions/catalogue';

export const PICTURE = 'Picture';
const FIRST_QUESTION: Question = ready(FIRST);

/** Returns the query of the tab that was open at the last visit. */
function remembered(): Question | null {
  try {
    const { tabs, activeTabIndex } = JSON.parse(memory?.getItem('graphiql:tabState') ?? '') as {
      tabs: Partial<Question>[];
      activeTabIndex: number;
    };
    const tab = tabs[activeTabIndex];
    return tab?.query
      ? { query: tab.query, variables: tab.variables ?? '', operationName: tab.operationName ?? null }
      : null;
  } catch {
    return null;
  }
}

/** Chooses the first query: that of the address, or of the last visit, or else the default saved query. */
export function start(): { linked: Question | null } {
  const address = readAddress(window.location.search);
  const question = address.question ?? remembered() ?? FIRST_QUESTION;
  shown.set({ query: question.query, variables: question.variables, operationName: question.operationName });
  view.set(address.view);
  if (address.question || !memory?.getItem('graphiql:tabState')) memory?.setItem('graphiql:visiblePlugin', PICTURE);
  if (!memory?.getItem('graphiql:docExplorerFlex')) memory?.setItem('graphiql:docExplorerFlex', '1.3');
  keepAddress();
  return { linked: address.question };
}

/** Keeps the address in step with the page, so that it can be copied or bookmarked at any time. */
function keepAddress(): void {
  const write = () => {
    const question = shown.get();
    const now = view.get();
    const isPlain = isSame(question, FIRST_QUESTION);
    const search = writeAddress({ question: isPlain && !hasView() ? null : question, view: now });
    if (search !== window.location.search) {
      window.history.replaceState(null, '', `${window.location.pathname}${search}${window.location.hash}`);
    }
  };
  const hasView = () => writeAddress({ question: null, view: view.get() }) !== '';
  shown.subscribe(write);
  view.subscribe(write);
  write();
}
