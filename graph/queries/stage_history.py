"""The stages of an action with the days within which each was reached.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..graph import KnowledgeGraph
from ..loading.fields_from_claims import stages
from ..model.dates import Day
from ..model.records import ClemencyAction, StageEvent
from .claims_known_by import known_by
from .day_ranges import days_of
from .facts_from_records import relations_of
from .stage_facts import stage_days


@dataclass(frozen=True, slots=True)
class DatedStage(StageEvent):
    """One stage of an action with its claims.

    Attributes
    ----------
    earliest, latest : date or None
        The days within which the stage was reached; None where nothing bounds them.
    """

    earliest: Day | None
    latest: Day | None


def stage_history(graph: KnowledgeGraph, action: ClemencyAction, known_at: Day | None = None) -> tuple[DatedStage, ...]:
    """Return the stages of an action that sources report, in the order of their days.

    Parameters
    ----------
    graph
        The graph that contains the action.
    action
        The action.
    known_at
        Use only claims that were published by this day.
    """
    return graph.cached(_history, action.id) if known_at is None else _history(graph, action.id, known_at)


def _history(graph: KnowledgeGraph, id: str, known_at: Day | None = None) -> tuple[DatedStage, ...]:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    events, claims = action.history, graph.cached(relations_of).actions[id].claims
    if known_at is not None:
        events = stages(claim for claim in action.claims if known_by(graph, claim, known_at))
        claims = tuple(claim for claim in claims if known_by(graph, graph.claims[claim.id], known_at))
    found = []
    for event in events:
        days = stage_days(claims, event.stage) if claims else days_of(event.date)
        if days is None:
            # Its figures are of a whole series, or zero: they do not tell that this action reached the stage.
            continue
        found.append(DatedStage(event.stage, event.date, event.claims, days.earliest, days.latest))
    return tuple(found)
