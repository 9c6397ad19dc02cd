"""Days of a sentence, and what they are the days of."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph.graph.text_check.days import DayRole, find_days


@pytest.mark.parametrize(
    ("text", "day", "role"),
    [
        ("On June 17, 2020, it voted.", "2020-06-17", DayRole.POINT),
        ("on 17 June 2020", "2020-06-17", DayRole.POINT),
        ("as of Dec. 2023", "2023-12", DayRole.POINT),
        ("through March 2022", "2022-03", DayRole.POINT),
        ("in 2019", "2019", DayRole.POINT),
        ("by 2023-04-14", "2023-04-14", DayRole.POINT),
        ("since 2018", "2018", DayRole.SINCE),
        ("since legalizing marijuana in 2021", "2021", DayRole.SINCE),
        ("before 2018", "2018", DayRole.BOUND),
        ("last year", "2023", DayRole.POINT),
        ("on May 5", "2023-05-05", DayRole.POINT),
    ],
)
def test_a_day(text: str, day: str, role: DayRole) -> None:
    [found] = find_days(text, date(2024, 3, 1))
    assert (found.day, found.role) == (day, role)


@pytest.mark.parametrize("text", ["last year", "on May 5", "in May", "three months ago", "last Tuesday"])
def test_a_day_that_depends_on_the_day_of_the_text(text: str) -> None:
    assert [one.day for one in find_days(text)] == [None]


@pytest.mark.parametrize(
    "text", ["under a 2019 law", "the 2018 measure", "it may", "2,019 people", "$2019", "February 30, 2020x"]
)
def test_no_day(text: str) -> None:
    assert [one for one in find_days(text) if one.day is not None] == []


def test_on_is_not_as_of() -> None:
    assert [one.on for one in find_days("on June 17, 2020 and as of June 18, 2020")] == [True, False]
