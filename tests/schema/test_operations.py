"""The ready-made questions: each is described, runs as it is, and answers something."""

from __future__ import annotations

import re
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.operations import FOLDER, operations


def leaves(value: Any) -> int:
    """How many values other than null an answer holds."""
    match value:
        case dict():
            return sum(map(leaves, value.values()))
        case list():
            return sum(map(leaves, value))
        case _:
            return value is not None


def test_every_file_holds_one_operation_named_for_it() -> None:
    files = {path.stem for path in FOLDER.glob("*.graphql")}
    assert {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in operations()} == files
    assert len(files) >= 25
    assert all(len(one.description) > 20 for one in operations().values())


@pytest.mark.parametrize("name", operations())
def test_every_operation_answers(graph: KnowledgeGraph, name: str) -> None:
    answer = run(graph, operations()[name].document)
    assert not answer.errors
    assert answer.data is not None
    assert all(value is not None for value in answer.data.values())
    assert leaves(answer.data) > 3
