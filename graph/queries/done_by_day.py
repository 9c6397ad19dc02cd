"""Figures of acts that had surely happened by a day, and actions that may have begun by then.

Source: docs/method.md, section 3, `on` and `reconciliation`.
"""

from __future__ import annotations

from ..model.vocabulary import Stage
from .action_facts import ActionFacts, StageClaim
from .action_overlap import ActionRelations
from .best_claims import figure_days
from .day_ranges import DayRange, surely_no_later
from .figure_coverage import Subject, is_final
from .stage_facts import stage_days


def may_have_begun(action: ActionFacts, stage: Stage, days: DayRange) -> bool:
    """Return whether an action may have reached a stage by some day."""
    reached = stage_days(action.claims, stage)
    return reached is None or reached.earliest is None or days.latest is None or reached.earliest <= days.latest


def surely_within(relations: ActionRelations, claim: StageClaim, stage: Stage, days: DayRange) -> bool:
    """Return whether what a figure counts had surely happened by some day; true of claims without a figure."""
    if claim.count is None or surely_no_later(figure_days(claim), days):
        return True
    subject = Subject(relations.in_series(claim.action), relations.actions[claim.action].one_day)
    if claim.stage is not stage or not is_final(claim, subject):
        return False
    reached = stage_days(relations.actions[claim.action].claims, stage)
    return reached is not None and surely_no_later(reached, days)


def may_be_within(relations: ActionRelations, claim: StageClaim, stage: Stage, days: DayRange) -> bool:
    """Return whether what a figure counts may have happened by some day; true of claims without a figure."""
    described = figure_days(claim)
    later = days.latest is not None and described.earliest is not None and described.earliest > days.latest
    return not later or surely_within(relations, claim, stage, days)
