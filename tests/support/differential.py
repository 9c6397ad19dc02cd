"""Whether the compiled executor gives exactly what graphql-core gives."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from random import Random
from typing import Any, Final, NamedTuple

import orjson
from clemency_graph import KnowledgeGraph, load
from clemency_graph.schema import document_cache
from clemency_graph.schema.context import Context, check_time
from clemency_graph.schema.execution import Compiled, compile_operation
from clemency_graph.schema.provenance import record_sources
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    parse,
    validate,
)

from support import edge_cases
from support.random_operations import Operations, Scalars

SLICE: Final = 500
"""How many operations are made from one seed."""


def _one_of(*values: Any) -> Any:
    return lambda random: random.choice(values)


def _number(random: Random) -> Any:
    return random.choice((0, 1, 2, 3, 5, 10, 200, 201, -1))


OURS: Final[Scalars] = {
    "ID": _one_of(
        "state/nv", "country/us", "locality/al/birmingham", "person/steve-sisolak", "party/democratic",
        "organization/norml", "law/il/hb-1438", "action/nv/2020-possession-pardons", "source/openstates/people",
        "term/nv/governor/2019-01-07", "nothing",
    ),
    "String": _one_of("NV", "nv", "DC", "pardon", "", "Sisolak", "state/nv", "2022", "d", "democratic"),
    "Int": _number,
    "Float": lambda random: random.random(),
    "Boolean": _one_of(True, False),
    "Date": _one_of("2020-06-17", "2022-11-30", "2019-12-31", "2031-01-01"),
    "PartialDate": _one_of("2020", "2020-06", "2020-06-17"),
}  # fmt: skip
"""Values for the package's own schema that mostly find something in the real data."""

Outcome = tuple[bytes, list[dict[str, Any]]]


def outcome(data: bytes, errors: list[GraphQLError] | None) -> Outcome:
    """Data as JSON, and errors as they are sent, in their order."""
    return data, [dict(error.formatted) for error in errors or ()]


def by_graphql_core(
    schema: GraphQLSchema, document: DocumentNode, context: Context, variables: Mapping[str, Any], *, sources: bool
) -> Outcome:
    """What graphql-core makes of an operation."""
    middleware = [record_sources, check_time] if sources else [check_time]
    result = execute(schema, document, context_value=context, variable_values=dict(variables), middleware=middleware)
    assert isinstance(result, ExecutionResult)
    return outcome(orjson.dumps(result.data), result.errors)


def operation_of(document: DocumentNode) -> OperationDefinitionNode:
    """The one operation of a document."""
    (found,) = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return found


def assert_same(
    schema: GraphQLSchema,
    graph: KnowledgeGraph,
    query: str | DocumentNode,
    variables: Mapping[str, Any] | None = None,
    *,
    sources: bool = True,
) -> Compiled:
    """Hold every way of running an operation against graphql-core; what is kept is asked twice.

    Parameters
    ----------
    schema, graph
        What is asked.
    query, variables
        The one operation of a document, and values for its variables.
    sources
        Whether it is run with the record_sources of sources too.
    """
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

    if sources:
        theirs, ours = Context(graph), Context(graph)
        expected = by_graphql_core(schema, document, theirs, given, sources=True)
        encoded = compiled.execute_bytes(ours, given, provenance=True)
        assert outcome(encoded.data, encoded.errors) == expected
        assert list(ours.sources) == list(theirs.sources)
    return compiled


class Tally(NamedTuple):
    """What became of some random operations.

    Attributes
    ----------
    alike : int
        How many were run, each of them alike in every way.
    invalid : int
        How many were left out, since they are not valid.
    deoptimized : int
        How many of those that were run had errors in their answers, or values that are not usual.
    """

    alike: int = 0
    invalid: int = 0
    deoptimized: int = 0


def tally(schema: GraphQLSchema, graph: KnowledgeGraph, scalars: Scalars, seed: int, count: int) -> Tally:
    """Hold some random operations against graphql-core, every third with the record_sources of sources.

    The first that is not alike is told with its seed.
    """
    made, found = Operations(schema, scalars, seed), Tally()
    for place in range(count):
        operation = made.one()
        document = parse(operation.document)
        if validate(schema, document):
            found = found._replace(invalid=found.invalid + 1)
            continue
        try:
            compiled = assert_same(schema, graph, document, operation.variables, sources=place % 3 == 0)
        except BaseException as error:
            error.add_note(f"seed {seed}, operation {place}: {operation.document}\n{operation.variables}")
            raise
        found = Tally(found.alike + 1, found.invalid, found.deoptimized + (compiled.deoptimized > 0))
    return found


def main() -> None:
    """Compare as many as are asked for: `python -m support.differential COUNT [FIRST_SEED]`."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    graph = load()
    schemas = {
        "the package's schema": (document_cache.core_schema(), OURS),
        "an odd schema of Strawberry's": (edge_cases.strawberry_schema(), edge_cases.SCALARS),
        "an odd schema of graphql-core's": (edge_cases.core_schema(), edge_cases.SCALARS),
    }
    for name, (schema, scalars) in schemas.items():
        total = Tally()
        for slice_ in range(seed, seed + -(-count // SLICE)):
            found = tally(schema, graph, scalars, slice_, min(SLICE, count))
            total = Tally(*(one + other for one, other in zip(total, found, strict=True)))
        print(f"{name}: {total}", flush=True)


if __name__ == "__main__":
    main()
