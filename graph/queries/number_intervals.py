"""Intervals of whole numbers, and the interval as which a stated number counts.

Source: docs/method.md, section 1.
"""

from __future__ import annotations

from typing import NamedTuple

from ..model.vocabulary import Qualifier
from .action_facts import Count


class Interval(NamedTuple):
    """From `low` to `high`, both included; a null `high` is open."""

    low: int
    high: int | None

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.high is not None and self.high < self.low


def rounding_error(number: int) -> int:
    """Return how far the true number may be from one stated as `about`.

    Half a unit of the last place of the number that is not zero, at most a tenth of the number, at least 1.

    Examples
    --------
    >>> rounding_error(198_000), rounding_error(100_000), rounding_error(45)
    (500, 10000, 1)
    """
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return max(1, min(place // 2, number // 10))


def count_as_interval(count: Count) -> Interval:
    """Return the interval as which a stated number counts.

    Parameters
    ----------
    count
        The number as stated. `about` is widened by `rounding_error`; a bound that was not stated is never guessed.

    Returns
    -------
    Interval
        In the unit of the count.

    Examples
    --------
    >>> count_as_interval(Count(198_000, 198_000, Unit.RECORDS, Qualifier.ABOUT))
    Interval(low=197500, high=198500)
    """
    low, high = count.low or 0, count.high
    if count.qualifier is Qualifier.ABOUT:
        low = max(0, low - rounding_error(low))
        high = None if high is None else high + rounding_error(high)
    return Interval(low, high)


def intersect(one: Interval, other: Interval) -> Interval:
    """Return the numbers that lie in both; the result may be empty."""
    return Interval(max(one.low, other.low), least(one.high, other.high))


def hull(one: Interval, other: Interval) -> Interval:
    """Return the smallest interval that holds both."""
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Interval(min(one.low, other.low), high)


def remainder(whole: Interval, taken: Interval) -> Interval:
    """Return what can be left of a number when another, which lies within it, is taken away."""
    low = 0 if taken.high is None else max(0, whole.low - taken.high)
    return Interval(low, None if whole.high is None else max(0, whole.high - taken.low))


def least(one: int | None, other: int | None) -> int | None:
    """Return the lower of two highs, of which either may be open."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
