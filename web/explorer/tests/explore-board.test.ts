import { describe, expect, it } from 'vitest';
import { EMPTY, LONGEST_NOTE, MOST_NODES, merged, type Board } from '../src/explore/board';
import { checked, read, written } from '../src/explore/boardFile';
import { reduce, started, type Action } from '../src/explore/history';
import { LONGEST_LINK, fragmentOf, readAddress } from '../src/explore/link';
import { VOCABULARY } from '../src/explore/vocabulary';
import { schema } from './schema';
import { isEnumType } from 'graphql';

const after = (...actions: Action[]) => actions.reduce(reduce, started());
const board: Board = {
  nodes: ['person/phil-murphy', 'law/nj/s-3205-2019', 'state/nj'],
  notes: { 'state/nj': 'First & best,\n100% "sure" + more' },
  places: { 'person/phil-murphy': { x: -12, y: 30 } },
  avoid: ['party/democratic'],
  path: ['person/phil-murphy', 'state/nj'],
  group: 'state',
  filters: { stages: ['GRANTED'], units: [], sourceKinds: ['PRESS', 'OFFICIAL'], ranks: [] },
  on: '2019-08-23',
  knownAt: '2024-12-16',
};

describe('the history of a board', () => {
  it('undoes and redoes each change', () => {
    const actions: Action[] = [
      { type: 'add', ids: ['state/nj'] },
      { type: 'note', id: 'state/nj', text: 'a note' },
      { type: 'group', by: 'party' },
      { type: 'filter', name: 'ranks', values: ['PREFERRED'] },
      { type: 'clock', clock: 'on', day: '2020-01-01' },
      { type: 'avoid', id: 'state/ny' },
      { type: 'move', id: 'state/nj', to: { x: 1, y: 2 } },
      { type: 'path', ends: ['state/nj', 'state/ny'], ids: ['state/ny'] },
      { type: 'remove', ids: ['state/nj'] },
      { type: 'merge', board },
      { type: 'open', board },
      { type: 'clear' },
    ];
    const boards = actions.map((_, index) => after(...actions.slice(0, index)).now);
    let history = after(...actions);
    const last = history.now;
    for (const before of boards.reverse()) {
      history = reduce(history, { type: 'undo' });
      expect(history.now).toEqual(before);
    }
    expect(reduce(history, { type: 'undo' })).toBe(history);
    for (const _ of actions) history = reduce(history, { type: 'redo' });
    expect(history.now).toEqual(last);
    expect(reduce(history, { type: 'redo' })).toBe(history);
  });

  it('takes the moves of one slider, and the letters of one note, for one step', () => {
    const history = after(
      { type: 'add', ids: ['state/nj'] },
      { type: 'clock', clock: 'on', day: '2020-01-31' },
      { type: 'clock', clock: 'on', day: '2020-02-29' },
      { type: 'clock', clock: 'knownAt', day: '2020-02-29' },
      { type: 'note', id: 'state/nj', text: 'a' },
      { type: 'note', id: 'state/nj', text: 'ab' },
    );
    expect(history.past).toHaveLength(4);
    const undone = reduce(history, { type: 'undo' });
    expect(undone.now.notes).toEqual({});
    // After an undo the same slider begins another step.
    const again = reduce(undone, { type: 'note', id: 'state/nj', text: 'c' });
    expect(again.past).toHaveLength(4);
    expect(again.future).toEqual([]);
  });

  it('keeps no step in which nothing changed', () => {
    expect(after({ type: 'add', ids: [] }, { type: 'clear' }, { type: 'group', by: 'none' }).past).toEqual([]);
  });

  it('forgets notes, places and paths of what is removed', () => {
    const { now } = reduce(started(board), { type: 'remove', ids: ['person/phil-murphy', 'state/nj'] });
    expect(now).toMatchObject({ nodes: ['law/nj/s-3205-2019'], notes: {}, places: {}, path: null });
  });
});

describe('a board as a file', () => {
  it('reads what it wrote', () => {
    expect(read(written(board, '994c7412a7a061a6'))).toEqual({
      ...board,
      filters: { ...board.filters, sourceKinds: ['OFFICIAL', 'PRESS'] },
    });
  });

  it.each([
    ['nothing', 'not JSON'],
    ['[]', 'not a board'],
    ['{"format": "something-else"}', 'not a board'],
    ['{"format": "clemency-graph-board", "version": 99}', 'another version'],
    [' '.repeat(1_000_001), 'too large'],
  ])('refuses %.40s', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });

  it('drops what is not valid, and keeps the rest', () => {
    const found = checked({
      nodes: [
        'state/nj',
        'javascript:alert(1)',
        '../graphql',
        7,
        'state/nj',
        ...Array.from({ length: 300 }, (_, index) => `state/x${index}`),
      ],
      notes: { 'state/nj': 'x'.repeat(9999), 'state/zz': 'not on the board', 'state/x1': 5 },
      places: { 'state/nj': { x: Infinity, y: 0 }, 'state/x1': { x: 1.4, y: 2 } },
      path: ['state/nj'],
      group: 'size',
      filters: { stages: ['GRANTED', 'DREAMT'], units: 'PEOPLE' },
      on: '2020-02-31',
      knownAt: '2020-02-29',
    });
    expect(found.nodes).toHaveLength(MOST_NODES);
    expect(found.nodes[0]).toBe('state/nj');
    expect(found.notes).toEqual({ 'state/nj': 'x'.repeat(LONGEST_NOTE) });
    expect(found.places).toEqual({ 'state/x1': { x: 1, y: 2 } });
    expect(found).toMatchObject({ path: null, group: 'none', on: null, knownAt: '2020-02-29' });
    expect(found.filters).toEqual({ ...EMPTY.filters, stages: ['GRANTED'] });
    expect(checked({})).toEqual(EMPTY);
  });

  it('is merged with another: entities and notes of both stay', () => {
    const theirs: Board = {
      ...EMPTY,
      nodes: ['state/nj', 'state/ny'],
      notes: { 'state/nj': 'theirs' },
      on: '2001-01-01',
    };
    const both = merged(board, theirs);
    expect(both.nodes).toEqual([...board.nodes, 'state/ny']);
    expect(both.notes['state/nj']).toBe(`${board.notes['state/nj']}\ntheirs`);
    expect(both.on).toBe(board.on);
    expect(merged(both, theirs)).toEqual(both);
  });
});

describe('a board in a link', () => {
  it('is the same board', () => {
    const { fragment, without } = fragmentOf(board);
    expect(without).toEqual([]);
    expect(readAddress(`#${fragment}`).board).toEqual(read(written(board, null)));
    expect(fragmentOf(EMPTY).fragment).toBe('');
  });

  it('is bounded: what does not fit is left out, and that is said', () => {
    const noted = {
      ...board,
      notes: { 'state/nj': 'long '.repeat(400) + 'end', 'law/nj/s-3205-2019': 'ß'.repeat(1000) },
    };
    expect(fragmentOf(noted).without).toEqual(['places', 'notes']);
    const many = { ...board, nodes: Array.from({ length: 200 }, (_, index) => `source/${'x'.repeat(60)}/${index}`) };
    expect(fragmentOf(many)).toEqual({ fragment: '', without: ['everything'] });
    for (const one of [noted, many]) expect(fragmentOf(one).fragment.length).toBeLessThanOrEqual(LONGEST_LINK);
  });

  it('may ask for the neighbors of an entity', () => {
    const { board: found, open } = readAddress('#on=2020-01-01', '?open=state/mo');
    expect([found.nodes, open, found.on]).toEqual([['state/mo'], ['state/mo'], '2020-01-01']);
    expect(readAddress('#of=%E0%A4%A').board.nodes).toEqual([]);
  });
});

describe('the filters', () => {
  it.each([
    ['stages', 'Stage'],
    ['units', 'Unit'],
    ['sourceKinds', 'SourceKind'],
    ['ranks', 'Rank'],
  ] as const)('%s are those of the schema', (name, type) => {
    const found = schema.getType(type);
    expect(isEnumType(found) && found.getValues().map((value) => value.name)).toEqual(VOCABULARY[name]);
  });
});
