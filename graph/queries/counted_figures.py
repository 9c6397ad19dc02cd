"""The figures that a total counts: the best one of each action, and that of each series.

Source: docs/method.md, section 3, figures and `knownAt`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..model.vocabulary import Stage, Unit
from .containment import Figure
from .intervals import Interval
from .known_claims import known_claims
from .relations import ActionRelations
from .single_figures import action_figure, series_figure


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
    """

    figures: tuple[Figure, ...]
    implied: frozenset[str]
    undated: frozenset[str]
    beyond: frozenset[str]
    doubtful: frozenset[str] = frozenset()


def counted_figures(
    relations: ActionRelations,
    asked: Iterable[str],
    stage: Stage,
    unit: Unit,
    known_at: date | None = None,
    uncertain: Collection[str] = (),
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
    """
    wanted = frozenset(asked)
    series = sorted({min(relations.rounds[id]) for id in wanted if relations.in_series(id)})
    near = wanted.union(*(relations.tied[id] for id in wanted))
    known = {id: known_claims(relations.actions[id].claims, known_at) for id in near}
    certain = {id: one.certain for id, one in known.items()}
    possible = {id: one.certain + one.undated for id, one in known.items()} if known_at is not None else certain
    subjects = [(action_figure, id) for id in sorted(wanted)] + [(series_figure, first) for first in series]
    figures, implied, undated, beyond, doubtful = [], set(), set(), set(), set()
    for find, id in subjects:
        figure = find(relations, id, stage, unit, certain)
        if figure is None and possible is not certain:
            figure = find(relations, id, stage, unit, possible)
            if figure is not None:
                undated.add(figure.id)
                figure = without_low(figure)
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
    return CountedFigures(tuple(figures), *map(frozenset, (implied, undated, beyond, doubtful)))


def counts_beyond(figure: Figure, asked: frozenset[str]) -> bool:
    """Return whether a figure may count actions that were not asked for."""
    return not figure.actions <= asked


def without_low(figure: Figure) -> Figure:
    """Return a figure of which only the high holds."""
    return replace(figure, interval=Interval(0, figure.interval.high))
