"""Figures of counts that only grow, larger than the best one and possibly later, which no answer would show.

Source: docs/method.md, section 2, what `check` refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model.vocabulary import Rank
from .action_facts import StageClaim
from .action_figure import subject_of
from .action_overlap import ActionRelations
from .best_claims import best_first, figure_days, usable
from .best_figure import GROWING
from .day_ranges import surely_no_later
from .figure_coverage import Subject, is_part
from .number_intervals import count_as_interval
from .one_stage_conflicts import figure_key


class SurpassedFigure(NamedTuple):
    """The best figure, and one of the same stage, unit and coverage that is larger and may be later."""

    best: StageClaim
    larger: StageClaim


def surpassed_figures(relations: ActionRelations, action: str) -> list[SurpassedFigure]:
    """Return the best figures of an action that another one surpasses; a preferred figure has its reason."""
    known = {id: relations.actions[id].claims for id in relations.tied[action]}
    figures = [claim for claim in usable(known[action]) if claim.count is not None and claim.stage in GROWING]
    found = []
    for key in sorted({figure_key(claim) for claim in figures}, key=str):
        given = [claim for claim in figures if figure_key(claim) == key]
        found += surpassing(given, subject_of(relations, action, given[0].stage, known))
    return found


def surpassing(figures: Iterable[StageClaim], subject: Subject) -> list[SurpassedFigure]:
    """Return the best of several figures of one subject with each that surpasses it, unless it is a part."""
    best, *others = best_first(figures, subject)
    if best.rank is Rank.PREFERRED or best.count is None or is_part(best, subject):
        return []
    stated = count_as_interval(best.count)
    most = stated.low if stated.high is None else stated.high
    return [
        SurpassedFigure(best, other)
        for other in others
        if other.count is not None
        and count_as_interval(other.count).low > most
        and not surely_no_later(figure_days(other), figure_days(best))
    ]
