import { describe, expect, it } from 'vitest';
import { isSame, PLAIN_VIEW, readAddress, writeAddress, type Address } from '../src/address';

const question = {
  query: 'query A($id: ID!) {\n  node(id: $id) { id }\n}',
  variables: '{ "id": "state/nv" }',
  operationName: 'A',
};

describe('an address', () => {
  const addresses: Address[] = [
    { question: null, view: PLAIN_VIEW },
    { question, view: PLAIN_VIEW },
    {
      question: { query: '{ a(b: "ü & # + %2F") }', variables: '', operationName: null },
      view: { ...PLAIN_VIEW, table: true },
    },
    {
      question,
      view: {
        table: true,
        selected: 'holds:person/steve-sisolak>state/nv@term/nv/governor/2019-01-07',
        opened: ['state/nv', 'party/democratic', 'party/democratic'],
        hidden: ['Law', 'Source'],
      },
    },
    { question, view: { ...PLAIN_VIEW, hidden: [] } },
  ];

  it.each(addresses)('gives back what it was made of: %#', (address) => {
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it('is empty where everything stands at its default', () => {
    expect(writeAddress({ question: null, view: PLAIN_VIEW })).toBe('');
  });

  it('leaves out what makes no sense', () => {
    expect(readAddress('?view=globe&as=chair&open=&query=').view).toEqual(PLAIN_VIEW);
    expect(readAddress('?query=').question).toBeNull();
  });
});

describe('questions', () => {
  it('are the same whatever the spaces in their variables', () => {
    expect(isSame(question, { ...question, variables: '{"id":"state/nv"}' })).toBe(true);
    expect(isSame(question, { ...question, variables: '{"id":"state/or"}' })).toBe(false);
    expect(isSame({ ...question, variables: '{"id":' }, { ...question, variables: '{"id":' })).toBe(true);
    expect(isSame(question, null)).toBe(false);
  });
});
