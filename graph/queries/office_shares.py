"""The share of a period that each holder of an office held it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..model.dates import PartialDate
from ..model.records import Term


@dataclass(frozen=True, slots=True)
class OfficeShare:
    """The share of the days of a period that a term covers, as an interval from 0 to 1."""

    term: Term
    low: float
    high: float


def office_shares(terms: Iterable[Term], first: date, last: date) -> list[OfficeShare]:
    """Return the terms that cover or may cover days of a period, with their shares of it, oldest first.

    Parameters
    ----------
    terms
        The terms of one office in one place, oldest first.
    first, last
        The first and the last day of the period.

    Returns
    -------
    list of OfficeShare
        A term covers its first day and not the day on which it ended. The two bounds differ where a source gives only
        the month or the year of a start or an end.

    Examples
    --------
    >>> terms = load().terms_of("state/nv", Office.GOVERNOR)
    >>> [(one.term.person, one.low) for one in office_shares(terms, date(2022, 1, 1), date(2022, 12, 31))]
    [('person/steve-sisolak', 1.0)]
    """
    days = (last - first).days + 1
    found = []
    for term in terms:
        most = _days(term.start.first_day, _end(term.end, latest=True), first, last)
        least = _days(term.start.last_day, _end(term.end, latest=False), first, last)
        if most:
            found.append(OfficeShare(term, least / days, most / days))
    return found


def _end(end: PartialDate | None, *, latest: bool) -> date:
    """Return the last day of a term at the latest or at the earliest."""
    if end is None:
        return date.max
    return (end.last_day if latest else end.first_day) - timedelta(1)


def _days(start: date, end: date, first: date, last: date) -> int:
    """Return the number of days that two periods have in common."""
    return max(0, (min(end, last) - max(start, first)).days + 1)
