import { describe, expect, it } from 'vitest';
import { fitted, onPlane, onScreen, zoomed } from '../src/explore/camera';
import { lastDayOf, monthOf } from '../src/explore/Clocks';
import { partsOf } from '../src/explore/connect';
import { mentionsDeeds, peopleByDeeds } from '../src/explore/deeds';
import { groupsOf } from '../src/explore/groups';
import type { BoardEdge, BoardNode, PersonWithDeeds } from '../src/explore/model';
import { isSurelyBefore, writtenDay } from '../src/explore/partialDay';
import { gridOf } from '../src/explore/grid';
import { placed, seedsOf } from '../src/explore/placing';
import { csvOf, rowsOf } from '../src/explore/rows';
import { deedsInWords } from '../src/explore/said';
import { EMPTY } from '../src/explore/board';

const person = (name: string, vetoed: string | null, pardoned: string | null, stage = 'GRANTED'): PersonWithDeeds => ({
  id: `person/${name.toLowerCase()}`,
  name,
  lawsVetoed: { nodes: vetoed === 'none' ? [] : [{ id: `law/${name}`, name: `Bill of ${name}`, vetoed }] },
  lawsSigned: { nodes: [] },
  actions: {
    nodes: [{ id: `action/${name}`, name: `Pardon by ${name}`, kind: 'PARDON', act: { stage, date: pardoned } }],
  },
});

describe('search by what people did', () => {
  const people = [
    person('Murphy', '2019-08-23', '2024-12-16'),
    person('Mills', '2026-04-24', '2020-01-07'),
    person('Carney', '2022-05-24', '2022-10-08', 'DECLINED'),
    person('Sameyear', '2022', '2022-10-08'),
    person('Undated', null, '2022-10-08'),
    person('Other', 'none', '2022-10-08'),
  ];
  const names = (text: string, which: number) => peopleByDeeds(text, people)[which]?.people.map(({ name }) => name);

  it('finds who did one thing surely before the other, then who did both', () => {
    expect(names('veto pard', 0)).toEqual(['Murphy']);
    expect(names('pardoned, then vetoed', 0)).toEqual(['Mills']);
    expect(names('who vetoed and pardoned', 1)).toEqual(['Murphy', 'Mills', 'Sameyear', 'Undated']);
    expect(peopleByDeeds('veto pard', people).map(({ label }) => label)).toEqual([
      'Who vetoed a law, then pardoned',
      'Who vetoed a law and pardoned, in any order',
    ]);
  });

  it('takes one deed, and names beside it', () => {
    expect(names('vetoed', 0)).toHaveLength(5);
    expect(names('murphy vetoed', 0)).toEqual(['Murphy']);
    expect(names('nobody vetoed', 0)).toEqual([]);
    expect(peopleByDeeds('murphy', people)).toEqual([]);
    expect(['veto', 'Pardons', 'who signed', 'vet', 'Murphy'].map(mentionsDeeds)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('says who, what and when', () => {
    expect(deedsInWords(peopleByDeeds('veto pard', people)[0]!)).toBe(
      'Who vetoed a law, then pardoned: 1 person. Murphy vetoed a law (23 August 2019: Bill of Murphy); pardoned (16 December 2024: Pardon by Murphy).',
    );
    expect(deedsInWords({ label: 'Who', people: [] })).toBe('Who: nobody.');
  });
});

describe('days', () => {
  it('are compared by what they surely are', () => {
    expect(isSurelyBefore('2022', '2023-01')).toBe(true);
    expect(isSurelyBefore('2022', '2022-12-31')).toBe(false);
    expect(isSurelyBefore('2022-01', '2022-01-31')).toBe(false);
    expect(isSurelyBefore('2022-01-30', '2022-01-31')).toBe(true);
    expect(isSurelyBefore(null, '2022')).toBe(false);
  });

  it('are written as people write them', () => {
    expect(['2019-08-23', '2019-08', '2019', null].map(writtenDay)).toEqual([
      '23 August 2019',
      'August 2019',
      '2019',
      '',
    ]);
  });

  it('are moved by months', () => {
    expect(['2020-02-29', '1996-01-31', '2026-12-31'].map((day) => lastDayOf(monthOf(day)))).toEqual([
      '2020-02-29',
      '1996-01-31',
      '2026-12-31',
    ]);
  });
});

const nodes: BoardNode[] = [
  { id: 'person/a', name: 'A', __typename: 'Person', party: { id: 'party/d', name: 'Democratic Party' }, terms: { nodes: [{ office: 'GOVERNOR', party: null, jurisdiction: { id: 'state/nj', name: 'New Jersey' } }] } },
  { id: 'law/nj/one', name: 'One', __typename: 'Law', vetoed: '2019-08-23', jurisdiction: { id: 'locality/nj/town', name: 'Town', parent: { id: 'state/nj', name: 'New Jersey' } }, vetoedUnder: { party: { id: 'party/d', name: 'Democratic Party' } } },
  { id: 'state/nj', name: 'New Jersey', __typename: 'State' },
  { id: 'source/x/y', name: '=1+1, "x"', __typename: 'Source' },
]; // prettier-ignore
const edge = (kind: string, from: number, to: number, start: string | null = null): BoardEdge => ({
  id: `${kind}:${from}>${to}`,
  kind,
  from: nodes[from]!,
  to: nodes[to]!,
  start,
  end: null,
  claims: [{ id: 'claim/1', stated: 'said so', published: '2019-08-29', source: { id: 'source/n', title: 'A page', url: 'https://example.org/', publisher: { id: 'o', name: 'NORML' } } }],
}); // prettier-ignore
const edges = [edge('VETOED', 0, 1), edge('HOLDS', 0, 2, '2018-01-16')];

describe('the board', () => {
  it('is grouped by kind, party or state, with what is in none last', () => {
    const names = (by: 'kind' | 'party' | 'state') =>
      groupsOf(nodes, by).map(({ name, ids }) => `${name} ${ids.length}`);
    expect(names('kind')).toEqual(['Laws 1', 'People 1', 'Sources 1', 'States 1']);
    expect(names('party')).toEqual(['Democratic Party 2', 'No party, or none known 2']);
    expect(names('state')).toEqual(['New Jersey 3', 'In no state 1']);
    expect(groupsOf(nodes, 'none')).toHaveLength(1);
    expect(groupsOf([], 'none')).toEqual([]);
  });

  it('has parts that nothing connects', () => {
    const parts = partsOf(nodes, edges);
    expect(parts.map((part) => part.length)).toEqual([3, 1]);
    expect(parts[1]).toEqual(['source/x/y']);
    // The one with the most relationships is the first.
    expect(parts[0]?.[0]).toBe('person/a');
  });

  it('is a table, the earliest first', () => {
    expect(rowsOf({ nodes, edges }).map(({ day }) => day)).toEqual(['2018-01-16', '2019-08-23']);
  });

  it('is a CSV that no spreadsheet takes for formulas', () => {
    const lines = csvOf({ nodes, edges }, { ...EMPTY, notes: { 'state/nj': 'a, b' } })
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      'A,person/a,holds office in,New Jersey,state/nj,2018-01-16,,said so,NORML,2019-08-29,https://example.org/,"a, b"',
    );
    expect(lines[3]).toMatch(/^"'=1\+1, ""x""",source\/x\/y,source,/);
    expect(new Set([1, 2].map((index) => lines[index]!.replace(/"[^"]*"/g, '').split(',').length))).toEqual(
      new Set([12]),
    );
  });

  it('is laid out in groups that do not overlap', () => {
    const groups = [40, 7, 1, 1, 12].map((count, group) => ({
      name: `group ${group}`,
      ids: Array.from({ length: count }, (_, index) => `state/${group}-${index}`),
    }));
    const places = gridOf(groups);
    expect(new Set([...places.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(61);
    const boxes = groups.map(({ ids }) => {
      const [xs, ys] = [ids.map((id) => places.get(id)!.x), ids.map((id) => places.get(id)!.y)];
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    });
    for (const one of boxes) {
      for (const other of boxes) {
        if (one === other) continue;
        const overlap =
          one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom;
        expect(overlap).toBe(false);
      }
    }
  });

  it('begins from where its nodes were; new ones begin beside a neighbor', () => {
    const entities = nodes.map(({ id, name, __typename }) => ({ id, name, type: __typename }));
    const edge = { id: 'e', kind: 'IN', from: 'law/nj/one', to: 'state/nj', start: null, end: null };
    const graph = { entities, edges: [edge], path: new Set<string>() };
    const seeds = seedsOf(graph, new Map([['state/nj', { x: 500, y: 300 }]]));
    expect(seeds.get('state/nj')).toEqual({ x: 500, y: 300 });
    const { x, y } = seeds.get('law/nj/one')!;
    expect(Math.hypot(x - 500, y - 300)).toBeCloseTo(50);
    expect(seeds.size).toBe(nodes.length);
    expect(seedsOf(graph, new Map())).toEqual(new Map());
  });

  it.each(['none', 'kind'] as const)('grouped by %s, leaves what the reader moved where it is', async (group) => {
    const entities = nodes.map(({ id, name, __typename }) => ({ id, name, type: __typename }));
    const graph = { entities, edges: [], path: new Set<string>() };
    const board = { ...EMPTY, group, places: { 'state/nj': { x: 999, y: -50 } } };
    const places = await placed(graph, board, groupsOf(nodes, group), new Map());
    expect(places.get('state/nj')).toEqual({ x: 999, y: -50 });
    expect(places.size).toBe(nodes.length);
  });
});

describe('the camera', () => {
  const size = { width: 600, height: 400 };

  it('shows everything', () => {
    const places = [{ x: -900, y: 10 }, { x: 2000, y: 800 }]; // prettier-ignore
    const camera = fitted(places, size);
    for (const place of places) {
      const { x, y } = onScreen(camera, place);
      expect(x >= 0 && x <= 600 && y >= 0 && y <= 400).toBe(true);
      expect(onPlane(camera, { x, y })).toEqual(place);
    }
    expect(fitted([], size)).toEqual({ scale: 1, x: 300, y: 200 });
  });

  it('enlarges around a point', () => {
    const camera = zoomed({ scale: 1, x: 0, y: 0 }, 2, { x: 50, y: 60 });
    expect(onScreen(camera, { x: 50, y: 60 })).toEqual({ x: 50, y: 60 });
  });
});
