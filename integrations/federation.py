"""The schema as a subgraph of Apollo Federation 2: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas.

Everything with an id has it as its key, and a state its code too, so that other subgraphs can add to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from threading import Timer
from typing import Any, Final

from graphql import (
    ConstArgumentNode,
    ConstDirectiveNode,
    DefinitionNode,
    DocumentNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
    NameNode,
    ObjectTypeDefinitionNode,
    OperationDefinitionNode,
    StringValueNode,
    execute_sync,
    parse,
    print_ast,
    validate,
)

from ..graph import KnowledgeGraph
from ..graph.errors import QueryError
from ..graph.model.entity_types import ENTITY_TYPES
from ..graph.model.records import Claim, Entity, Term
from ..schema.build import schema
from ..schema.context import Context, OperationTimeout, check_time
from ..schema.document_cache import core_schema
from ..schema.response import Response, format_error, refused
from ..schema.validation.cost import LARGEST_ENTITIES, amount, cost_of
from ..schema.validation.limits import LimitExceeded, Limits, exceeded

_LINK: Final = (
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n\n'
)
_KEYS: Final[dict[str, tuple[str, ...]]] = {
    **{one.record.__name__: one.keys for one in ENTITY_TYPES.values()},
    "Term": ("id",),
    "Claim": ("id",),
}
SECONDS: Final = 10.0
"""The time limit of an operation, as the server's default."""
MOST: Final = LARGEST_ENTITIES
"""The maximum number of representations in an operation."""
_SHAREABLE: Final = frozenset(("PageInfo",))


def run_in_subgraph(
    graph: KnowledgeGraph,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    limits: Limits | None = None,
    seconds: float = SECONDS,
) -> Response:
    """Execute one operation as a router of a federated graph sends it.

    Parameters
    ----------
    graph
        The graph.
    query
        A GraphQL document, which may select `_service` and `_entities`.
    variables
        Values of its variables.
    operation_name
        The operation of the document to execute, where it has several.
    limits
        The limits on the document and its cost; the server's defaults when omitted.
    seconds
        The time limit; the operation stops with an error at the first field after that.

    Returns
    -------
    Response
        Always; an invalid representation is null, with an error that says what would be right.

    Examples
    --------
    >>> representations = [{"__typename": "State", "code": "NV"}]
    >>> document = "query($r: [_Any!]!) { _entities(representations: $r) { ... on State { name } } }"
    >>> run_in_subgraph(load(), document, {"r": representations}).data
    {'_entities': [{'name': 'Nevada'}]}
    """
    allowed = limits or Limits()
    given = dict(variables or {})
    try:
        document = parse(query or " ", max_tokens=allowed.tokens)
        shape = exceeded(document, allowed)
        errors = [shape] if shape else validate(subgraph(), document) or _costly(document, given, allowed)
    except GraphQLError as error:
        errors = [error]
    if errors:
        return refused(graph, errors)
    context = Context(graph)
    timer = Timer(seconds, context.expire)
    timer.daemon = True
    timer.start()
    if seconds <= 0:
        context.expire()
    try:
        result = execute_sync(
            subgraph(),
            document,
            context_value=context,
            variable_values=given,
            operation_name=operation_name,
            middleware=[check_time],
        )
    finally:
        timer.cancel()
    if context.expired:
        return refused(graph, [OperationTimeout()])
    return Response(result.data, [format_error(error) for error in result.errors or ()], refused(graph, []).extensions)


def _costly(document: DocumentNode, variables: Mapping[str, Any], limits: Limits) -> list[GraphQLError]:
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            cost = amount(cost_of(subgraph(), document, one), variables)
            if cost > limits.cost:
                return [LimitExceeded("cost", limits.cost, cost)]
    return []


@cache
def subgraph() -> GraphQLSchema:
    """Return the schema with the fields of a subgraph: `_service` and `_entities`."""
    core = core_schema()
    query = core.query_type
    assert query is not None
    known: dict[str, Any] = {name: core.type_map[name] for name in _KEYS}
    entity = GraphQLUnionType("_Entity", list(known.values()), resolve_type=lambda one, *_: type(one).__name__)
    service = GraphQLObjectType(
        "_Service", {"sdl": GraphQLField(GraphQLNonNull(GraphQLString), resolve=lambda *_: sdl())}
    )
    anything = GraphQLScalarType("_Any", description="A representation: its type by __typename, and a key.")
    fields = {
        "_service": GraphQLField(GraphQLNonNull(service), resolve=lambda *_: {}),
        "_entities": GraphQLField(
            GraphQLNonNull(GraphQLList(entity)),
            {"representations": GraphQLArgument(GraphQLNonNull(GraphQLList(GraphQLNonNull(anything))))},
            resolve=_entities,
        ),
    }
    root = GraphQLObjectType("Query", {**query.fields, **fields}, description=query.description)
    parts: dict[str, Any] = {**core.to_kwargs(), "query": root, "types": None}
    return GraphQLSchema(**parts)


@cache
def sdl() -> str:
    """Return the SDL of the subgraph, with its keys."""
    document = parse(schema().as_str())
    definitions = tuple(_keyed(one) for one in document.definitions)
    return _LINK + print_ast(replace(document, definitions=definitions)) + "\n"


def _keyed(definition: DefinitionNode) -> DefinitionNode:
    if not isinstance(definition, ObjectTypeDefinitionNode):
        return definition
    name = definition.name.value
    keys = [_directive("key", fields=fields) for fields in _KEYS.get(name, ())]
    shareable = [_directive("shareable")] if name in _SHAREABLE else []
    return replace(definition, directives=(*(definition.directives or ()), *keys, *shareable))


def _directive(name: str, **arguments: str) -> ConstDirectiveNode:
    given = tuple(
        ConstArgumentNode(name=NameNode(value=key), value=StringValueNode(value=value))
        for key, value in arguments.items()
    )
    return ConstDirectiveNode(name=NameNode(value=name), arguments=given)


def _entities(root: object, info: GraphQLResolveInfo[Any], representations: list[Any]) -> list[object]:
    if len(representations) > MOST:
        raise QueryError(f"there are {len(representations)} representations; there can be {MOST} at a time.")
    # An exception in the place of an item makes it null, with an error that has its path.
    return [_entity(info.context.graph, one) for one in representations]


def _entity(graph: KnowledgeGraph, given: Any) -> Entity | Term | Claim | GraphQLError | None:
    if not isinstance(given, dict) or not isinstance(type_name := given.get("__typename"), str):
        return _wrong('A representation is an object such as {"__typename": "State", "id": "state/nv"}.')
    if type_name not in _KEYS:
        return _wrong(f"There is no entity of type {type_name!r}; there are {', '.join(_KEYS)}.")
    key = next((key for key in _KEYS[type_name] if key in given), None)
    if key is None or not isinstance(value := given[key], str):
        return _wrong(f"A representation of {type_name} has one of these as a string: {', '.join(_KEYS[type_name])}.")
    found: Entity | Term | Claim | None = graph.state(value) if key == "code" else graph.get(value)
    if found is not None and type(found).__name__ != type_name:
        return _wrong(f"{value!r} is of type {type(found).__name__}, not {type_name}.")
    return found


def _wrong(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
