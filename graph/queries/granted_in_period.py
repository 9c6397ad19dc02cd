"""How much clemency was granted in a period, and by the end of it, as intervals that surely hold.

An act counts in the period in which the first action that counts it did it. So what was granted in a period is what had
been granted by its end, less what had been granted before. Running totals count by the day that they describe.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from ..model.vocabulary import Stage, Unit
from .action_facts import ActionFacts
from .action_overlap import ActionRelations
from .best_claims import figure_days
from .counted_figures import counted_figures
from .day_ranges import DayRange, surely_no_later
from .figure_containment import Figure
from .number_intervals import Interval
from .stage_facts import implies, reports_stage, stage_days
from .total_bounds import bound_total
from .uncounted_actions import uncounted_actions

RELIEF_UNITS: Final = (Unit.PEOPLE, Unit.GRANTS, Unit.CONVICTIONS, Unit.CASES, Unit.RECORDS, Unit.CHARGES)
"""The units that count relief; certificates and applications count papers."""
_STAGE: Final = Stage.GRANTED


class Granted(NamedTuple):
    """A number of acts as an interval, with the ids of the claims on which it rests; high is None where it is open."""

    interval: Interval
    claims: tuple[str, ...]


class GrantedInPeriod(NamedTuple):
    """What was granted in a period and by its last day, each None if the record tells nothing of it."""

    within: Granted | None
    by_end: Granted | None


@dataclass(frozen=True, slots=True)
class Grants:
    """The days on which an action granted, and the units in which that is counted.

    `reported` says whether a usable claim tells that it granted; else only a deprecated one or a figure of the series.
    """

    days: DayRange | None
    one_day: bool
    units: frozenset[Unit]
    reported: bool

    def may_begin_by(self, day: date) -> bool:
        """Return whether something may have been granted by a day."""
        return self.days is None or self.days.earliest is None or self.days.earliest <= day

    def is_over_by(self, day: date) -> bool:
        """Return whether all had surely been granted by a day."""
        return self.one_day and self.days is not None and self.days.latest is not None and self.days.latest <= day


def grants_of(action: ActionFacts) -> Grants | None:
    """Return the grants of an action; None if no claim tells that it, or its series, granted something."""
    claims = [one for one in action.claims if implies(one.stage, _STAGE)]
    if not claims:
        return None
    units = frozenset(one.count.unit for one in claims if one.count is not None)
    reported = any(map(reports_stage, claims))
    return Grants(stage_days(action.claims, _STAGE), action.one_day, units, reported)


def granted_in_period(
    relations: ActionRelations, grants: dict[str, Grants], unit: Unit, first: date, last: date
) -> GrantedInPeriod:
    """Return how many acts some actions came to in a period and by its end, in one unit.

    Parameters
    ----------
    relations
        The declarations and claims of all actions of the graph.
    grants
        The grants of the actions to count, by the ids of the actions.
    unit
        The unit.
    first, last
        The first and the last day of the period.

    Returns
    -------
    GrantedInPeriod
        A high is given only where every action that may have granted by then is counted, by a figure that is surely of
        the end or later, or of one day. An interval from 0 that is open tells nothing, and is None.

    Examples
    --------
    >>> relations = graph.cached(relations_of)
    >>> id = "action/nv/2020-possession-pardons"
    >>> grants = {id: grants_of(relations.actions[id])}
    >>> granted_in_period(relations, grants, Unit.CONVICTIONS, date(2020, 1, 1), date(2020, 12, 31)).within.interval
    Interval(low=15001, high=None)
    """
    begun = [id for id, one in grants.items() if one.may_begin_by(last)]
    if not any(unit in grants[id].units for id in begun):
        return GrantedInPeriod(None, None)
    by_end = _sum(relations, begun, unit, last)
    known = _granted(by_end.low, by_end.high, by_end)
    day = first - timedelta(1)
    earlier = [id for id in begun if grants[id].may_begin_by(day)]
    if not earlier:
        return GrantedInPeriod(known, known)
    unfinished = [id for id in begun if not grants[id].is_over_by(day)]
    if not unfinished:
        return GrantedInPeriod(None, known)
    # What may be shared with an action that began before may have been granted before.
    new = [id for id in begun if id not in earlier and not any(relations.may_meet(id, other) for other in earlier)]
    before = _sum(relations, earlier, unit, day)
    if not all(grants[id].reported for id in earlier):
        # Nobody counts what it granted, if it did, and figures of later actions may count the same acts again.
        before = before._replace(high=None)
    rest, rest_before = by_end, before
    if len(unfinished) < len(begun):
        rest = _sum(relations, unfinished, unit, last)
        rest_before = _sum(relations, [id for id in unfinished if id in earlier], unit, day)
    return GrantedInPeriod(_within(by_end, before, _sum(relations, new, unit, last), rest, rest_before), known)


class _Sum(NamedTuple):
    """What some actions had granted by a day; high is None where it is open."""

    low: int
    high: int | None
    claims: tuple[str, ...]


def _sum(relations: ActionRelations, ids: Sequence[str], unit: Unit, on: date) -> _Sum:
    """Return what some actions had granted by a day."""
    if not ids:
        return _Sum(0, 0, ())
    counted = counted_figures(relations, ids, _STAGE, unit, on=on)
    bounds = bound_total(counted.figures, relations)
    used = {*bounds.low_figures, *bounds.high_figures}
    claims = (one.id for figure in counted.figures if figure.id in used for one in (figure.claim, *figure.claims))
    holds = all(_holds_on(figure, on) for figure in counted.figures if figure.id in bounds.high_figures)
    complete = holds and not uncounted_actions(relations, ids, _STAGE, counted, on=on)
    return _Sum(bounds.interval.low, bounds.interval.high if complete else None, tuple(dict.fromkeys(claims)))


def _holds_on(figure: Figure, on: date) -> bool:
    """Return whether the high of a figure holds on a day: it counts what was done later, or nothing was."""
    return figure.final or surely_no_later(DayRange(on, on), figure_days((figure.claim, *figure.claims)[-1]))


def _within(by_end: _Sum, before: _Sum, new: _Sum, rest: _Sum, rest_before: _Sum) -> Granted | None:
    """Return what was granted in a period.

    `new` counts the actions that began in the period, `rest` those that were not over before it.
    """
    low, used = new.low, [new]
    if before.high is not None and by_end.low - before.high > low:
        low, used = by_end.low - before.high, [by_end, before]
    if rest.high is None:
        return _granted(low, None, *used)
    high = max(0, rest.high - rest_before.low)
    # Where sources contradict each other, the bounds may cross: then only the low is told.
    return _granted(low, high if low <= high else None, *used, rest, rest_before)


def _granted(low: int, high: int | None, *sums: _Sum) -> Granted | None:
    claims = tuple(dict.fromkeys(claim for one in sums for claim in one.claims))
    return Granted(Interval(low, high), claims) if claims and (low or high is not None) else None


def grants_among(relations: ActionRelations, ids: Iterable[str]) -> dict[str, Grants]:
    """Return the grants of those of some actions of which a claim tells that they granted something."""
    found = ((id, grants_of(relations.actions[id])) for id in ids)
    return {id: one for id, one in found if one is not None}
