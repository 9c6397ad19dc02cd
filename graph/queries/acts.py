"""The act of an action: what was done, as opposed to the furthest stage that was reached.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a field is named date

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction
from ..model.vocabulary import Stage
from .best_claims import best_date
from .best_figure import best_figure
from .day_ranges import UNBOUNDED
from .disputes import is_disputed
from .single_figures import subject_of
from .stage_facts import stage_days, stage_of_act
from .totals import relations_of


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
    """

    stage: Stage
    date: PartialDate | None
    earliest: Day | None
    latest: Day | None
    figures: tuple[Claim, ...]


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


def _act(graph: KnowledgeGraph, id: str) -> Act:
    relations = graph.cached(relations_of)
    claims = relations.actions[id].claims
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    stage = stage_of_act(claims) or action.stage
    dated = best_date(claims, stage)
    days = stage_days(claims, stage) or UNBOUNDED
    near = {one: relations.actions[one].claims for one in relations.tied[id]}
    subject = subject_of(relations, id, stage, near)
    counts = [claim for claim in claims if claim.stage is stage and claim.count is not None]
    best = []
    for unit in dict.fromkeys(claim.count.unit for claim in counts if claim.count is not None):
        found = best_figure([claim for claim in counts if claim.count and claim.count.unit is unit], subject)
        if found is not None:
            best.append(graph.claims[found.claim.id])
    best.sort(key=lambda claim: list(type(claim.quantity.unit)).index(claim.quantity.unit) if claim.quantity else 0)
    return Act(stage, dated.date if dated else None, days.earliest, days.latest, tuple(best))


def disputed(graph: KnowledgeGraph, action: ClemencyAction) -> bool:
    """Return whether usable claims contradict each other on the day or the figure of an action's act."""
    return graph.cached(_disputed, action.id)


def _disputed(graph: KnowledgeGraph, id: str) -> bool:
    return is_disputed(graph.cached(relations_of), id)
