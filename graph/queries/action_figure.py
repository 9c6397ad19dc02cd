"""The figure of one action, or of one series of rounds, at a stage and in a unit.

Source: docs/method.md, sections 1 and 3, figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..model.vocabulary import Covers, Stage, Unit
from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .best_figure import GROWING, BestFigure, best_figure
from .day_ranges import UNBOUNDED, DayRange
from .figure_containment import Figure
from .figure_coverage import Subject, coverage, is_final
from .number_intervals import Interval
from .stage_facts import stage_days

Claims = Mapping[str, Sequence[StageClaim]]
"""The usable claims of each action."""


def action_figure(relations: ActionRelations, action: str, stage: Stage, unit: Unit, claims: Claims) -> Figure | None:
    """Return the figure of one action; None where no claim gives one.

    Parameters
    ----------
    relations
        The declarations of the whole graph.
    action, stage, unit
        What is counted.
    claims
        The usable claims of the action and of those that it is tied to, none of them deprecated.

    Notes
    -----
    Where only figures of what was recorded exist, they give a low to what was granted. A running total of one round of
    a series that does not declare what it covers may count every other round too, and contains nothing.
    """
    own, recorded = at_stages(counts_in(claims[action], unit, (None, Covers.ACTION)), stage)
    if not own and not recorded:
        return None
    subject = subject_of(relations, action, stage, claims)
    found = best_figure(own or recorded, subject, recorded if own else ())
    if found is None:
        return None
    declared = coverage(found.claim, subject) is not None
    actions = frozenset((action,))
    if not declared:
        actions |= begun_by(relations.tied[action], stage, found.days, claims)
    figure = as_figure(found, stage, (Covers.ACTION, action), actions)
    if is_final(found.claim, subject):
        return replace(figure, final=True, days=stage_days(claims[action], stage) or UNBOUNDED)
    return figure if declared else replace(figure, complete=False)


def series_figure(relations: ActionRelations, action: str, stage: Stage, unit: Unit, claims: Claims) -> Figure | None:
    """Return the figure of a whole series, given one of its rounds; None where no claim gives one."""
    rounds = relations.rounds[action]
    given = [claim for id in sorted(rounds) for claim in counts_in(claims[id], unit, (Covers.SERIES,))]
    own, recorded = at_stages(given, stage)
    if not own and not recorded:
        return None
    found = best_figure(own or recorded, subject_of(relations, action, stage, claims), recorded if own else ())
    if found is None:
        return None
    return as_figure(found, stage, (Covers.SERIES, min(rounds)), begun_by(rounds, stage, found.days, claims))


def subject_of(relations: ActionRelations, action: str, stage: Stage, claims: Claims) -> Subject:
    """Return an action and its series as the subject of figures at a stage."""
    days = stage_days(claims[action], stage) or UNBOUNDED
    in_series = relations.in_series(action)
    return Subject(
        in_series=in_series,
        one_day=relations.actions[action].one_day,
        begins=days.earliest,
        series_begins=begins(relations.tied[action], stage, claims) if in_series else days.earliest,
    )


def counts_in(claims: Iterable[StageClaim], unit: Unit, covers: Sequence[Covers | None]) -> list[StageClaim]:
    """Return the claims that give a figure in a unit, and declare to cover one of some things."""
    return [
        claim
        for claim in claims
        if claim.count is not None and claim.count.unit is unit and claim.count.covers in covers
    ]


def at_stages(claims: Sequence[StageClaim], stage: Stage) -> tuple[list[StageClaim], list[StageClaim]]:
    """Return the claims of a stage, and those of what was recorded where these imply it."""
    recorded = [claim for claim in claims if stage is Stage.GRANTED and claim.stage is Stage.RECORDED]
    return [claim for claim in claims if claim.stage is stage], recorded


def begins(rounds: Iterable[str], stage: Stage, claims: Claims) -> date | None:
    """Return the first day on which some round can have reached a stage; None where one has no bound."""
    firsts = [(stage_days(claims[id], stage) or UNBOUNDED).earliest for id in rounds]
    return None if None in firsts else min(day for day in firsts if day is not None)


def begun_by(rounds: Iterable[str], stage: Stage, days: DayRange, claims: Claims) -> frozenset[str]:
    """Return the rounds that may have reached a stage by some day: all but those that surely did so later."""
    starts = {id: (stage_days(claims[id], stage) or UNBOUNDED).earliest for id in rounds}
    return frozenset(id for id, start in starts.items() if start is None or days.latest is None or start <= days.latest)


def as_figure(found: BestFigure, stage: Stage, subject: tuple[Covers, str], actions: frozenset[str]) -> Figure:
    """Return a best figure as one of a total at a stage; what was recorded gives a low only."""
    implied = found.claim.stage is not stage
    return Figure(
        claim=found.claim,
        interval=Interval(found.interval.low, None) if implied else found.interval,
        subject=subject,
        actions=actions,
        days=found.days,
        complete=found.whole and not implied,
        growing=stage in GROWING,
        claims=(found.low_from, found.high_from),
    )
