import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * GraphiQL gives its tabs the role `tab`, which may not contain buttons, and puts two buttons into each. This changes
 * the roles to a list of buttons.
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
