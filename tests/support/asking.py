"""Ask a graph and get the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run

Ask = Callable[..., Any]


def asker(graph: KnowledgeGraph) -> Ask:
    """Return a function that asks a graph and returns the data; an error fails the test."""

    def ask(query: str, **variables: object) -> Any:
        answer = run(graph, query, variables)
        assert not answer.errors, answer.errors
        return answer.data

    return ask
