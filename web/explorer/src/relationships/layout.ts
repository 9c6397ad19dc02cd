import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { SimulationLinkDatum, SimulationNodeDatum } from 'd3-force';

export interface Place {
  x: number;
  y: number;
}

export interface Task {
  /** `at` is where a node was, near which it stays; exactly there, if it is fixed. */
  nodes: { id: string; radius: number; at?: Place | undefined; isFixed?: boolean }[];
  links: { from: string; to: string }[];
  /** The aspect ratio of the picture. */
  aspect: number;
}

interface Body extends SimulationNodeDatum {
  id: string;
  radius: number;
}

const STEPS = 260;
const FEW_STEPS = 110;

/**
 * Returns positions for all nodes. The result is deterministic, because a link must open the same picture.
 * Nodes that had a position stay near it.
 */
export function layout({ nodes, links, aspect }: Task): Map<string, Place> {
  const bodies: Body[] = nodes.map(({ id, radius, at, isFixed }) => ({
    id,
    radius,
    ...at,
    ...(at && isFixed ? { fx: at.x, fy: at.y } : {}),
  }));
  const degrees = new Map<string, number>();
  for (const { from, to } of links) {
    degrees.set(from, (degrees.get(from) ?? 0) + 1);
    degrees.set(to, (degrees.get(to) ?? 0) + 1);
  }
  const degree = (id: string) => degrees.get(id) ?? 0;
  const again = nodes.some(({ at }) => at);
  const many = nodes.length > 400;

  const simulation = forceSimulation(bodies)
    .force(
      'link',
      forceLink<Body, SimulationLinkDatum<Body>>(links.map(({ from, to }) => ({ source: from, target: to })))
        .id((body) => body.id)
        // The edges of a hub need room beside each other.
        .distance(
          ({ source, target }) =>
            58 + 7 * Math.sqrt(Math.max(degree((source as Body).id), degree((target as Body).id))),
        ),
    )
    .force(
      'charge',
      forceManyBody<Body>()
        .strength((body) => -170 - 26 * Math.min(degree(body.id), 12))
        .distanceMax(900)
        .theta(many ? 1.3 : 0.9),
    )
    .force(
      'collide',
      forceCollide<Body>((body) => body.radius + 15),
    )
    .force('x', forceX(0).strength(0.05 / Math.sqrt(aspect)))
    .force('y', forceY(0).strength(0.05 * Math.sqrt(aspect)))
    .alpha(again ? 0.5 : 1)
    .alphaDecay(1 - 0.001 ** (1 / (many || again ? FEW_STEPS : STEPS)))
    .stop();
  simulation.tick(many || again ? FEW_STEPS : STEPS);
  return new Map(bodies.map(({ id, x, y }) => [id, { x: Math.round(x ?? 0), y: Math.round(y ?? 0) }]));
}
