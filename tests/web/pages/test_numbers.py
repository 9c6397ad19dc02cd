"""Numbers, units and days in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from clemency_graph.graph.model.vocabulary import Unit
from clemency_graph.web.pages import numbers
from hypothesis import given
from hypothesis import strategies as st

COUNTS = st.integers(0, 10_000_000)
UNITS = st.sampled_from([one.name for one in Unit])


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "words"),
    [
        ("EXACTLY", 140_429, 140_429, "140,429 cases"),
        ("EXACTLY", 1, 1, "1 case"),
        ("ABOUT", 1_240, 1_240, "about 1,240 cases"),
        ("AT_LEAST", 9, None, "at least 9 cases"),
        ("MORE_THAN", 15_001, None, "more than 15,000 cases"),
        ("UP_TO", None, 40, "at most 40 cases"),
        ("NEARLY", None, 999, "fewer than 1,000 cases"),
        ("BETWEEN", 10, 20, "10 to 20 cases"),
        ("UNQUANTIFIED", 200, None, "at least 200 cases"),
        ("UNQUANTIFIED", None, None, "an unknown number of cases"),
    ],
)
def test_a_quantity_is_worded_as_exactly_as_its_source(
    qualifier: str, low: int | None, high: int | None, words: str
) -> None:
    value: dict[str, Any] = {"qualifier": qualifier, "low": low, "high": high, "unit": "CASES"}
    assert numbers.quantity(value) == words


@given(low=COUNTS, width=st.one_of(st.none(), COUNTS), unit=UNITS)
def test_the_ends_of_an_interval_can_be_read_back(low: int, width: int | None, unit: str) -> None:
    high = None if width is None else low + width
    words = numbers.interval(low, high, unit)
    told = [int(one.replace(",", "")) for one in re.findall(r"[\d,]+", words)]
    if high is None:
        assert told == ([low] if low else [])
        assert words.startswith("at least" if low else "an unknown")
    elif low == high:
        assert told == [low]
        assert words[0].isdigit()
    else:
        assert told == ([low, high] if low else [high])
    assert words.endswith((numbers.unit(unit), numbers.unit(unit, 1)))
    assert words.endswith(numbers.unit(unit, 1)) == ((low if high is None else high) == 1)


@given(low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_share_never_rounds_to_all_or_nothing(low: float, high: float) -> None:
    low, high = min(low, high), max(low, high)
    words = numbers.share({"low": low, "high": high})
    assert ("100%" in words) <= (high == 1)
    assert (words == "0%") <= (low == high == 0)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_is_written_as_precisely_as_it_is_known(day: date) -> None:
    written = day.isoformat()
    assert numbers.day(written) == f"{day.day} {day:%B} {day.year}"
    assert numbers.day(written[:7]) == f"{day:%B} {day.year}"
    assert numbers.day(written[:4]) == str(day.year)
    assert numbers.on_day(written).startswith("on ")
    assert numbers.on_day(written[:7]).startswith("in ")


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 12_000))
def test_the_age_never_overstates_by_a_month(day: date, later: int) -> None:
    today = day + timedelta(days=later)
    words = numbers.age(day.isoformat(), today.isoformat())
    if not words:
        assert later < 62
        return
    count, unit = int(words.split()[0]), words.split()[1]
    days = count * (30.44 if unit == "months" else 365.28)
    assert days <= later + 1
    assert later < days + (31 if unit == "months" else 366)


def test_days_of_a_range() -> None:
    assert numbers.days({"earliest": "2022-01-01", "latest": "2022-12-31"}) == "2022"
    assert numbers.days({"earliest": "2022-04-01", "latest": "2022-04-01"}) == "1 April 2022"
    assert numbers.days({"earliest": None, "latest": "2022-04-01"}) == "days up to 1 April 2022"
    assert numbers.days({"earliest": "2022-04-01", "latest": None}) == "from 1 April 2022 on"
    assert numbers.days({"earliest": None, "latest": None}) == ""
