"""What is made ready is kept once it is asked for again."""

from __future__ import annotations

from uuid import uuid4

from clemency_graph.schema import admission
from clemency_graph.schema.admission import Seen
from clemency_graph.schema.document_cache import KEPT, prepare, ready
from clemency_graph.schema.validation.limits import Bounds
from hypothesis import given
from hypothesis import strategies as st
from pytest import MonkeyPatch


def fresh(text: str = "") -> str:
    """A document that nobody asked before."""
    return f"{{ a{uuid4().hex}: dataset {{ version }} }}{text}"


def test_what_comes_once_is_not_kept_and_what_comes_again_is() -> None:
    query = fresh()
    assert prepare(query).errors == []
    assert ready(query, None, Bounds()) is None
    second = prepare(query, None, Bounds())
    assert ready(query, None, Bounds()) is None  # with these bounds it came once
    third = prepare(query, None, Bounds())
    assert third is not second
    assert ready(query, None, Bounds()) is third
    assert prepare(query, None, Bounds()) is third


def test_what_would_push_out_much_else_is_never_kept() -> None:
    query = fresh(" " * (KEPT // 10))
    for _ in range(3):
        prepare(query, None, Bounds())
    assert ready(query, None, Bounds()) is None


@given(st.lists(st.integers(0, 20)))
def test_what_came_by_is_told_from_what_did_not(things: list[int]) -> None:
    passed = Seen()
    for place, thing in enumerate(things):
        assert passed.before(thing) == (thing in things[:place])


def test_only_so_much_is_remembered(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "REMEMBERED", 3)
    passed = Seen()
    assert [passed.before(thing) for thing in (1, 2, 3, 1, 4, 1, 4)] == [False, False, False, True, False, False, True]
