import { parse, print, validate, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { annotated } from '../src/answer/annotate';
import { READY } from '../src/questions/catalogue';
import { schema } from './schema';

const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('what a picture asks for', () => {
  it.each(READY)('of $file fits the schema and asks for all that was asked', ({ query }) => {
    const more = annotated(query, schema);
    expect(validate(schema, parse(more))).toEqual([]);
    const names = (text: string) => {
      const found: string[] = [];
      visit(parse(text), { Field: ({ name, alias }) => void found.push(alias?.value ?? name.value) });
      return found;
    };
    const left = names(more);
    for (const name of names(query)) expect(left).toContain(name);
    expect(more.length).toBeGreaterThan(print(parse(query)).length - 1);
  });

  it('has ids and types where the question has none', () => {
    expect(flat(annotated('{ states { nodes { code } } }', schema))).toBe(
      '{ states { nodes { code __typename id name } } }',
    );
  });

  it('asks for nothing twice, and does without where a name is taken', () => {
    expect(flat(annotated('{ state(code: "NV") { id: code name } }', schema))).toBe(
      '{ state(code: "NV") { id: code name __typename } }',
    );
    expect(
      validate(schema, parse(annotated('{ action(id: "a") { figure(stage: GRANTED) { stated } } }', schema))),
    ).toEqual([]);
  });

  it('has the claims of the edges of a path, and of no other', () => {
    const query = (field: string) => `{ ${field} { relationships { kind } } }`;
    expect(annotated(query('path(from: "a", to: "b")'), schema)).toContain('claims');
    expect(annotated(query('neighborhood(of: ["a"])'), schema)).not.toContain('claims');
  });

  it('follows fragments', () => {
    const more = annotated('{ entity(id: "a") { ...On } } fragment On on State { governor { start } }', schema);
    expect(flat(more)).toContain('fragment On on State { governor { start __typename id person { __typename id name }');
  });
});
