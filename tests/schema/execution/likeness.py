"""Whether the compiled executor gives exactly what graphql-core gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from clemency_graph import KnowledgeGraph
from clemency_graph.schema.context import Context, in_time
from clemency_graph.schema.execution import Compiled, compile_operation
from clemency_graph.schema.provenance import noting
from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode, execute, parse

Outcome = tuple[bytes, list[dict[str, Any]]]


def outcome(data: bytes, errors: list[GraphQLError] | None) -> Outcome:
    """Data as JSON, and errors as they are sent, in their order."""
    return data, [dict(error.formatted) for error in errors or ()]


def by_graphql_core(
    schema: GraphQLSchema, document: DocumentNode, context: Context, variables: Mapping[str, Any], *, sources: bool
) -> Outcome:
    """What graphql-core makes of an operation."""
    middleware = [noting, in_time] if sources else [in_time]
    result = execute(schema, document, context_value=context, variable_values=dict(variables), middleware=middleware)
    assert isinstance(result, ExecutionResult)
    return outcome(orjson.dumps(result.data), result.errors)


def operation_of(document: DocumentNode) -> OperationDefinitionNode:
    """The one operation of a document."""
    (found,) = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return found


def assert_same(
    schema: GraphQLSchema, graph: KnowledgeGraph, query: str | DocumentNode, variables: Mapping[str, Any] | None = None
) -> Compiled:
    """Hold every way of running an operation against graphql-core; what is kept is asked twice."""
    document = parse(query) if isinstance(query, str) else query
    compiled = compile_operation(schema, document, operation_of(document))
    assert compiled is not None
    given = variables or {}

    expected = by_graphql_core(schema, document, Context(graph), given, sources=False)
    result = compiled.execute(Context(graph), given)
    assert outcome(orjson.dumps(result.data), result.errors) == expected
    for _ in range(2):
        encoded = compiled.execute_bytes(Context(graph), given)
        assert outcome(encoded.data, encoded.errors) == expected

    theirs, ours, encoded_too = Context(graph), Context(graph), Context(graph)
    expected = by_graphql_core(schema, document, theirs, given, sources=True)
    result = compiled.execute(ours, given, noting=True)
    assert outcome(orjson.dumps(result.data), result.errors) == expected
    encoded = compiled.execute_bytes(encoded_too, given, noting=True)
    assert outcome(encoded.data, encoded.errors) == expected
    assert list(ours.sources) == list(encoded_too.sources) == list(theirs.sources)
    return compiled
