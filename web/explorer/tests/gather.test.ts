import { describe, expect, it } from 'vitest';
import { gather } from '../src/answer/gather';

const nevada = { __typename: 'State', id: 'state/nv', name: 'Nevada' };
const sisolak = { __typename: 'Person', id: 'person/steve-sisolak', name: 'Steve Sisolak' };

describe('what an answer names', () => {
  it('is found wherever it stands, once', () => {
    const found = gather({ a: [{ about: nevada }, { nodes: [sisolak, { inner: nevada }] }], b: null, c: 3 });
    expect([...found.entities.keys()]).toEqual(['state/nv', 'person/steve-sisolak']);
  });

  it('keeps what is known of an action from anywhere in the answer', () => {
    const action = { __typename: 'ClemencyAction', id: 'action/nv/x', name: 'X' };
    const found = gather([{ ...action, figure: { stated: 'more than 15,000' } }, action]);
    expect(found.entities.get('action/nv/x')?.figure).toBe('more than 15,000');
  });

  it('takes connections and pages for no entities', () => {
    expect(gather({ __typename: 'StateConnection', id: 'x', name: 'y' }).entities.size).toBe(0);
  });

  it('has edges and paths with their evidence', () => {
    const edge = {
      __typename: 'Relationship',
      id: 'e',
      kind: 'HOLDS',
      start: '2019-01-07',
      end: null,
      from: sisolak,
      to: nevada,
    };
    const claims = [{ stated: 'he was governor', source: { title: 'A page', url: null } }];
    const found = gather({
      path: { __typename: 'Path', nodes: [sisolak, nevada], relationships: [{ ...edge, claims }] },
    });
    expect(found.edges.get('e')).toEqual({
      id: 'e',
      kind: 'HOLDS',
      from: sisolak.id,
      to: nevada.id,
      start: '2019-01-07',
      end: null,
    });
    expect(found.paths).toHaveLength(1);
    expect(found.paths[0]?.nodes.map(({ id }) => id)).toEqual([sisolak.id, nevada.id]);
    expect(found.paths[0]?.steps[0]?.claims).toEqual(claims);
  });

  it('is nothing where there is no answer', () => {
    expect(gather(null).entities.size).toBe(0);
  });
});
