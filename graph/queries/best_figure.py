"""The best figure of an action or a series, tightened by the other figures of the same.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..model.vocabulary import Covers, Qualifier, Stage
from .action_facts import StageClaim
from .best_claims import best_first, figure_days
from .day_ranges import DayRange, surely_no_later
from .figure_coverage import Subject, coverage, is_final, is_part
from .number_intervals import Interval, count_as_interval, intersect
from .stage_facts import implies

GROWING: Final = frozenset((Stage.APPLIED, Stage.GRANTED, Stage.RECORDED))
"""The stages whose counts never fall."""

OPEN: Final = Interval(0, None)


@dataclass(frozen=True, slots=True)
class BestFigure:
    """The best claim of a figure, and the interval that it and the others give as of its day.

    `low_from` and `high_from` are the claims that set the bounds; `conflicts` those that contradict the best.
    """

    claim: StageClaim
    interval: Interval
    days: DayRange
    whole: bool
    low_from: StageClaim
    high_from: StageClaim
    conflicts: tuple[StageClaim, ...] = ()


def best_figure(
    figures: Iterable[StageClaim], subject: Subject, within: Iterable[StageClaim] = ()
) -> BestFigure | None:
    """Return the best of several figures of one subject, tightened by the others.

    Parameters
    ----------
    figures
        Claims with a figure, in one unit and of one stage.
    subject
        The action or series that they are about.
    within
        Figures of what is counted within these: what was recorded of the granted.

    Returns
    -------
    BestFigure or None
        None where no figure is usable.

    Notes
    -----
    Each of the others narrows the interval as `bound_by` says, best first, unless no number is left: then the best
    stays, and the pair is a conflict.
    """
    ordered = best_first(figures, subject)
    if not ordered:
        return None
    best = ordered[0]
    interval = figure_interval(best, subject)
    low_from = high_from = best
    conflicts = []
    for other in ordered[1:] + best_first(within, subject):
        narrowed = intersect(interval, bound_by(other, best, subject))
        if narrowed.empty:
            conflicts.append(other)
            continue
        low_from = other if narrowed.low > interval.low else low_from
        high_from = other if narrowed.high != interval.high else high_from
        interval = narrowed
    whole = not is_part(best, subject)
    return BestFigure(best, interval, figure_days(best), whole, low_from, high_from, tuple(conflicts))


def bound_by(other: StageClaim, best: StageClaim, subject: Subject) -> Interval:
    """Return the bounds that one figure sets to the count of another, of one subject and unit.

    Counts of the stages in `GROWING` never fall. So the low of a figure that is surely no later holds, and so does the
    high of a whole that is surely no earlier. Other counts compare on the same day only. A figure of less, such as what
    was recorded of the granted, gives a low only, and so does one in words: tens of thousands may be 100,000 to some.
    """
    if not counts_within(other, best, subject):
        return OPEN
    low, high = figure_interval(other, subject)
    less = other.stage is not best.stage or coverage(other, subject) is not coverage(best, subject)
    if less or in_words(other):
        high = None
    days, other_days = figure_days(best), figure_days(other)
    if best.stage not in GROWING:
        return Interval(low, high) if is_one_day(days) and other_days == days else OPEN
    final = is_final(best, subject)
    return Interval(
        low if final or surely_no_later(other_days, days) else 0,
        high if (final and is_final(other, subject)) or surely_no_later(days, other_days) else None,
    )


def in_words(claim: StageClaim) -> bool:
    """Return whether a figure is a word, such as hundreds: its high is only where the next word begins."""
    return claim.count is not None and claim.count.qualifier is Qualifier.UNQUANTIFIED


def counts_within(one: StageClaim, other: StageClaim, subject: Subject) -> bool:
    """Return whether one figure counts what the other counts or less, each as of its day.

    One that does not declare what it covers may count more than any other, and counts at least its own action.
    """
    covered, covers = coverage(one, subject), coverage(other, subject)
    same = covered is covers or (covers is None and covered is Covers.ACTION)
    return same and covered is not None and implies(one.stage, other.stage)


def figure_interval(claim: StageClaim, subject: Subject) -> Interval:
    """Return the interval that a figure gives for all that it covers: a part gives no high."""
    assert claim.count is not None
    interval = count_as_interval(claim.count)
    return Interval(interval.low, None) if is_part(claim, subject) else interval


def is_one_day(days: DayRange) -> bool:
    """Return whether days are a single, known day."""
    return days.earliest is not None and days.earliest == days.latest
