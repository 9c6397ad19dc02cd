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


def surely_before(one: DayRange, other: DayRange) -> bool:
    """Return whether one day is before the other, whichever days they are."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


class Answer(IntEnum):
    """The three values of Kleene's logic."""

    NO = 0
    MAYBE = 1
    YES = 2


def negate(answer: Answer) -> Answer:
    """Return yes for no, no for yes, and maybe for maybe."""
    return Answer(Answer.YES - answer)


def certainly(answer: Answer) -> Answer:
    """Return yes for yes, and no for all that is not certain."""
    return Answer.YES if answer is Answer.YES else Answer.NO


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
    unknown
        True keeps only what has no stated day, False leaves that out.
    """

    eq: date | None = None
    gte: date | None = None
    lt: date | None = None
    lte: date | None = None
    unknown: bool | None = None

    @property
    def window(self) -> tuple[int, int]:
        """The first and the last day that pass, as ordinals: the day before the first one is a number too."""
        firsts = [day.toordinal() for day in (self.eq, self.gte) if day is not None]
        lasts = [day.toordinal() for day in (self.eq, self.lte) if day is not None]
        if self.lt is not None:
            lasts.append(self.lt.toordinal() - 1)
        return max(firsts, default=date.min.toordinal()), min(lasts, default=date.max.toordinal())


def match_day(days: DayRange | None, wanted: DayFilter, stated: bool = True) -> Answer:
    """Return whether a day within a range passes a filter.

    Parameters
    ----------
    days
        The range of the day; None where there is no such day, which never matches.
    wanted
        The filter.
    stated
        A source gives the day, if only the year; a day that is merely bounded by others is not stated.

    Returns
    -------
    Answer
        YES when each day of the range passes, NO when none does, else MAYBE.
    """
    if days is None or wanted.unknown is stated:
        return Answer.NO
    first, last = wanted.window
    earliest, latest = (days.earliest or date.min).toordinal(), (days.latest or date.max).toordinal()
    if first > last or latest < first or earliest > last:
        return Answer.NO
    if earliest >= first and latest <= last:
        return Answer.YES
    return Answer.MAYBE
