import { useEffect } from 'react';
import type { Action } from './history';

/** Ctrl+Z undoes, Ctrl+Shift+Z and Ctrl+Y redo; not while a text is written, which has its own undo. */
export function useUndoKeys(dispatch: (action: Action) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      if ((event.target as Element).closest('textarea, input:is([type="text"], [type="date"])')) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      dispatch({ type: isRedo ? 'redo' : 'undo' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [dispatch]);
}
