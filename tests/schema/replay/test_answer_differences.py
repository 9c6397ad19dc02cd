"""What differs between two answers."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from clemency_graph.schema.replay.answer_differences import ABSENT, Difference, differences
from hypothesis import given
from hypothesis import strategies as st

LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text("aé", max_size=3)
ANSWERS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcxyz"), inner, max_size=4),
    max_leaves=20,
)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    match value:
        case dict():
            return [one for key, inner in value.items() for one in leaves(inner, (*path, key))]
        case list():
            return [one for place, inner in enumerate(value) for one in leaves(inner, (*path, place))]
    return [path]


@given(ANSWERS)
def test_an_answer_does_not_differ_from_itself(answer: Any) -> None:
    assert list(differences(answer, copy.deepcopy(answer))) == []


@given(ANSWERS, st.randoms(use_true_random=False))
def test_no_change_of_a_value_is_passed_over(answer: Any, random: Any) -> None:
    answer = {"data": answer}
    if not (places := leaves(answer)):
        return
    changed = copy.deepcopy(answer)
    *way, last = random.choice(places)
    around = changed
    for key in way:
        around = around[key]
    around[last] = {"new": "value"}
    assert list(differences(answer, changed))
    assert list(differences(changed, answer))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, []),
        ({"a": 1, "b": 2}, {"a": 1}, [Difference(("b",), ("b",), 2, ABSENT)]),
        ({"a": 0.1 + 0.2}, {"a": 0.3}, []),
        ({"a": 1.0}, {"a": 1}, []),
        ({"a": True}, {"a": 1}, [Difference(("a",), ("a",), True, 1)]),
        # Who it is changed, not the name of somebody.
        (
            {"p": {"id": "person/a", "name": "A"}},
            {"p": {"id": "person/b", "name": "B"}},
            [Difference(("p",), ("p",), {"id": "person/a", "name": "A"}, {"id": "person/b", "name": "B"})],
        ),
        # A row that came shifts no other.
        (
            [{"kind": "A", "low": 1}, {"kind": "C", "low": 3}],
            [{"kind": "A", "low": 1}, {"kind": "B", "low": 2}, {"kind": "C", "low": 4}],
            [Difference((1,), (), ABSENT, {"kind": "B", "low": 2}), Difference((2, "low"), (1, "low"), 3, 4)],
        ),
        # One of three moved.
        (
            [{"id": "a"}, {"id": "b"}, {"id": "c"}],
            [{"id": "b"}, {"id": "c"}, {"id": "a"}],
            [Difference((2,), (0,), {"id": "a"}, {"id": "a"}, shifts=True)],
        ),
        (
            [{"id": "a"}, {"id": "b"}],
            [{"id": "b"}],
            [Difference((), (0,), {"id": "a"}, ABSENT)],
        ),
        # Nothing tells these apart.
        (["x", "x", "y"], ["x", "x", "z"], [Difference((2,), (2,), "y", "z")]),
    ],
)
def test_differences(old: Any, new: Any, told: list[Difference]) -> None:
    assert list(differences(old, new)) == told


def page(*ids: str, total: int, more: bool) -> dict[str, Any]:
    cursors = {"endCursor": ids[-1] if ids else None}
    return {
        "totalCount": total,
        "nodes": [{"id": id} for id in ids],
        "pageInfo": {"hasNextPage": more, **cursors},
    }


def test_the_count_and_the_cursors_of_a_page_follow_from_its_items() -> None:
    whole = differences(page("a", total=1, more=False), page("a", "b", total=2, more=False))
    assert [one.path for one in whole] == [("nodes", 1)]
    wrong = differences(page("a", total=1, more=False), page("a", "b", total=3, more=False))
    assert [one.path for one in wrong] == [("totalCount",), ("nodes", 1)]
    cursor = differences(page("a", total=1, more=False), {**page("a", total=1, more=False), "pageInfo": {}})
    assert [one.path[0] for one in cursor] == ["pageInfo", "pageInfo"]


def test_a_full_page_may_push_an_item_off() -> None:
    found = list(differences(page("a", "b", total=3, more=True), page("x", "a", total=4, more=True)))
    assert [(one.path, one.shifts) for one in found] == [
        (("totalCount",), False),
        (("nodes",), True),
        (("nodes", 0), True),
    ]
