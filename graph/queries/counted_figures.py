"""The figures that a total counts: the best one of each action, and that of each series.

Source: docs/method.md, section 3, figures and `knownAt`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..model.vocabulary import Stage, Unit
from .action_facts import StageClaim
from .action_figure import action_figure, series_figure
from .action_overlap import ActionRelations
from .best_figure import GROWING
from .claims_known_by import known_claims
from .day_ranges import DayRange, surely_no_later
from .done_by_day import may_have_begun, surely_within
from .figure_containment import Figure
from .number_intervals import Interval


@dataclass(frozen=True, slots=True)
class CountedFigures:
    """The figures of a total, and the ids of claims that count otherwise than as stated.

    Attributes
    ----------
    implied
        Figures of what was recorded, which give a low to what was granted.
    undated
        Figures of pages that may have been unknown on the day asked for: they give no low.
    beyond
        Figures that may count rounds of a series that were not asked for: they give no low, and one of a series is
        left out.
    doubtful
        Figures of actions that may match a filter or not: they give no low.
    later
        Figures that may count what was done after the day asked for: they give no low.
    """

    figures: tuple[Figure, ...]
    implied: frozenset[str]
    undated: frozenset[str]
    beyond: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()


def counted_figures(
    relations: ActionRelations,
    asked: Iterable[str],
    stage: Stage,
    unit: Unit,
    known_at: date | None = None,
    uncertain: Collection[str] = (),
    on: date | None = None,
) -> CountedFigures:
    """Return the figures of some actions at one stage and in one unit.

    Parameters
    ----------
    relations
        The declarations of the whole graph.
    asked
        The ids of the actions to count.
    stage, unit
        Figures of other stages and units are not looked at, except that what was recorded was granted.
    known_at
        Only claims known on that day; see `known_claims`.
    uncertain
        The ids of those of the actions that may have been asked for or not: figures that count them give no low.
    on
        Only what was done by this day. A figure of a later day gives the high of its action or series where its count
        never falls: also that of a figure of an earlier day, which does not hold any more.
    """
    wanted = frozenset(asked)
    series = sorted({min(relations.rounds[id]) for id in wanted if relations.in_series(id)})
    near = wanted.union(*(relations.tied[id] for id in wanted))
    known = {id: known_claims(relations.actions[id].claims, known_at) for id in near}
    days = DayRange(on, on)
    certain = {id: _done(relations, one.certain, stage, days) for id, one in known.items()}
    possible = {id: one.certain + one.undated for id, one in known.items()}
    if stage not in GROWING:
        possible = {id: _done(relations, claims, stage, days) for id, claims in possible.items()}
    doubted = frozenset(claim.id for one in known.values() for claim in one.undated)
    subjects = [(action_figure, id) for id in sorted(wanted)] + [(series_figure, first) for first in series]
    figures, implied, undated, beyond, doubtful, later = [], set(), set(), set(), set(), set()
    for find, id in subjects:
        figure = find(relations, id, stage, unit, certain)
        if figure is None and (known_at is not None or on is not None) and _may_count(relations, find, id, stage, days):
            figure = find(relations, id, stage, unit, possible)
            if figure is not None:
                if figure.id in doubted:
                    undated.add(figure.id)
                if on is not None and not surely_within(relations, figure.claim, stage, days):
                    later.add(figure.id)
                figure = without_low(figure)
        elif figure is not None and on is not None and stage in GROWING and not figure.final:
            figure = grown(figure, find(relations, id, stage, unit, possible), days)
        if figure is None:
            continue
        if counts_beyond(figure, wanted):
            beyond.add(figure.id)
            if find is series_figure:
                continue
            figure = without_low(figure)
        if not figure.actions.isdisjoint(uncertain):
            doubtful.add(figure.id)
            figure = without_low(figure)
        if figure.claim.stage is not stage:
            implied.add(figure.id)
        figures.append(figure)
    return CountedFigures(tuple(figures), *map(frozenset, (implied, undated, beyond, doubtful, later)))


def _done(
    relations: ActionRelations, claims: tuple[StageClaim, ...], stage: Stage, days: DayRange
) -> tuple[StageClaim, ...]:
    """Return the claims without the figures that may count what was done after a day; all without one."""
    if days.latest is None:
        return claims
    return tuple(claim for claim in claims if surely_within(relations, claim, stage, days))


def _may_count(relations: ActionRelations, find: object, id: str, stage: Stage, days: DayRange) -> bool:
    """Return whether an action, or some round of its series, may have begun by a day."""
    subjects = relations.rounds[id] if find is series_figure else (id,)
    return any(may_have_begun(relations.actions[one], stage, days) for one in subjects)


def grown(figure: Figure, latest: Figure | None, days: DayRange) -> Figure:
    """Return a figure with the high of the latest one of its subject, if that may count what was done later.

    What was counted after a day may have been done before it: the high of an earlier day does not hold. The high of a
    later day does, for counts never fall; without one the number is open.
    """
    if latest is None or latest.claim is figure.claim or surely_no_later(latest.days, figure.days):
        return figure
    high = latest.interval.high if latest.complete and surely_no_later(days, latest.days) else None
    if high is not None and high < figure.interval.low:  # the two contradict each other
        high = None
    low_from, _ = figure.claims
    claims = (low_from, latest.claims[1] if high is not None else low_from)
    return replace(figure, interval=Interval(figure.interval.low, high), claims=claims)


def counts_beyond(figure: Figure, asked: frozenset[str]) -> bool:
    """Return whether a figure may count actions that were not asked for."""
    return not figure.actions <= asked


def without_low(figure: Figure) -> Figure:
    """Return a figure of which only the high holds."""
    return replace(figure, interval=Interval(0, figure.interval.high))
