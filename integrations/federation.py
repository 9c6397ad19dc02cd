"""The schema as a subgraph of Apollo Federation 2: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas.

The key of an entity is its id; a state also has its code as a key. Other subgraphs can extend these types.
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
DEFAULT_TIME_LIMIT: Final = 10.0
"""The time limit of an operation in seconds, as the server's default."""
MAX_REPRESENTATIONS: Final = LARGEST_ENTITIES
"""The maximum number of representations in an operation."""
_SHAREABLE: Final = frozenset(("PageInfo",))


def run_in_subgraph(
    graph: KnowledgeGraph,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    limits: Limits | None = None,
    seconds: float = DEFAULT_TIME_LIMIT,
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
        The limits on the document and its cost; the server's defaults if omitted.
    seconds
        The time limit in seconds; the operation stops with an error at the first field after that.

    Returns
    -------
    Response
        The response. An invalid representation is null, with an error that contains a correction.

    Examples
    --------
    >>> representations = [{"__typename": "State", "code": "NV"}]
    >>> document = "query($r: [_Any!]!) { _entities(representations: $r) { ... on State { name } } }"
    >>> run_in_subgraph(load(), document, {"r": representations}).data
    {'_entities': [{'name': 'Nevada'}]}
    """
    allowed = limits or Limits()
    values = dict(variables or {})
    try:
        document = parse(query or " ", max_tokens=allowed.tokens)
        over_limit = exceeded(document, allowed)
        errors = (
            [over_limit] if over_limit else validate(subgraph(), document) or _check_cost(document, values, allowed)
        )
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
            variable_values=values,
            operation_name=operation_name,
            middleware=[check_time],
        )
    finally:
        timer.cancel()
    if context.expired:
        return refused(graph, [OperationTimeout()])
    return Response(result.data, [format_error(error) for error in result.errors or ()], refused(graph, []).extensions)


def _check_cost(document: DocumentNode, variables: Mapping[str, Any], limits: Limits) -> list[GraphQLError]:
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
    definitions = tuple(_add_keys(one) for one in document.definitions)
    return _LINK + print_ast(replace(document, definitions=definitions)) + "\n"


def _add_keys(definition: DefinitionNode) -> DefinitionNode:
    if not isinstance(definition, ObjectTypeDefinitionNode):
        return definition
    name = definition.name.value
    keys = [_directive("key", fields=fields) for fields in _KEYS.get(name, ())]
    shareable = [_directive("shareable")] if name in _SHAREABLE else []
    return replace(definition, directives=(*(definition.directives or ()), *keys, *shareable))


def _directive(name: str, **arguments: str) -> ConstDirectiveNode:
    nodes = tuple(
        ConstArgumentNode(name=NameNode(value=key), value=StringValueNode(value=value))
        for key, value in arguments.items()
    )
    return ConstDirectiveNode(name=NameNode(value=name), arguments=nodes)


def _entities(root: object, info: GraphQLResolveInfo[Any], representations: list[Any]) -> list[object]:
    if len(representations) > MAX_REPRESENTATIONS:
        raise QueryError(
            f"there are {len(representations)} representations; request at most {MAX_REPRESENTATIONS} at a time."
        )
    # graphql-core makes an item that is an exception null, and reports an error with its path.
    return [_entity(info.context.graph, one) for one in representations]


def _entity(graph: KnowledgeGraph, representation: Any) -> Entity | Term | Claim | GraphQLError | None:
    if not isinstance(representation, dict) or not isinstance(type_name := representation.get("__typename"), str):
        return _input_error('A representation is an object such as {"__typename": "State", "id": "state/nv"}.')
    if type_name not in _KEYS:
        return _input_error(f"There is no entity of type {type_name!r}; there are {', '.join(_KEYS)}.")
    key = next((key for key in _KEYS[type_name] if key in representation), None)
    if key is None or not isinstance(value := representation[key], str):
        return _input_error(
            f"A representation of {type_name} has one of these as a string: {', '.join(_KEYS[type_name])}."
        )
    found: Entity | Term | Claim | None = graph.state(value) if key == "code" else graph.get(value)
    if found is not None and type(found).__name__ != type_name:
        return _input_error(f"{value!r} is of type {type(found).__name__}, not {type_name}.")
    return found


def _input_error(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
