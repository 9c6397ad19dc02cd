// A picture needs ids and types, which a query may not select. The picture therefore sends a request of its own: the
// same operation with these fields added. The JSON on the page remains the response to the reader's query.
import {
  Kind,
  TypeInfo,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

const ENTITY = '{ __typename id name }';
const CLAIM = '{ id stated stage: claimStage published about { __typename id name } source { id title url } }';

/** The fields added to each type beside __typename, id and name, if the schema has them. */
const WANTED: Record<string, string> = {
  ClemencyAction: '{ figure { stated } }',
  Claim: `{ about ${ENTITY} }`,
  Term: `{ person ${ENTITY} jurisdiction ${ENTITY} party ${ENTITY} }`,
  Relationship: `{ kind start end from ${ENTITY} to ${ENTITY} }`,
  Total: `{ state ${ENTITY} claims { nodes { about ${ENTITY} } } excluded { nodes { claim { about ${ENTITY} } } } }`,
};

/** The fields added to the edges of a path. */
const OF_A_PATH = `{ claims ${CLAIM} }`;

const NOT_DRAWN = /(Connection|Edge|^PageInfo|^Query|^Dataset|^Release)$/;

/** Returns the document with the fields that pictures need added to each selection. */
export function annotated(document: string, schema: GraphQLSchema): string {
  const types = new TypeInfo(schema);
  const parsed = parse(document);
  const added = visit(
    parsed,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(set, _key, _parent, path) {
          const type = types.getParentType();
          if (!type || NOT_DRAWN.test(type.name) || type === schema.getQueryType()) return undefined;
          return { ...set, selections: [...set.selections, ...wantedOf(type, set, isOfAPath(parsed, path))] };
        },
      },
    }),
  );
  return print(added);
}

function wantedOf(type: GraphQLCompositeType, set: SelectionSetNode, ofAPath: boolean): SelectionNode[] {
  const texts = ['{ __typename id name }', WANTED[type.name], ofAPath && type.name === 'Relationship' ? OF_A_PATH : ''];
  // If another field has the name, adding this one would be a conflict; the picture then works without it.
  const taken = new Map(
    set.selections
      .filter((one) => one.kind === Kind.FIELD)
      .map((field) => [field.alias?.value ?? field.name.value, field] as const),
  );
  return texts
    .filter((text): text is string => Boolean(text))
    .flatMap((text) => selectionsOf(text))
    .filter((field) => has(type, field.name.value))
    .filter((field) => {
      const other = taken.get(field.name.value);
      // A scalar field that is selected already is not added again; an object field is merged.
      return !other || (field.selectionSet && other.name.value === field.name.value && !other.arguments?.length);
    });
}

function selectionsOf(text: string): FieldNode[] {
  const [operation] = parse(text).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? (operation.selectionSet.selections as FieldNode[]) : [];
}

const has = (type: GraphQLCompositeType, field: string): boolean =>
  field === '__typename' || ((isObjectType(type) || isInterfaceType(type)) && field in type.getFields());

/** Returns whether a selection is that of `relationships` directly in `path` or `paths`. */
function isOfAPath(document: DocumentNode, path: readonly (string | number)[]): boolean {
  const names: string[] = [];
  let node: unknown = document;
  for (const step of path) {
    node = (node as Record<string | number, unknown>)[step];
    const { kind, name } = (node ?? {}) as Partial<FieldNode>;
    if (kind === Kind.FIELD && name) names.push(name.value);
  }
  return names.at(-1) === 'relationships' && ['path', 'paths'].includes(names.at(-2) ?? '');
}
