"""Numbers as stated, and the intervals as which they count."""

from __future__ import annotations

import pytest
from clemency_graph.graph.model.vocabulary import Qualifier, Unit
from clemency_graph.graph.queries.action_facts import Count
from clemency_graph.graph.queries.number_intervals import Interval, count_as_interval, hull, intersect, remainder


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        (198_000, 197_500, 198_500),
        (175_000, 174_500, 175_500),
        (100_000, 90_000, 110_000),
        (15_500, 15_450, 15_550),
        (45, 44, 46),
        (30, 27, 33),
        (10, 9, 11),
        (1, 0, 2),
        (0, 0, 1),
    ],
)
def test_about_is_widened(number: int, low: int, high: int) -> None:
    assert count_as_interval(Count(number, number, Unit.PEOPLE, Qualifier.ABOUT)) == Interval(low, high)


@pytest.mark.parametrize("qualifier", [one for one in Qualifier if one is not Qualifier.ABOUT])
@pytest.mark.parametrize(("low", "high"), [(5, 5), (5, None), (None, 9), (None, None), (5, 9)])
def test_nothing_else_is_widened_or_guessed(qualifier: Qualifier, low: int | None, high: int | None) -> None:
    assert count_as_interval(Count(low, high, Unit.PEOPLE, qualifier)) == Interval(low or 0, high)


def test_intervals_meet_join_and_leave_a_remainder() -> None:
    assert intersect(Interval(3, None), Interval(0, 9)) == Interval(3, 9)
    assert intersect(Interval(3, 4), Interval(5, None)).empty
    assert hull(Interval(3, 4), Interval(6, None)) == Interval(3, None)
    assert hull(Interval(3, 4), Interval(6, 7)) == Interval(3, 7)
    assert remainder(Interval(100, 110), Interval(60, 80)) == Interval(20, 50)
    assert remainder(Interval(100, None), Interval(60, None)) == Interval(0, None)
    assert remainder(Interval(10, 10), Interval(60, 80)) == Interval(0, 0)
