// Which parts of a board are not connected with each other.
import type { BoardEdge, BoardNode } from './model';

/** Returns the connected parts, the largest first; within each, the best connected entity first. */
export function partsOf(nodes: readonly BoardNode[], edges: readonly BoardEdge[]): string[][] {
  const near = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    near.get(from.id)?.push(to.id);
    near.get(to.id)?.push(from.id);
  }
  const seen = new Set<string>();
  const parts: string[][] = [];
  for (const { id } of nodes) {
    if (seen.has(id)) continue;
    const part: string[] = [];
    const pending = [id];
    while (pending.length > 0) {
      const one = pending.pop()!;
      if (seen.has(one)) continue;
      seen.add(one);
      part.push(one);
      pending.push(...(near.get(one) ?? []));
    }
    parts.push(part.sort((one, other) => near.get(other)!.length - near.get(one)!.length));
  }
  return parts.sort((one, other) => other.length - one.length);
}
