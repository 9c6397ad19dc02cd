"""Shares of a period that terms of office cover, held against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Term
from clemency_graph.graph.model.vocabulary import Office
from clemency_graph.graph.queries.office_shares import office_shares
from hypothesis import given
from hypothesis import strategies as st

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
DAYS = [FIRST + timedelta(number) for number in range(366)]
DATES = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]),
    st.dates(date(2019, 6, 1), date(2021, 6, 30)),
    st.sampled_from([4, 7, 10]),
)


def term(start: PartialDate, end: PartialDate | None) -> Term:
    return Term(
        id="term", office=Office.GOVERNOR, person="person/a", jurisdiction="state/s", party=None, start=start, end=end,
        scheduled_end=None, claims=(),
    )  # fmt: skip


@given(DATES, st.none() | DATES)
def test_a_share_is_the_part_of_the_days_that_a_term_covers(start: PartialDate, end: PartialDate | None) -> None:
    may, surely = 0, 0
    for day in DAYS:
        may += start.first_day <= day and (end is None or day < end.last_day)
        surely += start.last_day <= day and (end is None or day < end.first_day)
    found = office_shares([term(start, end)], FIRST, LAST)
    assert [(round(one.low * 366), round(one.high * 366)) for one in found] == ([(surely, may)] if may else [])


@pytest.mark.parametrize(("first", "last"), [(date(2020, 2, 29), date(2020, 2, 29)), (FIRST, LAST)])
def test_terms_that_follow_each_other_cover_all(first: date, last: date) -> None:
    change = PartialDate("2020-02-29")
    found = office_shares([term(PartialDate("2019"), change), term(change, None)], first, last)
    assert sum(one.low for one in found) == sum(one.high for one in found) == 1
