"""When one figure contains another, and when two have nothing in common.

Source: docs/method.md, section 3, relations.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.vocabulary import Covers
from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .best_figure import is_one_day
from .day_ranges import DayRange, surely_no_later
from .number_intervals import Interval


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a total: an interval that holds for the acts of some actions as of a day.

    Parameters
    ----------
    claim
        The best claim behind it.
    interval
        The number of acts, in the unit of the claim.
    subject
        The action that it is of, or the first by id of the rounds of the series.
    actions
        The actions that it may count, all rounds of the series for one of a series.
    days
        The days that it may describe.
    complete
        It surely counts all that its actions did by its day, so that it can contain others.
    final
        What it counts was done on one day and does not grow.
    growing
        Its stage is one whose counts never fall.
    claims
        The claims that set low and high.
    """

    claim: StageClaim
    interval: Interval
    subject: tuple[Covers, str]
    actions: frozenset[str]
    days: DayRange
    complete: bool
    final: bool = False
    growing: bool = True
    claims: tuple[StageClaim, ...] = ()

    @property
    def id(self) -> str:
        """The id of its claim."""
        return self.claim.id


def contains(relations: ActionRelations, one: Figure, other: Figure) -> bool:
    """Return whether one figure surely counts all that the other counts.

    Each action of the other is one of its actions or a part of one, it counts all of them, and the other describes a
    day that is surely no later.
    """
    return (
        one is not other
        and one.complete
        and all(is_within(relations, action, one.actions) for action in other.actions)
        and counted_in_time(one, other)
    )


def is_within(relations: ActionRelations, action: str, actions: frozenset[str]) -> bool:
    """Return whether an action is one of several or a part of one."""
    return not relations.wholes[action].isdisjoint(actions)


def counted_in_time(one: Figure, other: Figure) -> bool:
    """Return whether one figure is of a day on which it surely counted what the other counts.

    Counts that can fall, such as of those eligible, compare on the same day only.
    """
    if not one.growing:
        return one.days == other.days and is_one_day(one.days)
    return one.final or surely_no_later(other.days, one.days)


def disjoint(relations: ActionRelations, one: Figure, other: Figure) -> bool:
    """Return whether no action of the one may meet one of the other."""
    return not any(relations.may_meet(action, another) for action in one.actions for another in other.actions)
