"""Tell where no reading of the record allows a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..graph import KnowledgeGraph
from ..model.records import Claim
from ..model.vocabulary import Extent, Qualifier, Unit
from .comparison import Comparison, is_contested
from .resolution import Figure
from .statements import Statement
from .wording import DONE, is_about_cannabis


def exact_figures_exceeded(
    graph: KnowledgeGraph, statement: Statement, own: Sequence[Comparison], below: Sequence[Comparison]
) -> tuple[Claim, ...]:
    """Return the exact figures that a statement exceeds so that no reading is left; none where one is.

    The text speaks of cannabis and gives place, kind, one unit, a thing done, and the very day on which. The place has
    one action of the kind that can have been done on that day, all at once, with an exact figure in the unit that no
    source contests. The number of the text is larger than the largest figures of the place and its parts together, in
    any unit and at any stage: neither another unit, nor another stage, nor a sum is meant.
    """
    points = statement.points
    quantity = statement.quantity
    if not (
        len(points) == len(statement.days) == 1
        and points[0].on
        and points[0].day is not None
        and is_about_cannabis(statement.sentence)
        and len(points[0].day) == len("2020-06-17")
        and statement.stages == DONE
        and len(statement.kinds) == 1
        and len(quantity.counted.units) == 1
        and quantity.counted.units <= {Unit.PEOPLE, Unit.GRANTS, Unit.CONVICTIONS, Unit.CASES}
        and not statement.place.carried
    ):
        return ()
    everything = [one.figure for one in (*own, *below)]
    of_kind = [one for one in everything if one.kinds & statement.kinds or not one.kinds]
    actions = {one.action.id for one in of_kind if one.action is not None and _may_be_on(one, points[0].day.first_day)}
    if len(actions) != 1 or any(one.action is None for one in of_kind):
        return ()
    [action] = actions
    figures = [one for one in of_kind if one.action is not None and one.action.id == action]
    exact = [
        one
        for one in figures
        if one.usable
        and one.claim.stage in DONE
        and one.quantity.unit in quantity.counted.units
        and one.quantity.qualifier is Qualifier.EXACTLY
        and one.quantity.extent is Extent.WHOLE
        and not one.quantity.cumulative
        and any(day == points[0].day for day in one.days)
        and not is_contested(graph, one.claim)
    ]
    if not exact or (quantity.low or 0) * 0.8 <= sum(_greatest(one) for one in _largest(everything)):
        return ()
    return tuple(one.claim for one in exact)


def _may_be_on(figure: Figure, day: date) -> bool:
    """Return whether an action can have been going on on a day: every action without exact days can."""
    assert figure.action is not None
    dates = [one.date for one in figure.action.history if one.date is not None and one.stage in DONE]
    if not dates:
        return True
    return min(one.first_day for one in dates) <= day and (
        max(one.last_day for one in dates) >= day or figure.quantity.cumulative
    )


def _largest(figures: Iterable[Figure]) -> list[Figure]:
    """Return the largest figure of each action and of the place."""
    found: dict[str, Figure] = {}
    for one in figures:
        if one.claim.about not in found or _greatest(one) > _greatest(found[one.claim.about]):
            found[one.claim.about] = one
    return list(found.values())


def _greatest(figure: Figure) -> float:
    quantity = figure.quantity
    if quantity.high is not None:
        return quantity.high
    return (quantity.low or 0) * 2
