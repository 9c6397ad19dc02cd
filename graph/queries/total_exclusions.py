"""The figures that a total leaves out, each with a code, and what it was left out in favor of.

Source: docs/method.md, section 3, what it returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..model.vocabulary import Covers, ExclusionCode, Rank, Stage, Unit
from .action_facts import StageClaim
from .action_figure import subject_of
from .action_overlap import ActionRelations
from .claims_known_by import known_claims
from .counted_figures import CountedFigures
from .day_ranges import DayRange
from .done_by_day import surely_within
from .figure_containment import Figure
from .figure_coverage import coverage, is_part
from .total_bounds import TotalBounds


class Exclusion(NamedTuple):
    """A claim that a total leaves out, why, and the ids of the claims that it was left out in favor of."""

    code: ExclusionCode
    claim: StageClaim
    in_favor_of: tuple[str, ...] = ()


def exclusions(
    relations: ActionRelations,
    asked: Iterable[str],
    stage: Stage,
    unit: Unit,
    counted: CountedFigures,
    total: TotalBounds,
    known_at: date | None = None,
    on: date | None = None,
) -> list[Exclusion]:
    """Return what a total of some actions leaves out, by action, claim and code.

    Parameters
    ----------
    relations, asked, stage, unit, known_at, on
        As given to `counted_figures`.
    counted, total
        What `counted_figures` and `bound_total` made of them.

    Returns
    -------
    list of Exclusion
        Each figure at the stage and in the unit is counted or in the list. A figure that counts for one bound only is
        in the list too, and says which by its code. Figures of other stages and units are no exclusions.
    """
    best = {figure.subject: figure for figure in counted.figures}
    found = []
    for id in sorted(set(asked)):
        claims = [
            claim
            for claim in relations.actions[id].claims
            if claim.stage is stage and claim.count is not None and claim.count.unit is unit
        ]
        known, undated = known_claims(claims, known_at)
        subject = subject_of(relations, id, stage, {one: relations.actions[one].claims for one in relations.tied[id]})
        for claim in sorted(claims, key=lambda claim: claim.id):
            of_series = coverage(claim, subject) is Covers.SERIES
            figure = best.get((Covers.SERIES, min(relations.rounds[id])) if of_series else (Covers.ACTION, id))
            if claim.rank is Rank.DEPRECATED:
                found.append(Exclusion(ExclusionCode.DEPRECATED, claim, _ids(figure)))
            elif claim in undated:
                found.append(Exclusion(ExclusionCode.UNDATED_SOURCE, claim, _ids(figure, claim)))
            elif claim not in known:
                found.append(Exclusion(ExclusionCode.NOT_KNOWN_BY, claim))
            elif on is not None and not surely_within(relations, claim, stage, DayRange(on, on)):
                found.append(Exclusion(ExclusionCode.LATER, claim, _ids(figure, claim)))
            elif figure is None:
                found.append(Exclusion(ExclusionCode.MAY_OVERLAP, claim))
            elif claim is not figure.claim and claim not in figure.claims:
                code = ExclusionCode.PART if is_part(claim, subject) else ExclusionCode.LOWER_RANK
                found.append(Exclusion(code, claim, _ids(figure)))
    return found + [exclusion for figure in counted.figures for exclusion in _by_others(figure, counted, total)]


def _ids(figure: Figure | None, claim: StageClaim | None = None) -> tuple[str, ...]:
    return () if figure is None or figure.claim is claim else (figure.id,)


def _by_others(figure: Figure, counted: CountedFigures, total: TotalBounds) -> Iterator[Exclusion]:
    """Yield why a figure that was counted makes one bound only."""
    id, claim = figure.id, figure.claim
    if id in total.contained:
        yield Exclusion(ExclusionCode.CONTAINED, claim, total.contained[id])
    if id in total.overlapping:
        yield Exclusion(ExclusionCode.MAY_OVERLAP, claim, total.overlapping[id])
    elif id in counted.beyond:
        yield Exclusion(ExclusionCode.MAY_OVERLAP, claim)
    if id in total.contradictions:
        yield Exclusion(ExclusionCode.CONTRADICTION, claim, total.contradictions[id])
    if id in counted.doubtful:
        yield Exclusion(ExclusionCode.MAY_NOT_MATCH, claim)
    if id in counted.implied:
        # Of another stage than the total, so not among the figures that are listed by action.
        yield Exclusion(ExclusionCode.LATER if id in counted.later else ExclusionCode.IMPLIED, claim)
