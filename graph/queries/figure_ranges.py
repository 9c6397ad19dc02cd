"""The range of the numbers that sources state of an action, side by side, whether or not they can all be true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction
from ..model.vocabulary import Covers, Stage, Unit
from .action_facts import StageClaim
from .action_figure import subject_of
from .best_claims import figure_days, usable
from .day_ranges import DayRange
from .facts_from_records import relations_of
from .figure_coverage import coverage, is_part
from .number_intervals import Interval, intersect
from .one_stage_conflicts import unless_in_words


@dataclass(frozen=True, slots=True)
class FigureRange:
    """The numbers that usable claims state of an action at one stage, in one unit and coverage.

    Attributes
    ----------
    stage, unit : Stage and Unit
        The stage and the unit.
    covers : Covers or None
        The action or its series; None where figures of a series do not declare it.
    least, greatest : int
        The least and the greatest number that a claim of a whole states, of either bound.
    fitting : Interval or None
        The numbers that fit every claim, parts included, whatever their days; None where none does.
    as_of : DayRange
        The days that the claims of a whole can describe, from the first of all to the last.
    claims, parts : tuple of Claim
        The claims of a whole and of a part, best first.
    """

    stage: Stage
    unit: Unit
    covers: Covers | None
    least: int
    greatest: int
    fitting: Interval | None
    as_of: DayRange
    claims: tuple[Claim, ...]
    parts: tuple[Claim, ...]


def figure_ranges(
    graph: KnowledgeGraph, action: ClemencyAction, stage: Stage | None = None, unit: Unit | None = None
) -> list[FigureRange]:
    """Return what sources state of an action, a row for each stage, unit and coverage with a figure of a whole.

    Parameters
    ----------
    graph
        The graph.
    action
        The action.
    stage, unit
        Return only rows of this stage or unit.

    Returns
    -------
    list of FigureRange
        By stage, in the order of the stages, then by unit and coverage. Deprecated claims are left out.

    Examples
    --------
    >>> [row] = figure_ranges(graph, biden, Stage.ELIGIBLE, Unit.PEOPLE)
    >>> row.least, row.greatest
    (6501, 20000)
    """
    groups: defaultdict[tuple[Stage, Unit, Covers | None], list[StageClaim]] = defaultdict(list)
    relations = graph.cached(relations_of)
    known = {id: relations.actions[id].claims for id in relations.tied[action.id]}
    for claim in usable(known[action.id]):
        count = claim.count
        if count is None or (count.low is None and count.high is None):
            continue
        if stage in (None, claim.stage) and unit in (None, count.unit):
            subject = subject_of(relations, action.id, claim.stage, known)
            groups[claim.stage, count.unit, coverage(claim, subject)].append(claim)
    order = {one.id: place for place, one in enumerate(action.claims)}
    stages, units, covered = (list(kind) for kind in (Stage, Unit, Covers))
    rows = []
    for at, in_unit, covers in sorted(
        groups, key=lambda key: (stages.index(key[0]), units.index(key[1]), covered.index(key[2]) if key[2] else -1)
    ):
        subject = subject_of(relations, action.id, at, known)
        claims = sorted(groups[at, in_unit, covers], key=lambda claim: order[claim.id])
        parts = [claim for claim in claims if is_part(claim, subject)]
        wholes = [claim for claim in claims if claim not in parts]
        if not wholes:
            continue
        fitting = Interval(0, None)
        for claim in claims:
            fitting = intersect(fitting, unless_in_words(claim, subject))
        stated = [number for claim in wholes for number in _bounds(claim)]
        rows.append(
            FigureRange(
                at, in_unit, covers, min(stated), max(stated), None if fitting.empty else fitting,
                _days(wholes),
                tuple(graph.claims[claim.id] for claim in wholes), tuple(graph.claims[claim.id] for claim in parts),
            )
        )  # fmt: skip
    return rows


def _bounds(claim: StageClaim) -> list[int]:
    assert claim.count is not None
    return [number for number in (claim.count.low, claim.count.high) if number is not None]


def _days(claims: list[StageClaim]) -> DayRange:
    days = [figure_days(claim) for claim in claims]
    firsts, lasts = ([day for day in side if day is not None] for side in zip(*days, strict=True))
    complete = len(firsts) == len(days)
    return DayRange(min(firsts) if complete else None, max(lasts, default=None))
