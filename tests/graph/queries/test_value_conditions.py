"""Filters against a plain reading of the same rule."""

from __future__ import annotations

import pytest
from clemency_graph.graph.queries import value_conditions
from hypothesis import given
from hypothesis import strategies as st


@given(st.integers(0, 5), *[st.none() | st.integers(0, 5)] * 3)
def test_a_number_matches_when_every_part_does(value: int, eq: int | None, gte: int | None, lt: int | None) -> None:
    allowed = [n for n in range(6) if eq in (None, n) and (gte is None or n >= gte) and (lt is None or n < lt)]
    assert value_conditions.number(value, eq, gte, lt) == (value in allowed)


@pytest.mark.parametrize(
    ("value", "part"), [("José Serrano", "jose serrano"), ("ŁÓDŹ", "łódź"), ("Straße", "STRASSE"), ("A  b\tC", "a b c")]
)
def test_case_accents_and_runs_of_blanks_do_not_count(value: str, part: str) -> None:
    assert value_conditions.TextPattern.of(part, None, None).matches(value)
    assert value_conditions.TextPattern.of(None, ["x", part], None).matches(value)
    assert value_conditions.TextPattern.of(None, None, part[1:-1]).matches(value)
    assert not value_conditions.TextPattern.of(part[:-1], None, None).matches(value)


def test_nothing_asked_matches_all_and_nothing_given_matches_nothing_asked_for() -> None:
    assert value_conditions.TextPattern.of(None, None, None).matches(None)
    assert value_conditions.number(None, None, None, None)
    assert not value_conditions.TextPattern.of("x", None, None).matches(None)
    assert not value_conditions.number(None, None, 0, None)
    assert not value_conditions.TextPattern.of(None, [], None).matches("x"), "none of no alternatives"
