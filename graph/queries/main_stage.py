"""The act of an action: what was done, as opposed to the furthest stage that was reached.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..graph import KnowledgeGraph
from ..model.dates import Day, PartialDate
from ..model.records import Claim, ClemencyAction
from ..model.vocabulary import Covers, Stage, Unit
from .action_facts import ActionFacts, StageClaim
from .action_figure import subject_of
from .best_claims import best_date, best_first, figure_days
from .claims_known_by import known_claims
from .day_ranges import days_of, surely_no_later
from .facts_from_records import relations_of
from .one_stage_conflicts import is_disputed
from .stage_facts import stage_days, stage_of_act

_OF_RELIEF: Final = (Stage.ELIGIBLE, Stage.GRANTED, Stage.RECORDED)
_NO_RELIEF: Final = (Unit.CERTIFICATES, Unit.APPLICATIONS)
"""Units that count papers which ask for relief or prove it."""


@dataclass(frozen=True, slots=True)
class Act:
    """The stage that an action is about, with its day and its figures.

    Attributes
    ----------
    stage : Stage
        GRANTED if a usable claim says so, else RECORDED, else the furthest stage.
    date : PartialDate or None
        The best day of the stage, as precise as its source.
    earliest, latest : date or None
        The days within which the stage was reached; None where nothing bounds them.
    figures : tuple of Claim
        The best figure in each unit, in the order of the units.
    later_series_figure : Claim or None
        The figure of its whole series that may be of a later day than its best figure.
    """

    stage: Stage
    date: PartialDate | None
    earliest: Day | None
    latest: Day | None
    figures: tuple[Claim, ...]
    later_series_figure: Claim | None = None


def act_of(graph: KnowledgeGraph, action: ClemencyAction) -> Act:
    """Return the act of an action.

    Parameters
    ----------
    graph
        The graph that contains the action.
    action
        The action.

    Returns
    -------
    Act
        Its figures are those of the action alone, not of a series of rounds.

    Examples
    --------
    >>> graph = load()
    >>> act_of(graph, graph.entities["action/ma/2024-possession-pardons"]).date
    '2024-04-03'
    """
    return graph.cached(_act, action.id)


def figure_of(
    graph: KnowledgeGraph,
    action: ClemencyAction,
    stage: Stage | None = None,
    unit: Unit | None = None,
    known_at: Day | None = None,
    covers: Covers = Covers.ACTION,
) -> Claim | None:
    """Return the best figure of an action, or of its series of rounds, at a stage.

    Parameters
    ----------
    graph
        The graph that contains the action.
    action
        The action.
    stage
        The stage; None: that of its act.
    unit
        The unit; None: any.
    known_at
        Use only claims that were known on this day.
    covers
        SERIES: the figures of all rounds of its series, whichever round they are entered with.

    Returns
    -------
    Claim or None
        A whole before a part, then by rank; without a unit, certificates and applications last, which ask for relief
        or prove it. None if no usable claim gives a figure of the action alone: one of a whole
        series of rounds is of none of them.
    """
    if known_at is None:
        return graph.cached(_figure, action.id, stage, unit, covers)
    relations = graph.cached(relations_of)
    known = {id: known_claims(relations.actions[id].claims, known_at).certain for id in relations.tied[action.id]}
    best = _figures(graph, action.id, stage or act_of(graph, action).stage, unit, known, covers)
    return graph.claims[best[0].id] if best else None


def later_series_figure(
    graph: KnowledgeGraph,
    action: ClemencyAction,
    stage: Stage | None = None,
    unit: Unit | None = None,
    known_at: Day | None = None,
) -> Claim | None:
    """Return the figure of a whole series of rounds that is, or may be, of a later day than that of one round.

    Parameters
    ----------
    graph
        The graph that contains the action.
    action
        The action, a round of a series.
    stage, unit, known_at
        As for `figure_of`.

    Returns
    -------
    Claim or None
        The best of the series in the unit of the best figure of the action, else in any that counts relief. None where
        the series has none, or it is surely no later than the figure of the action. Without a figure of the action, any
        is later.
    """
    if known_at is None:
        return graph.cached(_later_series_figure, action.id, stage, unit)
    known = {id: known_claims(one.claims, known_at).certain for id, one in _tied(graph, action.id).items()}
    return _later(graph, action.id, stage or act_of(graph, action).stage, unit, known)


def disputed(graph: KnowledgeGraph, action: ClemencyAction) -> bool:
    """Return whether usable claims contradict each other on the day or the figure of an action's act."""
    return graph.cached(_disputed, action.id)


def _act(graph: KnowledgeGraph, id: str) -> Act:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    claims = graph.cached(relations_of).actions[id].claims
    stage = stage_of_act(claims) or action.stage
    dated = best_date(claims, stage)
    date = dated.date if dated else action.date if not claims else None
    days = stage_days(claims, stage) or days_of(date)
    figures: dict[Unit, Claim] = {}
    for claim in _figures(graph, id, stage, None, _all_known(graph, id)):
        if claim.count is not None:
            figures.setdefault(claim.count.unit, graph.claims[claim.id])
    in_order = tuple(figures[unit] for unit in Unit if unit in figures)
    later = _later(graph, id, stage, None, _all_known(graph, id))
    return Act(stage, date, days.earliest, days.latest, in_order, later)


def _figure(graph: KnowledgeGraph, id: str, stage: Stage | None, unit: Unit | None, covers: Covers) -> Claim | None:
    best = _figures(graph, id, stage or graph.cached(_act, id).stage, unit, _all_known(graph, id), covers)
    return graph.claims[best[0].id] if best else None


def _later_series_figure(graph: KnowledgeGraph, id: str, stage: Stage | None, unit: Unit | None) -> Claim | None:
    return _later(graph, id, stage or graph.cached(_act, id).stage, unit, _all_known(graph, id))


def _later(
    graph: KnowledgeGraph, id: str, stage: Stage, unit: Unit | None, known: Mapping[str, Sequence[StageClaim]]
) -> Claim | None:
    own = next(iter(_figures(graph, id, stage, unit, known)), None)
    shown = own.count.unit if own is not None and own.count is not None else unit
    series = _figures(graph, id, stage, unit, known, Covers.SERIES)
    series.sort(key=lambda claim: claim.count is None or claim.count.unit is not shown)
    for claim in series:
        counted = claim.count.unit if claim.count is not None else None
        if stage in _OF_RELIEF and counted in _NO_RELIEF and counted not in (shown, unit):
            continue
        if own is None or not surely_no_later(figure_days(claim), figure_days(own)):
            return graph.claims[claim.id]
    return None


def _tied(graph: KnowledgeGraph, id: str) -> Mapping[str, ActionFacts]:
    relations = graph.cached(relations_of)
    return {one: relations.actions[one] for one in relations.tied[id]}


def _all_known(graph: KnowledgeGraph, id: str) -> Mapping[str, Sequence[StageClaim]]:
    return {one: facts.claims for one, facts in _tied(graph, id).items()}


def _figures(
    graph: KnowledgeGraph,
    id: str,
    stage: Stage,
    unit: Unit | None,
    known: Mapping[str, Sequence[StageClaim]],
    covers: Covers = Covers.ACTION,
) -> list[StageClaim]:
    """Return the usable figures of an action alone, or of its series, at a stage; those that count no relief last."""
    of_series = covers is Covers.SERIES
    actions = sorted(graph.cached(relations_of).rounds[id]) if of_series else [id]
    counts = [
        claim
        for one in actions
        for claim in known[one]
        if claim.stage is stage
        and claim.count is not None
        and (claim.count.covers is Covers.SERIES) is of_series
        and (unit is None or claim.count.unit is unit)
    ]
    if not counts:
        return []
    ordered = best_first(counts, subject_of(graph.cached(relations_of), actions[0], stage, known))
    if stage not in _OF_RELIEF:
        return ordered
    return sorted(ordered, key=lambda claim: claim.count is not None and claim.count.unit in _NO_RELIEF)


def _disputed(graph: KnowledgeGraph, id: str) -> bool:
    return is_disputed(graph.cached(relations_of), id)
