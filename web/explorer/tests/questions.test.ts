import { coerceInputValue, getVariableValues, isInputType, Kind, parse, typeFromAST, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readVariables } from '../src/address';
import { questionAbout } from '../src/detail/entity';
import { FIRST, grouped, READY, ready, readyFor, readyQuestion, withValues } from '../src/questions/catalogue';
import { schema } from './schema';

describe('ready questions', () => {
  it.each(READY)('$file has a title, fits the schema, and has its variables filled', (question) => {
    expect(question.title).toMatch(/\S{2,}.*[.?!]?$/);
    expect(question.title.length).toBeLessThan(120);
    const document = parse(question.query);
    expect(validate(schema, document)).toEqual([]);
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
    const values = getVariableValues(schema, operation.variableDefinitions ?? [], readVariables(question.variables));
    expect(values.errors).toBeUndefined();
    for (const { variable, type } of operation.variableDefinitions ?? []) {
      const given = readVariables(question.variables)[variable.name.value];
      const wanted = typeFromAST(schema, type);
      if (given !== undefined && isInputType(wanted)) coerceInputValue(given, wanted);
    }
  });

  it('stand under one heading each', () => {
    const files = grouped(READY).flatMap(({ questions }) => questions.map(({ file }) => file));
    expect([...files].sort()).toEqual(READY.map(({ file }) => file).sort());
  });

  it('that are in no group come last', () => {
    const unknown = readyQuestion('something_else', 'query B { dataset { version } }');
    expect(grouped([unknown, ready(FIRST)]).map(({ name }) => name)).toEqual(['How many', 'More']);
    expect(unknown.title).toBe('something else');
  });

  it('are taken apart into a question and the rest', () => {
    expect(readyQuestion('a', '"""\nWho is it?\n\nNobody\nknows.\n\nNot yet.\n"""\nquery A { a }')).toMatchObject({
      title: 'Who is it?',
      more: 'Nobody knows. Not yet.',
    });
    expect(readyQuestion('a', '"What was\\ndone?" query A { a }')).toMatchObject({ title: 'What was done?', more: '' });
  });

  it('have example values beside the defaults of their variables', () => {
    const text = 'query A($of: [ID!]!, $depth: Int! = 2, $on: Date) { a }';
    expect(readVariables(readyQuestion('a', text, { of: ['state/nv'] }).variables)).toEqual({
      of: ['state/nv'],
      depth: 2,
    });
  });

  it('are known again, whatever their variables', () => {
    expect(readyFor({ ...ready(FIRST), variables: '{}' })?.file).toBe(FIRST);
    expect(readyFor({ query: '{ a }', variables: '', operationName: null })).toBeNull();
  });

  it('take values of the reader beside their own', () => {
    expect(readVariables(withValues('two_states_compared', { other: 'WA' }).variables)).toEqual({
      one: 'NV',
      other: 'WA',
    });
  });
});

describe('asking about an entity', () => {
  it.each([
    ['State', 'state/nv', { code: 'NV' }],
    ['Person', 'person/steve-sisolak', {}],
    ['ClemencyAction', 'action/nv/2020-possession-pardons', {}],
    ['Law', 'law/il/hb-1438', {}],
    ['Source', 'source/norml/x', {}],
    ['Party', 'party/democratic', { abbreviation: 'D' }],
    ['Organization', 'organization/norml', {}],
    ['Country', 'country/us', {}],
    ['Locality', 'locality/al/birmingham', {}],
  ])('writes a question for a %s that fits the schema', (type, id, more) => {
    const question = questionAbout({ __typename: type, id, ...more });
    expect(validate(schema, parse(question.query))).toEqual([]);
    expect(question.variables).toMatch(/NV|"D"|\//);
  });
});
