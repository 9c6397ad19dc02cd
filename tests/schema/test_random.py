"""Random valid operations over the whole schema: none may go wrong on our side."""

from __future__ import annotations

import os

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from graphql import parse, validate
from hypothesis import HealthCheck, given, settings
from support.random_documents import made_up
from support.sdl import SCHEMA

EXAMPLES = int(os.environ.get("CLEMENCY_TESTS_RANDOM_QUERIES", "8"))


@pytest.mark.random
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(query=made_up())
def test_no_valid_operation_fails_on_our_side(graph: KnowledgeGraph, query: str) -> None:
    answer = run(graph, query)
    codes = {error["extensions"]["code"] for error in answer.errors}
    # Some operations of the generator merge fields of unlike types, which graphql-core itself refuses.
    allowed = {"GRAPHQL_VALIDATION_FAILED"} if validate(SCHEMA, parse(query)) else {"BAD_USER_INPUT", "NOT_FOUND"}
    assert codes <= allowed, (answer.errors[0], query)
