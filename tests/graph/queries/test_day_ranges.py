"""Filters of days answer yes, maybe or no, as trying every day does."""

from __future__ import annotations

from datetime import date, timedelta

from clemency_graph.graph.queries.day_ranges import Answer, DayFilter, DayRange, all_of, any_of, match_day, negate
from hypothesis import given
from hypothesis import strategies as st

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(number) for number in range(8)]
bounds = st.none() | st.sampled_from(DAYS)


def passes(day: date, wanted: DayFilter) -> bool:
    """Return whether one day passes the bounds of a filter."""
    return (
        (wanted.eq is None or day == wanted.eq)
        and (wanted.gte is None or day >= wanted.gte)
        and (wanted.lt is None or day < wanted.lt)
        and (wanted.lte is None or day <= wanted.lte)
    )


@given(st.sampled_from(DAYS), st.integers(0, 7), st.builds(DayFilter, eq=bounds, gte=bounds, lt=bounds, lte=bounds))
def test_a_range_answers_as_its_days_do(first: date, length: int, wanted: DayFilter) -> None:
    days = DayRange(first, first + timedelta(length))
    tried = {passes(first + timedelta(number), wanted) for number in range(length + 1)}
    expected = Answer.MAYBE if len(tried) == 2 else Answer.YES if True in tried else Answer.NO
    assert match_day(days, wanted) is expected


@given(st.sampled_from(DAYS), st.booleans(), st.builds(DayFilter, gte=bounds, lt=bounds, lte=bounds))
def test_an_open_side_is_never_guessed(bound: date, before: bool, wanted: DayFilter) -> None:
    days = DayRange(None, bound) if before else DayRange(bound, None)
    far = [bound + timedelta(step * (-1 if before else 1)) for step in (*range(20), 4000)]
    tried = {passes(day, wanted) for day in far}
    assert match_day(days, wanted) is (Answer.MAYBE if len(tried) == 2 else Answer.YES if True in tried else Answer.NO)


def test_a_day_that_does_not_exist_never_matches() -> None:
    assert match_day(None, DayFilter(gte=FIRST)) is Answer.NO
    assert match_day(None, DayFilter(unknown=True), stated=False) is Answer.NO
    assert match_day(DayRange(None, None), DayFilter(lt=date.min)) is Answer.NO


@given(st.lists(st.sampled_from(Answer)))
def test_answers_follow_kleene(answers: list[Answer]) -> None:
    assert negate(all_of(answers)) is any_of(negate(answer) for answer in answers)
    assert all(negate(negate(answer)) is answer for answer in answers)
    assert all_of([*answers, Answer.NO]) is Answer.NO
    assert any_of([*answers, Answer.YES]) is Answer.YES
