import { describe, expect, it } from 'vitest';
import { graphOf, hiddenKinds, type Graph } from '../src/relationships/graph';
import { labelsThatFit, roomFor, shortened, type Candidate } from '../src/relationships/labels';
import { layout } from '../src/relationships/layout';
import { forgetPlaces, placesOf } from '../src/relationships/stages';
import { lines, svgOf } from '../src/relationships/svg';
import { gather } from '../src/answer/gather';
import { PALETTES } from '../src/picture/palettes';

/** The same numbers each time. */
function* random(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const many = (count: number): Candidate[] => {
  const numbers = random(7);
  return Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    text: 'A name of some length'.slice(0, 4 + Math.floor(numbers.next().value * 17)),
    x: numbers.next().value * 800,
    y: numbers.next().value * 600,
    radius: 4 + numbers.next().value * 8,
    weight: numbers.next().value,
  }));
};

describe('labels', () => {
  it('cover neither each other nor a node', () => {
    const nodes = many(150);
    const fit = labelsThatFit(nodes, { width: 800, height: 600 });
    expect(fit.size).toBeGreaterThan(10);
    const boxes = nodes.flatMap((node) => {
      const side = fit.get(node.id);
      if (!side) return [];
      const { width, height } = roomFor(node.text);
      const x =
        side === 'right'
          ? node.x + node.radius + width / 2
          : side === 'left'
            ? node.x - node.radius - width / 2
            : node.x;
      const y =
        side === 'below'
          ? node.y + node.radius + height / 2
          : side === 'above'
            ? node.y - node.radius - height / 2
            : node.y;
      return [{ id: node.id, x, y, width, height }];
    });
    for (const one of boxes) {
      for (const other of boxes) {
        if (one.id === other.id) continue;
        const covers =
          Math.abs(one.x - other.x) < (one.width + other.width) / 2 - 4 &&
          Math.abs(one.y - other.y) < (one.height + other.height) / 2 - 4;
        expect(covers, `${one.id} and ${other.id}`).toBe(false);
      }
      for (const node of nodes) {
        if (node.id === one.id) continue;
        const covers = Math.abs(one.x - node.x) < one.width / 2 - 4 && Math.abs(one.y - node.y) < one.height / 2 - 4;
        expect(covers, `${one.id} over node ${node.id}`).toBe(false);
      }
    }
  });

  it('of the chosen stand always, and those that weigh more go first', () => {
    const at = { text: 'Nevada', x: 100, y: 100, radius: 5 };
    const crowd = Array.from({ length: 30 }, (_, index) => ({ ...at, id: `n${index}`, weight: index }));
    const fit = labelsThatFit([...crowd, { ...at, id: 'chosen', weight: -1, always: true }], {
      width: 200,
      height: 200,
    });
    expect(fit.has('chosen')).toBe(true);
    expect(fit.has('n0')).toBe(false);
  });

  it('are cut between words', () => {
    expect(shortened('Nevada')).toBe('Nevada');
    expect(shortened('Pardons of marijuana possession convictions, Nevada, 2020', 30)).toBe('Pardons of marijuana…');
    expect(lines('more than 15,000 people automatically pardoned').every((line) => line.length <= 20)).toBe(true);
  });
});

const task = (count: number) => ({
  nodes: Array.from({ length: count }, (_, index) => ({ id: `n${index}`, radius: 10 })),
  links: Array.from({ length: count - 1 }, (_, index) => ({ from: `n${index + 1}`, to: `n${Math.floor(index / 3)}` })),
  aspect: 1.2,
});

describe('places', () => {
  it('are the same for the same graph', () => {
    expect(layout(task(80))).toEqual(layout(task(80)));
  });

  it('lie apart', () => {
    const places = [...layout(task(80)).values()];
    for (const [index, one] of places.entries()) {
      for (const other of places.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(20);
    }
  });

  it('of nodes that had one stay near it when others come', () => {
    const before = layout(task(30));
    const { nodes, ...rest } = task(34);
    const after = layout({ ...rest, nodes: nodes.map((node) => ({ ...node, at: before.get(node.id) })) });
    const moved = [...before].map(([id, { x, y }]) => Math.hypot(after.get(id)!.x - x, after.get(id)!.y - y));
    expect(moved.reduce((sum, far) => sum + far, 0) / moved.length).toBeLessThan(60);
  });
});

const entity = (id: string, type: string) => ({ id, type, name: `${id} & "co" <x>` });
const graph: Graph = {
  entities: [entity('state/nv', 'State'), entity('person/a', 'Person')],
  edges: [{ id: 'e', kind: 'HOLDS', from: 'person/a', to: 'state/nv', start: null, end: null }],
  path: new Set(['e']),
};

describe('a graph that grew', () => {
  const node = (id: string) => ({ id, type: 'Person', name: id });
  const hub = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `p${from + at}`);
  const grown: Graph = {
    entities: ['hub', ...hub(0, 30)].map(node),
    edges: hub(0, 30).map((id) => ({ id: `e${id}`, kind: 'MEMBER_OF', from: id, to: 'hub', start: null, end: null })),
    path: new Set(),
  };
  const pages = [
    { id: 'hub', brought: hub(10, 20) },
    { id: 'hub', brought: hub(20, 30) },
  ];
  const without = ({ entities, edges, path }: Graph, gone: string[]): Graph => ({
    entities: entities.filter(({ id }) => !gone.includes(id)),
    edges: edges.filter(({ from }) => !gone.includes(from)),
    path,
  });

  it('comes out the same at once as page by page', async () => {
    await placesOf(without(grown, hub(10, 30)), []);
    await placesOf(without(grown, hub(20, 30)), pages.slice(0, 1));
    const slowly = await placesOf(grown, pages);
    forgetPlaces();
    expect(await placesOf(grown, pages)).toEqual(slowly);
    expect(slowly.size).toBe(31);
  });
});

describe('a graph', () => {
  const picture = {
    question: null,
    status: 'ready' as const,
    problem: null,
    found: gather(null),
    entities: new Map([...graph.entities, entity('source/x', 'Source')].map((one) => [one.id, one])),
    edges: new Map(graph.edges.map((edge) => [edge.id, edge])),
    opened: new Map(),
    pages: [],
  };

  it('leaves sources out until they are asked for', () => {
    expect([...hiddenKinds(picture, null)]).toEqual(['Source']);
    expect([...hiddenKinds(picture, [])]).toEqual([]);
    const only = { ...picture, entities: new Map([['source/x', entity('source/x', 'Source')]]) };
    expect(hiddenKinds(only, null).size).toBe(0);
  });

  it('drops the edges of what is left out', () => {
    expect(graphOf(picture, new Set(['Person'])).edges).toEqual([]);
    expect(graphOf(picture, new Set(['Source'])).edges).toHaveLength(1);
  });

  it('is an SVG picture that is well formed', () => {
    const svg = svgOf(
      graph,
      new Map([
        ['state/nv', { x: 0, y: 0 }],
        ['person/a', { x: 90, y: 40 }],
      ]),
      'A & B',
      'light',
      PALETTES.light,
    );
    expect(svg).toContain('<title>A &amp; B</title>');
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
    expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
    expect(svg).toContain(`stroke="${PALETTES.light.accent}"`);
  });
});
