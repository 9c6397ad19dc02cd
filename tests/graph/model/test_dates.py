"""Dates with the precision of their source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from clemency_graph.graph.model.dates import PartialDate
from hypothesis import given
from hypothesis import strategies as st

days = st.dates(date(1000, 1, 1), date(9999, 12, 30))
partial_dates = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from((4, 7, 10)))


@given(partial_dates)
def test_first_and_last_day_span_just_what_the_text_says(partial: PartialDate) -> None:
    assert partial.first_day.isoformat().startswith(partial)
    assert partial.last_day.isoformat().startswith(partial)
    if partial.last_day < date.max:  # after which there is no day
        assert not (partial.last_day + timedelta(days=1)).isoformat().startswith(partial)
    if partial.first_day > date(1000, 1, 1):
        assert not (partial.first_day - timedelta(days=1)).isoformat().startswith(partial)


@given(partial_dates, partial_dates)
def test_order_is_that_of_the_first_days(one: PartialDate, other: PartialDate) -> None:
    if one < other:
        assert one.first_day <= other.first_day


@given(partial_dates, partial_dates)
def test_dates_agree_when_one_day_can_be_both(one: PartialDate, other: PartialDate) -> None:
    assert one.agrees_with(other) == (one.startswith(other) or other.startswith(one))


@pytest.mark.parametrize("text", ["", "20", "2020-6", "2020-13", "2020-02-30", "2020-06-17T00:00", "17.6.2020", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a d"):
        PartialDate(text)
