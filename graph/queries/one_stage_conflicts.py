"""Claims about the same stage of the same action that cannot all be true.

Source: docs/method.md, section 2, conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, groupby
from typing import NamedTuple

from ..model.vocabulary import Covers, Rank, Stage
from .action_facts import StageClaim
from .action_figure import Claims, subject_of
from .action_overlap import ActionRelations
from .best_claims import usable
from .best_figure import GROWING, bound_by, counts_within, figure_interval, in_words
from .figure_coverage import Subject
from .number_intervals import Interval, intersect
from .stage_facts import implies, stage_of_act


class Dispute(NamedTuple):
    """Two usable claims of which at least one is wrong, or that differ as of days of their own."""

    one: StageClaim
    other: StageClaim


def find_disputes(relations: ActionRelations, action: str) -> list[Dispute]:
    """Return the pairs of usable claims about an action that contradict each other: days of a stage, and figures.

    Figures of different days are a series over time and no conflict, unless a count that only grows would have to fall.
    """
    known = {id: relations.actions[id].claims for id in relations.tied[action]}
    dated = sorted((claim for claim in usable(known[action]) if claim.date is not None), key=lambda claim: claim.id)
    found = [Dispute(*pair) for pair in combinations(dated, 2) if days_differ(*pair)]
    figures = [claim for claim in known[action] if claim.count is not None and not is_of_series(claim)]
    for stage in sorted({claim.stage for claim in figures}):
        found += figures_in_dispute(figures, stage, subject_of(relations, action, stage, known))
    return found


def find_series_disputes(relations: ActionRelations, action: str) -> list[Dispute]:
    """Return the pairs of usable figures of a whole series that contradict each other, given one of its rounds."""
    known = {id: relations.actions[id].claims for id in relations.tied[action]}
    figures = [claim for id in relations.rounds[action] for claim in known[id] if is_of_series(claim)]
    found = []
    for stage in sorted({claim.stage for claim in figures}):
        found += figures_in_dispute(figures, stage, subject_of(relations, action, stage, known))
    return found


def find_differences(relations: ActionRelations, action: str) -> list[Dispute]:
    """Return the pairs of usable figures about an action that differ, though each may be right for its own day.

    They count what can shrink as well as grow, such as the eligible, and describe days that may differ.
    """
    known = {id: relations.actions[id].claims for id in relations.tied[action]}
    figures = [claim for claim in known[action] if claim.count is not None and not is_of_series(claim)]
    return _differences(relations, action, figures, known)


def find_series_differences(relations: ActionRelations, action: str) -> list[Dispute]:
    """Return the pairs of usable figures of a whole series that differ so, given one of its rounds."""
    known = {id: relations.actions[id].claims for id in relations.tied[action]}
    figures = [claim for id in relations.rounds[action] for claim in known[id] if is_of_series(claim)]
    return _differences(relations, action, figures, known)


def _differences(
    relations: ActionRelations, action: str, figures: Iterable[StageClaim], known: Claims
) -> list[Dispute]:
    ordered = sorted(usable(figures), key=lambda claim: (claim.stage, claim.id))
    found = []
    for stage, claims in groupby(ordered, key=lambda claim: claim.stage):
        if stage not in GROWING:
            subject = subject_of(relations, action, stage, known)
            found += [Dispute(*pair) for pair in combinations(claims, 2) if estimates_differ(*pair, subject)]
    return found


def is_of_series(claim: StageClaim) -> bool:
    """Return whether a claim gives a figure of a whole series."""
    return claim.count is not None and claim.count.covers is Covers.SERIES


def figures_in_dispute(claims: Iterable[StageClaim], stage: Stage, subject: Subject) -> list[Dispute]:
    """Return the pairs of usable figures of one subject, the first at a stage, that contradict each other."""
    figures = sorted((claim for claim in usable(claims) if claim.count is not None), key=lambda claim: claim.id)
    at_stage = [claim for claim in figures if claim.stage is stage]
    return [
        Dispute(one, other)
        for one in at_stage
        for other in figures
        if (one.id < other.id if other.stage is stage else implies(other.stage, stage))
        and figures_differ(one, other, subject)
    ]


def days_differ(one: StageClaim, other: StageClaim) -> bool:
    """Return whether two claims give days of the same stage that cannot be the same day."""
    if one.date is None or other.date is None or one.stage is not other.stage:
        return False
    return not one.date.agrees_with(other.date)


def figures_differ(one: StageClaim, other: StageClaim, subject: Subject) -> bool:
    """Return whether no count fits both of two figures of one subject."""
    if one.count is None or other.count is None or one.count.unit is not other.count.unit:
        return False
    return (
        intersect(figure_interval(one, subject), bound_by(other, one, subject)).empty
        or intersect(figure_interval(other, subject), bound_by(one, other, subject)).empty
    )


def estimates_differ(one: StageClaim, other: StageClaim, subject: Subject) -> bool:
    """Return whether two figures of what can shrink as well as grow differ, as of days that may differ.

    No number fits both. A part gives no high, nor does a word: tens of thousands may be 100,000 to some.
    """
    if one.count is None or other.count is None or one.count.unit is not other.count.unit:
        return False
    alike = one.stage is other.stage and counts_within(one, other, subject) and counts_within(other, one, subject)
    if not alike or one.stage in GROWING or figures_differ(one, other, subject):
        return False
    return intersect(unless_in_words(one, subject), unless_in_words(other, subject)).empty


def unless_in_words(claim: StageClaim, subject: Subject) -> Interval:
    """Return the interval of a figure, without a high where it is a word, such as hundreds."""
    interval = figure_interval(claim, subject)
    return Interval(interval.low, None) if in_words(claim) else interval


def is_disputed(relations: ActionRelations, action: str) -> bool:
    """Return whether usable claims contradict each other on the day or the figure of an action's act."""
    act = stage_of_act(relations.actions[action].claims)
    return any(dispute.one.stage is act for dispute in find_disputes(relations, action))


def undated_preferences(claims: Iterable[StageClaim]) -> list[StageClaim]:
    """Return the preferred figures without `as_of` where another figure of the same stage and unit has one."""
    figures = [claim for claim in usable(claims) if claim.count is not None]
    dated = {figure_key(claim) for claim in figures if claim.as_of is not None}
    return [
        claim
        for claim in figures
        if claim.rank is Rank.PREFERRED and claim.as_of is None and figure_key(claim) in dated
    ]


def figure_key(claim: StageClaim) -> tuple[object, ...]:
    """Return what two claims share that give the same figure; one that declares no coverage is of its action."""
    return (claim.stage, claim.count.unit, claim.count.covers or Covers.ACTION) if claim.count else ()
