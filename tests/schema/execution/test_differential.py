"""The compiled executor gives what graphql-core gives, byte for byte: data, errors and sources."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.saved_queries import operations
from graphql import GraphQLSchema, parse, validate
from hypothesis import HealthCheck, given, settings
from support import edge_cases
from support.differential import OURS, SLICE, assert_same, tally
from support.marking import slow_but
from support.random_documents import made_up
from support.random_operations import Scalars
from support.saved_query_examples import EXAMPLES, SMOKE

COUNT = int(os.environ.get("CLEMENCY_TESTS_RANDOM_QUERIES", "25"))


@pytest.mark.parametrize("name", slow_but(SMOKE, operations()))
def test_every_ready_made_question_is_answered_alike_and_without_surprise(graph: KnowledgeGraph, name: str) -> None:
    compiled = assert_same(core_schema(), graph, operations()[name].document, EXAMPLES[name])
    # What is run with care is right, but slow.
    assert compiled.deoptimized == 0


@pytest.mark.random
@pytest.mark.parametrize(
    ("made", "scalars"),
    [
        (core_schema, OURS),
        (edge_cases.strawberry_schema, edge_cases.SCALARS),
        (edge_cases.core_schema, edge_cases.SCALARS),
    ],
    ids=["ours", "strawberry", "graphql-core"],
)
def test_random_operations_are_answered_alike(
    sample: KnowledgeGraph, made: Callable[[], GraphQLSchema], scalars: Scalars
) -> None:
    schema, left, seed, deoptimized = made(), COUNT, 0, 0
    while left > 0:
        found = tally(schema, sample, scalars, seed, min(left, SLICE))
        left, seed, deoptimized = left - found.alike - found.invalid, seed + 1, deoptimized + found.deoptimized
        assert found.alike > found.invalid
    assert deoptimized


@pytest.mark.random
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@settings(max_examples=max(8, COUNT // 5), suppress_health_check=list(HealthCheck))
@given(query=made_up())
def test_operations_of_hypothesis_are_answered_alike(sample: KnowledgeGraph, query: str) -> None:
    document = parse(query)
    if not validate(core_schema(), document):
        assert_same(core_schema(), sample, document)
