import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { Kind, parse } from 'graphql';
import { useEffect, useRef } from 'react';
import { isSame, shown, type Question } from '../address';
import { createStore, useStore } from '../store';

const pending = createStore<Question | null>(null);

/** Opens a query in a tab and runs it. Its picture is drawn at once, even while the editor is loading. */
export function open(question: Question): void {
  const { query, variables, operationName } = question;
  const plain = { query, variables, operationName };
  pending.set(plain);
  shown.set((now) => (isSame(now, plain) ? now : plain));
}

/** Puts the query of `open` into GraphiQL, and keeps the picture in step with the open tab. */
export function Tabs(): null {
  const isReady = useGraphiQL((state) => Boolean(state.queryEditor && state.variableEditor && state.responseEditor));
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const actions = useGraphiQLActions();
  const question = useStore(pending);
  const perTab = useRef(new Map<string, Question | null>());
  const tab = tabs[active]?.id ?? '';
  const last = useRef(tab);
  const opening = useRef(false);

  useEffect(() => {
    if (!isReady || !question) return;
    pending.set(null);
    const there = tabs.findIndex((one) =>
      isSame(question, { query: one.query ?? '', variables: one.variables ?? '', operationName: null }),
    );
    if (there >= 0) {
      opening.current = there !== active;
      if (opening.current) actions.changeTab(there);
    } else {
      opening.current = Boolean(tabs[active]?.query?.trim());
      if (opening.current) actions.addTab();
      queryEditor?.setValue(question.query);
      variableEditor?.setValue(question.variables);
    }
    // GraphiQL parses the text some time after it has changed; run() needs the result now.
    const documentAST = parse(question.query);
    const operations = documentAST.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const named = question.operationName ?? operations[0]?.name?.value;
    actions.setOperationFacts({ documentAST, operations, ...(named ? { operationName: named } : {}) });
    actions.updateActiveTabValues({
      query: question.query,
      variables: question.variables,
      operationName: named ?? null,
    });
    void actions.run();
  }, [isReady, question, tabs, active, actions, queryEditor, variableEditor]);

  // Another tab has another current query, or none until it is run.
  useEffect(() => {
    const remember = () => {
      if (!pending.get()) perTab.current.set(last.current, shown.get());
    };
    remember();
    return shown.subscribe(remember);
  }, []);
  useEffect(() => {
    if (last.current === tab) return;
    last.current = tab;
    if (opening.current) {
      opening.current = false;
      perTab.current.set(tab, shown.get());
      return;
    }
    const known = perTab.current.get(tab);
    if (known || !queryEditor?.getValue().trim()) shown.set(known ?? null);
    else void actions.run();
  }, [tab, actions, queryEditor]);

  return null;
}
