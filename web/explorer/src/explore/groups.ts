// Groups of the nodes of a board.
import { lookOf } from '../answer/kinds';
import type { Grouping } from './board';
import type { BoardNode } from './model';

export interface Group {
  name: string;
  ids: string[];
}

const NOT_KNOWN: Record<Grouping, string> = {
  none: '',
  kind: 'Other',
  party: 'No party, or none known',
  state: 'In no state',
};

/** Returns the groups of some nodes: by type in the order of the legend, else the largest first. */
export function groupsOf(nodes: readonly BoardNode[], by: Grouping): Group[] {
  if (by === 'none') return nodes.length > 0 ? [{ name: '', ids: nodes.map(({ id }) => id) }] : [];
  const groups = new Map<string, string[]>();
  for (const node of nodes) {
    const name = nameOf(node, by) ?? NOT_KNOWN[by];
    groups.set(name, [...(groups.get(name) ?? []), node.id]);
  }
  const last = (name: string) => Number(name === NOT_KNOWN[by]);
  return [...groups]
    .map(([name, ids]) => ({ name, ids }))
    .sort(
      (one, other) =>
        last(one.name) - last(other.name) || other.ids.length - one.ids.length || one.name.localeCompare(other.name),
    );
}

function nameOf(node: BoardNode, by: Grouping): string | undefined {
  if (by === 'kind') return lookOf(node.__typename).many;
  return by === 'party' ? partyOf(node) : stateOf(node);
}

/** The party of a person today or last, of who decided an action, or of who signed or vetoed a law. */
export function partyOf(node: BoardNode): string | undefined {
  if (node.__typename === 'Party') return node.name;
  const deciding = node.actors?.find(({ role, term }) => role === 'DECIDED' && term?.party);
  const party =
    node.party ??
    node.terms?.nodes[0]?.party ??
    deciding?.term?.party ??
    node.signedUnder?.party ??
    node.vetoedUnder?.party;
  return party?.name;
}

/** The state that something is in, or that a person held the last office in. */
export function stateOf(node: BoardNode): string | undefined {
  if (node.__typename === 'State') return node.name;
  if (node.parent) return node.parent.name;
  const place = node.jurisdiction ?? node.terms?.nodes[0]?.jurisdiction;
  if (!place) return undefined;
  return (place.parent?.id.startsWith('state/') ? place.parent : place).name;
}
