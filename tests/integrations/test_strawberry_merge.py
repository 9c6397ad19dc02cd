"""A schema that this one is merged into: the limits and the time limit travel with it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import strawberry
from clemency_graph import KnowledgeGraph
from clemency_graph.integrations.strawberry_merge import TYPES, Context, Limits, OperationLimits, Query, config
from strawberry.tools import merge_types
from strawberry.types import ExecutionResult

WIDE = "{ " + " ".join(f"s{i}: states(first: 60) {{ nodes {{ actions(first: 200) {{ nodes {{ claims(first: 200) {{ "
                       "nodes { id } } } } } }" for i in range(30)) + " }"  # fmt: skip


@strawberry.type
class OwnQuery:
    """Fields of the application's own."""

    @strawberry.field
    def desk(self) -> str:
        """Return a name."""
        return "politics"

    @strawberry.field
    def slow(self, info: strawberry.Info[Context, None]) -> str:
        """Return a name once the time of the operation is up."""
        while not info.context.expired:
            pass
        return "late"


def merged(**options: Any) -> strawberry.Schema:
    return strawberry.Schema(
        merge_types("Query", (OwnQuery, Query)),
        types=TYPES,
        config=config(),
        extensions=[lambda: OperationLimits(**options)],
    )


@pytest.fixture(scope="module")
def schema() -> strawberry.Schema:
    return merged()


def ask(schema: strawberry.Schema, graph: KnowledgeGraph, query: str, **given: Any) -> ExecutionResult:
    return schema.execute_sync(query, context_value=Context(graph), **given)


def test_what_is_within_the_limits_is_answered(schema: strawberry.Schema, graph: KnowledgeGraph) -> None:
    query = "query A($code: String!) { desk state(code: $code) { name } } query B { desk }"
    result = ask(schema, graph, query, variable_values={"code": "NV"}, operation_name="A")
    assert (result.errors, result.data) == (None, {"desk": "politics", "state": {"name": "Nevada"}})


@pytest.mark.parametrize(
    ("bound", "query"),
    [
        ("tokens", "{ " + "desk " * 5_000 + "}"),
        ("depth", "{ states " + "{ nodes { state " * 11 + "{ id }" + " } }" * 11 + " }"),
        ("aliases", "{ " + " ".join(f"a{i}: desk" for i in range(101)) + " }"),
        ("directives", "{ desk " + "@skip(if: false) " * 101 + "}"),
        ("fragments", "{ desk } " + " ".join(f"fragment f{i} on Query {{ desk }}" for i in range(101))),
        ("repeats", "{ " + "desk " * 102 + "}"),
        ("cost", WIDE),
    ],
)
def test_what_is_beyond_a_limit_is_refused(
    schema: strawberry.Schema, graph: KnowledgeGraph, bound: str, query: str
) -> None:
    for result in (
        ask(schema, graph, query),
        asyncio.run(schema.execute(query, context_value=Context(graph))),
    ):
        assert result.data is None and result.errors
        assert result.errors[0].extensions is not None
        assert {**result.errors[0].extensions, "value": 0, "limit": 0} == {
            "code": "LIMIT_EXCEEDED", "bound": bound, "limit": 0, "value": 0,
        }  # fmt: skip


def test_variables_are_bounded(schema: strawberry.Schema, graph: KnowledgeGraph) -> None:
    query = "query ($codes: [String!]) { states(where: {code: {in: $codes}}) { totalCount } }"
    result = ask(schema, graph, query, variable_values={"codes": ["NV"] * 1_001})
    assert result.errors and "values 1,002" in result.errors[0].message


def test_an_invalid_document_gets_the_errors_of_validation(schema: strawberry.Schema, graph: KnowledgeGraph) -> None:
    result = ask(schema, graph, "{ nothing }")
    assert result.errors and "Cannot query field 'nothing'" in result.errors[0].message


def test_limits_can_be_narrower(graph: KnowledgeGraph) -> None:
    result = ask(merged(limits=Limits(depth=2)), graph, "{ states { nodes { id } } }")
    assert result.errors and "can be 2 at most" in result.errors[0].message


def test_time_ends_an_operation(graph: KnowledgeGraph) -> None:
    result = ask(merged(timeout=0.05), graph, '{ slow path(from: "state/nv", to: "state/md") { length } }')
    assert result.errors and result.errors[0].extensions == {"code": "DEADLINE_EXCEEDED"}


def test_a_context_of_another_kind_is_refused_in_words(schema: strawberry.Schema) -> None:
    result = schema.execute_sync("{ desk }", context_value={})
    assert result.errors and "it must be a Context" in result.errors[0].message
