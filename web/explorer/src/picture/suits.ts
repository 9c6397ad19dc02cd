import type { ViewName } from '../address';
import type { Picture } from './picture';

const LOCATED = /^(state|locality|action|law)\/(?!us\/)/;

/** Returns why a view has nothing to show; null if it has something. */
export function whyNot(name: ViewName, { entities, found }: Picture): string | null {
  const ids = [...entities.keys()];
  switch (name) {
    case 'relationships':
      return ids.length > 0
        ? null
        : 'This response names no people, places, laws or actions. Select some names, for example claims { about { name } }, to see how they are connected.';
    case 'map':
      return ids.some((id) => LOCATED.test(id)) || found.totals.some(({ state }) => state) || found.terms.length > 0
        ? null
        : 'Nothing in this response is in a state. Select states, actions or laws to see them on the map.';
    case 'timeline':
      return ids.some((id) => /^(action|law)\//.test(id)) || found.terms.length > 0
        ? null
        : 'Nothing in this response has a date. Select actions, laws or terms of office to see them on the timeline.';
  }
}

/** Returns the chosen view, or else the first that has something to show. */
export function viewFor(chosen: ViewName | null, picture: Picture): ViewName {
  if (chosen) return chosen;
  return (['relationships', 'map', 'timeline'] as const).find((name) => !whyNot(name, picture)) ?? 'relationships';
}
