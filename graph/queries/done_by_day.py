"""Figures of acts that surely happened by a day or since one, and actions that may have.

Source: docs/method.md, section 3, `on` and `reconciliation`.
"""

from __future__ import annotations

from ..model.vocabulary import Covers, Stage
from .action_facts import ActionFacts, StageClaim
from .action_overlap import ActionRelations
from .best_claims import figure_days
from .day_ranges import UNBOUNDED, DayRange, days_of, surely_no_later
from .figure_coverage import Subject, coverage, is_final
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


def surely_since(relations: ActionRelations, claim: StageClaim, stage: Stage, since: DayRange) -> bool:
    """Return whether nothing that a figure counts happened before some day; true of claims without a figure."""
    if claim.count is None or since == UNBOUNDED or surely_no_later(since, days_of(claim.count.since)):
        return True
    own = coverage(claim, Subject(relations.in_series(claim.action))) is Covers.ACTION
    counted = (claim.action,) if own else relations.tied[claim.action]
    reached = (stage_days(relations.actions[id].claims, stage) for id in counted)
    return all(days is not None and surely_no_later(since, days) for days in reached)


def may_be_since(action: ActionFacts, stage: Stage, since: DayRange) -> bool:
    """Return whether an action may have done something at a stage on some day or later."""
    if stage is not Stage.GRANTED or not action.one_day or since.earliest is None:
        return True
    reached = stage_days(action.claims, stage)
    return reached is None or reached.latest is None or since.earliest <= reached.latest
