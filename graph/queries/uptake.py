"""The uptake of relief: the share of the eligible that was granted it, the pace, and what is left, as intervals.

Source: docs/method.md, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from ..model.vocabulary import UptakeGap
from .day_ranges import DayRange
from .number_intervals import Interval, remainder

INHABITANTS: Final = 100_000
"""The number of inhabitants to which counts are related."""
DAYS_A_YEAR: Final = 365.25
SHORTEST_PERIOD: Final = 90
"""The days that a period has at least for a pace: what was granted in a few days says little about a year."""


class RealInterval(NamedTuple):
    """From `low` to `high`, both included; a null `high` is open."""

    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of one figure of an action, at one stage and in one unit.

    Parameters
    ----------
    interval
        The count.
    days
        The days that the figure can describe.
    whole
        The figure leaves nothing out.
    own
        The figure counts acts of this action alone.
    """

    interval: Interval
    days: DayRange
    whole: bool = True
    own: bool = True


@dataclass(frozen=True, slots=True)
class Rates:
    """Measures of the uptake of one action in one unit, each None where `gaps` says why."""

    rate: RealInterval | None
    remaining: Interval | None
    pace: RealInterval | None
    years_left: RealInterval | None
    per_inhabitants: RealInterval | None
    gaps: tuple[UptakeGap, ...]


def rates(
    eligible: Counted | None,
    granted: Counted | None,
    start: DayRange | None,
    inhabitants: int | None,
    *,
    other_units: bool = False,
) -> Rates:
    """Return what two figures of one action, in one unit, say about its uptake.

    Parameters
    ----------
    eligible, granted
        The figures; None where there is none in the unit.
    start
        The days from which relief could be had; None where they are not known, or all was granted on one day.
    inhabitants
        The population of the place on the day of the grants; None where it is not recorded.
    other_units
        There are figures of a missing stage in other units.

    Returns
    -------
    Rates
        Each measure holds for every pair of numbers that the figures leave possible.

    Examples
    --------
    >>> day = DayRange(date(2020, 6, 17), date(2020, 6, 17))
    >>> rates(Counted(Interval(15_592, 15_592), day), Counted(Interval(15_001, None), day), None, None).rate
    RealInterval(low=0.9620959466393022, high=1.0)
    """
    gaps = _gaps(eligible, granted, other_units=other_units)
    comparable = not gaps
    rate = share(granted.interval, eligible.interval) if comparable and granted and eligible else None
    if rate == RealInterval(0, 1):
        gaps.append(UptakeGap.OPEN_ENDED)
        rate = None
    left = remainder(eligible.interval, granted.interval) if rate and granted and eligible else None
    counts = granted is not None and granted.own and granted.whole
    years = period(start, granted.days) if counts and granted and start else None
    pace = divide(granted.interval, years) if granted and years else None
    if granted and counts and pace is None:
        gaps.append(UptakeGap.NO_PERIOD)
    per_inhabitants = None
    if granted and counts and inhabitants:
        per_inhabitants = scale(granted.interval, INHABITANTS / inhabitants)
    elif granted and counts:
        gaps.append(UptakeGap.NO_POPULATION)
    years_left = divide(left, pace) if left and pace and pace.low > 0 else None
    return Rates(rate, left, pace, years_left, per_inhabitants, tuple(gap for gap in UptakeGap if gap in gaps))


def _gaps(eligible: Counted | None, granted: Counted | None, *, other_units: bool) -> list[UptakeGap]:
    """Return why one figure cannot be divided by another; none where it can."""
    gaps = []
    if eligible is None or eligible.interval.high == 0:
        gaps.append(UptakeGap.NO_ELIGIBLE)
    if granted is None:
        gaps.append(UptakeGap.NO_GRANTED)
    if gaps and other_units:
        gaps.append(UptakeGap.UNITS_DIFFER)
    known = [one for one in (eligible, granted) if one is not None]
    if not all(one.whole for one in known):
        gaps.append(UptakeGap.PART_ONLY)
    exceeds = eligible and granted and _surely_exceeds(granted.interval, eligible.interval)
    if exceeds or not all(one.own for one in known):
        gaps.append(UptakeGap.POPULATIONS_DIFFER)
    return gaps


def _surely_exceeds(one: Interval, other: Interval) -> bool:
    return other.high is not None and one.low > other.high


def period(start: DayRange, end: DayRange) -> RealInterval | None:
    """Return the years between two days; None where a bound is missing, or they may be too few for a pace."""
    if start.earliest is None or start.latest is None or end.earliest is None or end.latest is None:
        return None
    shortest, longest = (end.earliest - start.latest).days, (end.latest - start.earliest).days
    if shortest < SHORTEST_PERIOD:
        return None
    return RealInterval(shortest / DAYS_A_YEAR, longest / DAYS_A_YEAR)


def divide(one: Interval | RealInterval, other: Interval | RealInterval) -> RealInterval:
    """Return the quotients of the numbers of two intervals; a divisor of 0 leaves the quotient open.

    Examples
    --------
    >>> divide(Interval(10, 20), Interval(100, 200))
    RealInterval(low=0.05, high=0.2)
    """
    low = one.low / other.high if other.high else 0.0
    return RealInterval(low, None if one.high is None or other.low == 0 else one.high / other.low)


def share(one: Interval, whole: Interval) -> RealInterval:
    """Return the quotients of the numbers of two intervals of which the first is a part of the second: at most 1."""
    found = divide(one, whole)
    return RealInterval(found.low, 1.0 if found.high is None else min(1.0, found.high))


def scale(one: Interval, factor: float) -> RealInterval:
    """Return an interval multiplied by a number."""
    return RealInterval(one.low * factor, None if one.high is None else one.high * factor)
