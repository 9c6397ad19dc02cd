"""What is made ready is kept once it is asked for again."""

from __future__ import annotations

from uuid import uuid4

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.storage.cache_budget import BUDGET
from clemency_graph.schema import run
from clemency_graph.schema.cache_admission import ADMISSION, Admission
from clemency_graph.schema.document_cache import DOCUMENTS, prepare, ready
from clemency_graph.schema.validation.limits import Limits
from hypothesis import given
from hypothesis import strategies as st


def fresh(text: str = "") -> str:
    """A document that nobody asked before."""
    return f"{{ a{uuid4().hex}: dataset {{ version }} }}{text}"


def test_what_comes_once_is_not_kept_and_what_comes_again_is() -> None:
    query = fresh()
    assert prepare(query).errors == []
    assert ready(query, None, Limits()) is None
    second = prepare(query, None, Limits())
    assert ready(query, None, Limits()) is None  # with these bounds it came once
    third = prepare(query, None, Limits())
    assert third is not second
    assert ready(query, None, Limits()) is third
    assert prepare(query, None, Limits()) is third


def test_what_would_push_out_much_else_is_never_kept() -> None:
    before = BUDGET.limit
    try:
        BUDGET.resize(10_000_000)
        query = fresh(" " * (DOCUMENTS.limit // 8))
        for _ in range(3):
            prepare(query, None, Limits())
        assert ready(query, None, Limits()) is None
    finally:
        BUDGET.resize(before)


@given(st.lists(st.integers(0, 20)))
def test_what_came_by_is_told_from_what_did_not(things: list[int]) -> None:
    passed = Admission()
    for place, thing in enumerate(things):
        assert passed.admits(thing) == (thing in things[:place])


def test_only_so_much_is_remembered() -> None:
    passed, before = Admission(), BUDGET.limit
    try:
        BUDGET.resize(10_000_000)
        most = 2 * ADMISSION.limit // 100
        assert not any(passed.admits(number) for number in range(most))
        assert passed.weight <= ADMISSION.limit
        assert not passed.admits(0)
        assert passed.admits(0)
    finally:
        BUDGET.resize(before)


def test_an_operation_weighs_more_with_each_way_in_which_it_is_run(graph: KnowledgeGraph) -> None:
    query = fresh().replace("version", "title @include(if: $c) license").replace("{", "query ($c: Boolean!) {", 1)
    weights = []
    for condition in (None, None, True, False):
        prepared = prepare(query)
        weights.append(prepared.weight_in_bytes)
        if condition is not None:
            run(graph, query, {"c": condition})
    weights.append(prepare(query).weight_in_bytes)
    assert weights[0] == weights[1] == weights[2] < weights[3] < weights[4]
    assert prepare(query).weight == weights[4], "the cache counts what it has grown to"
