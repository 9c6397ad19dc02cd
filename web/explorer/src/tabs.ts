import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * GraphiQL gives its tabs the role of tabs, which may hold no buttons, and puts two buttons into each. Told as a list
 * of buttons, they are what they are.
 */
export function TabsAsList(): null {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    const list = document.querySelector('.graphiql-tabs');
    list?.setAttribute('role', 'list');
    list?.querySelectorAll('.graphiql-tab').forEach((tab, index) => {
      tab.setAttribute('role', 'listitem');
      tab.removeAttribute('aria-selected');
      tab.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', String(index === active));
    });
    document.querySelector('#graphiql-session')?.setAttribute('role', 'region');
  }, [tabs, active]);
  return null;
}
