"""The best figure of each thing that an action counts, with the other usable figures of the same.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ..model.vocabulary import Rank, Stage
from .action_facts import StageClaim
from .action_figure import subject_of
from .action_overlap import ActionRelations
from .best_claims import best_first, usable
from .figure_coverage import Subject, is_part
from .one_stage_conflicts import figure_key


class BestAndRivals(NamedTuple):
    """The best figure of one stage, unit and coverage, and those that an answer does not show."""

    subject: Subject
    best: StageClaim
    rivals: list[StageClaim]


def unexplained_best_figures(
    relations: ActionRelations, action: str, stages: Container[Stage] = frozenset(Stage)
) -> Iterator[BestAndRivals]:
    """Return the best figures of an action that are no part, with their rivals; a preferred one has its reason."""
    known = {id: relations.actions[id].claims for id in relations.tied[action]}
    figures = [claim for claim in usable(known[action]) if claim.count is not None and claim.stage in stages]
    for key in sorted({figure_key(claim) for claim in figures}, key=str):
        given = [claim for claim in figures if figure_key(claim) == key]
        subject = subject_of(relations, action, given[0].stage, known)
        best, *rivals = best_first(given, subject)
        if best.rank is not Rank.PREFERRED and not is_part(best, subject):
            yield BestAndRivals(subject, best, rivals)
