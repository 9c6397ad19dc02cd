"""The actions of a total that no figure counts, or that only may match its filter.

Source: docs/method.md, section 3, what it returns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from ..model.vocabulary import Covers, Stage
from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .claims_known_by import known_claims
from .counted_figures import CountedFigures
from .day_ranges import DayRange, surely_no_later
from .figure_containment import Figure
from .stage_facts import stage_days


def uncounted_actions(
    relations: ActionRelations,
    asked: Iterable[str],
    stage: Stage,
    counted: CountedFigures,
    known_at: date | None = None,
    on: date | None = None,
) -> list[str]:
    """Return the ids of the actions at a stage that no figure counts.

    Parameters
    ----------
    relations, asked, stage, known_at, on
        As given to `counted_figures`.
    counted
        The figures that it found, in one unit.

    Returns
    -------
    list of str
        Without them, `complete` holds, and the high of the total is one of all that was asked for. A figure of a
        series counts the rounds that had surely begun by its day.
    """
    own = {figure.subject[1] for figure in counted.figures if figure.subject[0] is Covers.ACTION}
    series = [figure for figure in counted.figures if figure.subject[0] is Covers.SERIES]
    found = []
    for id in sorted(set(asked) - own):
        days = days_at(known_claims(relations.actions[id].claims, known_at).certain, stage, on)
        if days is not None and not any(
            _counts(figure, id) and surely_no_later(days, figure.days) for figure in series
        ):
            found.append(id)
    return found


def uncertain_actions(
    of_row: Iterable[str], counted: CountedFigures, uncounted: Iterable[str], uncertain: Collection[str]
) -> tuple[str, ...]:
    """Return the ids of the actions of a total that may match its filter or not, sorted.

    Parameters
    ----------
    of_row
        The ids of the actions of the row; those without a part in the total are left out.
    counted
        Its figures, in one unit.
    uncounted
        What `uncounted_actions` found.
    uncertain
        The ids of all actions that may match the filter or not.

    Returns
    -------
    tuple of str
        Those that a figure counts, in high only, and those that have none.
    """
    part = {action for figure in counted.figures for action in figure.actions}.union(uncounted)
    return tuple(sorted(part.intersection(of_row, uncertain)))


def days_at(claims: Sequence[StageClaim], stage: Stage, on: date | None = None) -> DayRange | None:
    """Return the days within which an action reached a stage; what was recorded had been granted.

    None where no claim says that it did, or where it surely did so after a day.
    """
    found = stage_days(claims, stage)
    if found is None and stage is Stage.GRANTED:
        # What was recorded after a day may have been granted by then.
        return stage_days(claims, Stage.RECORDED)
    begun = found is None or on is None or found.earliest is None or found.earliest <= on
    return found if begun else None


def _counts(figure: Figure, action: str) -> bool:
    return figure.complete and action in figure.actions
