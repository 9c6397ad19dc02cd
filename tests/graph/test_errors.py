"""Every error that users meet is a ClemencyGraphError."""

from __future__ import annotations

import pytest
from clemency_graph import ClemencyGraphError, DataError, KnowledgeGraph, QueryError
from clemency_graph.graph.queries.search import search
from clemency_graph.schema.context import OperationTimeout
from clemency_graph.schema.operation_request import Request, RequestError
from clemency_graph.schema.validation.limits import LimitExceeded
from graphql import GraphQLError


@pytest.mark.parametrize(
    ("error", "also"),
    [
        (DataError, Exception),
        (QueryError, ValueError),
        (RequestError, ValueError),
        (LimitExceeded, GraphQLError),
        (OperationTimeout, GraphQLError),
    ],
)
def test_an_error_has_the_base_of_all_and_one_that_others_know(error: type[Exception], also: type[Exception]) -> None:
    assert issubclass(error, ClemencyGraphError)
    assert issubclass(error, also)


def test_errors_are_caught_by_their_base(graph: KnowledgeGraph) -> None:
    with pytest.raises(ClemencyGraphError, match="200"):
        search(graph, "x" * 201)
    with pytest.raises(ClemencyGraphError, match="JSON object"):
        Request.of("")
