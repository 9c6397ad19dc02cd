"""The shape of a document: counted once, whatever its fragments unfold to."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph.schema.validation.limits import UNBOUNDED, LimitExceeded, Limits, exceeded, values_in
from graphql import parse
from hypothesis import given
from hypothesis import strategies as st


def bound(text: str, **bounds: int) -> tuple[str, int] | None:
    """The bound that a document goes beyond, and its value there."""
    error = exceeded(parse(text), Limits(**bounds))
    if error is None:
        return None
    told: Any = error.extensions
    return told["bound"], told["value"]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("{ a { b { c } } }", "depth", 3),
        ("{ a { ... on A { b } } }", "depth", 2),
        ("{ ...F } fragment F on Q { a { ...G } } fragment G on Q { b { c } }", "depth", 3),
        ("{ a } fragment F on Q { a { b { c } } }", "depth", 3),
        ("{ x: a y: b { z: c } d }", "aliases", 3),
        ("{ ...F ...F } fragment F on Q { x: a }", "aliases", 1),
        ("query @a { b @c d { e @f @g } ...F @h } fragment F on Q @i { a }", "directives", 6),
        ("query ($v: Int @a) { b }", "directives", 1),
        ("{ a } fragment F on Q { a } fragment G on Q { a }", "fragments", 2),
        ("{ a a a b { c c } }", "repeats", 3),
        ("{ a b: a }", "repeats", 0),
        ("{ a ... { a ... on A { a } } }", "repeats", 2),
        ("{ b { a ... { a } } ... { b { a a } } }", "repeats", 3),
        ("{ a ...F } fragment F on Q { a }", "repeats", 0),
    ],
)
def test_a_bound_is_gone_beyond_by_one_more_than_it(text: str, name: str, value: int) -> None:
    assert bound(text, **{name: value}) is None
    if value:
        assert bound(text, **{name: value - 1}) == (name, value)


def test_fragments_in_circles_come_to_an_end() -> None:
    assert bound("{ ...F } fragment F on Q { a { ...G } } fragment G on Q { b { ...F } }") is None


def test_a_chain_of_fragments_takes_a_pass() -> None:
    # Unfolded it has 2 to the power of 60 fields.
    steps = " ".join(f"fragment F{i} on Q {{ ...F{i + 1} b {{ ...F{i + 1} }} }}" for i in range(60))
    assert bound(f"{{ ...F0 }} {steps} fragment F60 on Q {{ a }}") == ("depth", 61)


def test_whoever_asks_their_own_graph_is_not_bounded() -> None:
    text = "{ " + "a { " * 150 + "b" + " }" * 150 + " }"
    assert exceeded(parse(text), UNBOUNDED) is None


@pytest.mark.parametrize("name", Limits._fields)
def test_each_bound_says_what_to_narrow(name: str) -> None:
    for value in (8, None):
        error = LimitExceeded(name, 7, value)
        assert name in error.message
        assert "it can be 7 at most" in error.message
        assert error.message.count(". ") == 1


@given(st.recursive(st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_values_are_counted_with_all_that_is_in_them(value: Any) -> None:
    def count(one: Any) -> int:
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        return 1 + sum(count(part) for part in parts)

    assert values_in(value) == count(value)
