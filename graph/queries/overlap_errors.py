"""Declarations between actions that contradict each other, and figures that do not declare what they cover.

Source: docs/method.md, section 1.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from ..model.vocabulary import Covers
from .action_facts import StageClaim
from .action_overlap import ActionRelations, declared_separate
from .best_claims import usable
from .figure_coverage import Subject, coverage


class DeclarationError(NamedTuple):
    """Two actions whose declarations cannot both hold, and why."""

    one: str
    other: str
    reason: str


def declaration_errors(relations: ActionRelations) -> list[DeclarationError]:
    """Return the declarations that no acts can fit, in the order of the ids of the actions."""
    found = []
    for id, action in sorted(relations.actions.items()):
        for whole in action.part_of:
            if id in relations.wholes.get(whole, ()):
                found.append(DeclarationError(id, whole, "each is a part of the other"))
    for one, other in pairs_with_a_part(relations):
        if declared_separate(relations.actions[one], relations.actions[other]):
            found.append(DeclarationError(one, other, "separate, but one action is a part of both"))
        if other in relations.rounds[one]:
            found.append(DeclarationError(one, other, "rounds of one series, but one action is a part of both"))
    return found


def pairs_with_a_part(relations: ActionRelations) -> list[tuple[str, str]]:
    """Return the pairs of actions that have a part in common, of which one may be that part, sorted."""
    return sorted({pair for wholes in relations.wholes.values() for pair in combinations(sorted(wholes), 2)})


def undeclared_figures(relations: ActionRelations) -> list[StageClaim]:
    """Return the figures that do not declare whether they cover their round or the series.

    They are running totals, and numbers of the eligible, of actions in a series.
    """
    return [
        claim
        for _, action in sorted(relations.actions.items())
        for claim in usable(action.claims)
        if claim.count is not None and coverage(claim, Subject(relations.in_series(action.id))) is None
    ]


def misplaced_series_figures(relations: ActionRelations) -> list[StageClaim]:
    """Return the figures that cover a series though their action is tied to no other."""
    return [
        claim
        for _, action in sorted(relations.actions.items())
        for claim in usable(action.claims)
        if claim.count is not None and claim.count.covers is Covers.SERIES and not relations.in_series(action.id)
    ]
