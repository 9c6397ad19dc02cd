"""Ranges of days within which something surely happened, and filters that answer yes, maybe or no.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final, NamedTuple

from ..model.dates import PartialDate


class DayRange(NamedTuple):
    """The first and the last day that something can have happened on; None where nothing bounds it."""

    earliest: date | None
    latest: date | None


UNBOUNDED: Final = DayRange(None, None)


def days_of(day: PartialDate | None) -> DayRange:
    """Return the days that a partial date can mean."""
    return UNBOUNDED if day is None else DayRange(day.first_day, day.last_day)


def surely_no_later(one: DayRange, other: DayRange) -> bool:
    """Return whether one day is the other or before it, whichever days they are."""
    return one.latest is not None and other.earliest is not None and one.latest <= other.earliest


class Answer(IntEnum):
    """The three values of Kleene's logic."""

    NO = 0
    MAYBE = 1
    YES = 2


def negate(answer: Answer) -> Answer:
    """Return yes for no, no for yes, and maybe for maybe."""
    return Answer(Answer.YES - answer)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Return the least sure of the answers; yes where there are none."""
    return min(answers, default=Answer.YES)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Return the surest of the answers; no where there are none."""
    return max(answers, default=Answer.NO)


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Bounds that a day has to keep; all that are given apply.

    Parameters
    ----------
    eq, gte, lt, lte
        The day itself, or its bounds.
    certain
        True leaves out what only may match.
    unknown
        True keeps only what has no bound at all, False leaves that out.
    """

    eq: date | None = None
    gte: date | None = None
    lt: date | None = None
    lte: date | None = None
    certain: bool = False
    unknown: bool | None = None


def match_day(days: DayRange | None, wanted: DayFilter) -> Answer:
    """Return whether a day within a range passes a filter.

    Parameters
    ----------
    days
        The range of the day; None where there is no such day, which never matches.
    wanted
        The filter.

    Returns
    -------
    Answer
        YES when each day of the range passes, NO when none does, else MAYBE.
    """
    if days is None or (wanted.unknown is not None and wanted.unknown is not (days == UNBOUNDED)):
        return Answer.NO
    first, last = _window(wanted)
    earliest, latest = (days.earliest or date.min).toordinal(), (days.latest or date.max).toordinal()
    if first > last or latest < first or earliest > last:
        return Answer.NO
    if earliest >= first and latest <= last:
        return Answer.YES
    return Answer.NO if wanted.certain else Answer.MAYBE


def _window(wanted: DayFilter) -> tuple[int, int]:
    """Return the first and the last day that pass, as ordinals: the day before the first one is a number too."""
    firsts = [day.toordinal() for day in (wanted.eq, wanted.gte) if day is not None]
    lasts = [day.toordinal() for day in (wanted.eq, wanted.lte) if day is not None]
    if wanted.lt is not None:
        lasts.append(wanted.lt.toordinal() - 1)
    return max(firsts, default=date.min.toordinal()), min(lasts, default=date.max.toordinal())
