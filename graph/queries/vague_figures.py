"""Figures that give no number of their own, or one bound of it, though another page counts.

Source: docs/method.md, section 2, what `check` refuses.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ..model.vocabulary import Qualifier
from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .best_and_rivals import unexplained_best_figures
from .best_claims import figure_days
from .best_figure import GROWING
from .day_ranges import surely_before
from .figure_coverage import is_part
from .number_intervals import count_as_interval

COUNTS: Final = frozenset({Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.BETWEEN})
"""The qualifiers of figures whose source gives both bounds."""


class VagueFigure(NamedTuple):
    """The best figure, and a count of the same stage, unit and coverage that lies inside its bounds."""

    best: StageClaim
    counted: StageClaim


def vague_figures(relations: ActionRelations, action: str) -> list[VagueFigure]:
    """Return the best figures of an action that leave open what another counts; a preferred figure has its reason."""
    return [
        VagueFigure(best, rival)
        for subject, best, rivals in unexplained_best_figures(relations, action)
        for rival in rivals
        if not is_part(rival, subject) and counts_within(rival, best) and still_holds(rival, best)
    ]


def counts_within(one: StageClaim, other: StageClaim) -> bool:
    """Return whether a figure has two bounds by its source, and they lie inside those of another that has not."""
    if one.count is None or other.count is None:
        return False
    if one.count.qualifier not in COUNTS or other.count.qualifier in COUNTS:
        return False
    inner, outer = count_as_interval(one.count), count_as_interval(other.count)
    return inner.high is not None and outer.low <= inner.low and (outer.high is None or inner.high <= outer.high)


def still_holds(one: StageClaim, other: StageClaim) -> bool:
    """Return whether a count may be that of the day of another figure: it does not only grow, or is no earlier."""
    return one.stage not in GROWING or not surely_before(figure_days(one), figure_days(other))
