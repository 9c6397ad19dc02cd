"""A national tally of acts, compared with the figures of single actions.

Source: docs/method.md, section 3, `reconciliation`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final

from ..model.vocabulary import Covers, Stage, Unit
from .action_facts import ActionFacts, StageClaim
from .action_overlap import ActionRelations
from .best_claims import figure_days
from .counted_figures import counted_figures
from .day_ranges import DayRange, days_of
from .done_by_day import may_be_since, may_have_begun, surely_since, surely_within
from .figure_containment import Figure
from .number_intervals import Interval, count_as_interval, hull, remainder
from .total_bounds import TotalBounds, bound_total

UNITS_OF_ACTS: Final = tuple(
    unit for unit in Unit if unit.value in ("grants", "people", "convictions", "cases", "records")
)
"""The units in which tallies of acts count, mixed."""


@dataclass(frozen=True, slots=True)
class TallyBounds:
    """The number of acts that is itemized for a tally, and what it leaves, as intervals that mix units.

    `low_total` and `high_total` are the totals that give the low and the high of `explained`.
    """

    explained: Interval
    unexplained: Interval
    low_total: TotalBounds
    high_total: TotalBounds


def bound_tally(
    relations: ActionRelations, asked: Iterable[str], tally: StageClaim, units: Iterable[Unit] = UNITS_OF_ACTS
) -> TallyBounds:
    """Return how much of a national tally is itemized.

    Parameters
    ----------
    relations
        The declarations of the whole graph.
    asked
        The ids of the actions that the tally can count: of its kind, of a state or in one.
    tally
        The claim with the tally; its `as_of`, else its page, gives the day. What it counts starts at its `since`.
    units
        The units that it may mix.

    Returns
    -------
    TallyBounds
        Each action counts in one of the units in which it has a figure, whichever. What surely lies within the
        tally's days gives the low, what possibly does the high.
    """
    assert tally.count is not None
    mixed, days, since = tuple(units), figure_days(tally), days_of(tally.count.since)
    ids = sorted(asked)
    within = relations.keeping(
        lambda claim: (
            surely_within(relations, claim, tally.stage, days) and surely_since(relations, claim, tally.stage, since)
        )
    )
    inside = hulls(within, relations, ids, tally.stage, mixed)
    lows = bound_total(inside, relations)
    begun = {id for id in ids if may_count(relations.actions[id], tally)}
    possible = [figure for figure in hulls(relations, relations, ids, tally.stage, mixed) if figure.actions & begun]
    highs = bound_total(widened(possible, inside), relations)
    explained = Interval(lows.interval.low, highs.interval.high)
    return TallyBounds(explained, remainder(count_as_interval(tally.count), explained), lows, highs)


def may_count(action: ActionFacts, tally: StageClaim) -> bool:
    """Return whether a tally may count something that an action did: within its days."""
    assert tally.count is not None
    begun = may_have_begun(action, tally.stage, figure_days(tally))
    return begun and may_be_since(action, tally.stage, days_of(tally.count.since))


def hulls(
    within: ActionRelations, relations: ActionRelations, asked: list[str], stage: Stage, units: Iterable[Unit]
) -> list[Figure]:
    """Return one figure for each action and series: the hull of its figures over the units.

    In a unit in which the figures of `within` give none, but others do, nothing is known: there the low is 0.
    """
    found: defaultdict[tuple[Covers, str], list[Figure]] = defaultdict(list)
    for unit in units:
        inside = {figure.subject: figure for figure in counted_figures(within, asked, stage, unit).figures}
        for figure in counted_figures(relations, asked, stage, unit).figures:
            nothing = replace(figure, interval=Interval(0, None), complete=False)
            found[figure.subject].append(inside.get(figure.subject, nothing))
    return [join_units(figures) for figures in found.values()]


def widened(possible: list[Figure], inside: list[Figure]) -> list[Figure]:
    """Return figures with high enough bounds: the best figure of all may be older than one within a tally's days."""
    surely = {figure.subject: figure for figure in inside}
    return [
        join_units([figure, surely[figure.subject]])
        if figure.subject in surely and _is_above(surely[figure.subject].interval.low, figure.interval.high)
        else figure
        for figure in possible
    ]


def _is_above(low: int, high: int | None) -> bool:
    return high is not None and low > high


def join_units(figures: list[Figure]) -> Figure:
    """Return the hull of the figures of one subject in several units."""
    earliest = [figure.days.earliest for figure in figures]
    latest = [figure.days.latest for figure in figures]
    return replace(
        figures[0],
        interval=reduce(hull, (figure.interval for figure in figures)),
        actions=frozenset[str]().union(*(figure.actions for figure in figures)),
        days=DayRange(
            None if None in earliest else min(day for day in earliest if day is not None),
            None if None in latest else max(day for day in latest if day is not None),
        ),
        complete=all(figure.complete for figure in figures),
        final=all(figure.final for figure in figures),
    )
