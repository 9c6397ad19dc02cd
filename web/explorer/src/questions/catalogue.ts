import { Kind, parse, valueFromASTUntyped } from 'graphql';
import { readVariables, type Question } from '../address';
import examples from './examples.json';

export interface Ready extends Question {
  file: string;
  /** The title: a question. */
  title: string;
  /** The rest of the description. */
  more: string;
}

export interface Group {
  name: string;
  questions: Ready[];
}

export const FIRST = 'governors_and_pardons';

/** Values for the variables that a saved query requires, so that it can be run as it opens. */
const EXAMPLES: Record<string, Record<string, unknown> | undefined> = examples;

/** The order on the page. A file that is in no group comes last, under "More". */
const GROUPS: Record<string, string[]> = {
  'How many': [
    FIRST,
    'largest_expungements',
    'granted_in_total',
    'granted_by_party',
    'eligible_in_total',
    'national_tallies',
  ],
  'State by state': [
    'clemency_in_a_state',
    'two_states_compared',
    'relief_since_legalization',
    'laws_without_recorded_relief',
    'cities_and_counties',
    'uptake_by_state',
    'uptake_in_a_state',
    'what_was_looked_for',
  ],
  'Who did what': [
    'governors_on_a_day',
    'who_is_who',
    'record_of_a_person',
    'what_people_did',
    'pardons_by_a_party',
    'presidents_and_federal_clemency',
    'refused',
    'how_two_people_are_tied',
    'around_an_entity',
    'who_is_central',
  ],
  'Under which law': ['laws_that_clear_records', 'what_a_law_does', 'legal_status_on_a_day', 'deadlines'],
  'Who says so': [
    'all_that_is_said_of_an_action',
    'where_sources_disagree',
    'disputed_figures',
    'what_a_source_says',
    'a_tally_and_its_parts',
    'the_picture_of_a_day',
    'what_changed',
  ],
};

/** Reads a file of schema/operations/: the first paragraph of its description is the title; examples fill variables. */
export function readyQuestion(file: string, text: string, example: Record<string, unknown> = {}): Ready {
  const operation = parse(text).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [title, ...more] = (operation?.description?.value ?? '').split('\n\n').map((one) => one.replaceAll('\n', ' '));
  const defaults = (operation?.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const variables = { ...Object.fromEntries(defaults), ...example };
  return {
    file,
    title: title || file.replaceAll('_', ' '),
    more: more.join(' '),
    query: text,
    variables: Object.keys(variables).length ? JSON.stringify(variables, null, 2) : '',
    operationName: operation?.name?.value ?? null,
  };
}

/** Groups saved queries under their headings. */
export function grouped(ready: Ready[]): Group[] {
  const files = new Set(Object.values(GROUPS).flat());
  const groups = Object.entries(GROUPS).map(([name, order]) => ({
    name,
    questions: order.flatMap((file) => ready.filter((one) => one.file === file)),
  }));
  const rest = ready.filter((one) => !files.has(one.file));
  return [...groups, { name: 'More', questions: rest }].filter((group) => group.questions.length > 0);
}

const FILES = import.meta.glob<string>('../../../../schema/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const READY: Ready[] = Object.entries(FILES).map(([path, text]) => {
  const file = path.slice(path.lastIndexOf('/') + 1).replace('.graphql', '');
  return readyQuestion(file, text, EXAMPLES[file]);
});

export const ready = (file: string): Ready => {
  const found = READY.find((one) => one.file === file);
  if (!found) throw new Error(`There is no saved query ${file}.`);
  return found;
};

/** Returns the saved query with the same document, whatever the variables. */
export const readyFor = (question: Question | null): Ready | null =>
  (question && READY.find((one) => one.query.trim() === question.query.trim())) ?? null;

/** Returns a saved query with other values for its variables. */
export function withValues(file: string, values: Record<string, unknown>): Question {
  const question = ready(file);
  return { ...question, variables: JSON.stringify({ ...readVariables(question.variables), ...values }, null, 2) };
}
