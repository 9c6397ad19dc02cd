"""Figures of counts that only grow, larger than the best one and possibly later, which no answer would show.

Source: docs/method.md, section 2, what `check` refuses.
"""

from __future__ import annotations

from typing import NamedTuple

from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .best_and_rivals import unexplained_best_figures
from .best_claims import figure_days
from .best_figure import GROWING
from .day_ranges import surely_no_later
from .number_intervals import count_as_interval


class SurpassedFigure(NamedTuple):
    """The best figure, and one of the same stage, unit and coverage that is larger and may be later."""

    best: StageClaim
    larger: StageClaim


def surpassed_figures(relations: ActionRelations, action: str) -> list[SurpassedFigure]:
    """Return the best figures of an action that another one surpasses; a preferred figure has its reason."""
    return [
        SurpassedFigure(best, rival)
        for _, best, rivals in unexplained_best_figures(relations, action, GROWING)
        for rival in rivals
        if surpasses(rival, best)
    ]


def surpasses(one: StageClaim, other: StageClaim) -> bool:
    """Return whether a figure is surely larger than another, and not surely of its day or an earlier one."""
    if one.count is None or other.count is None:
        return False
    stated = count_as_interval(other.count)
    most = stated.low if stated.high is None else stated.high
    return count_as_interval(one.count).low > most and not surely_no_later(figure_days(one), figure_days(other))
