"""The duties of all laws, and what became of them by a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..graph import KnowledgeGraph
from ..model.law_requirement_vocabulary import DutyStatus
from ..model.law_requirements import Duty
from ..model.records import Law


def duties(graph: KnowledgeGraph, on: date, statuses: Sequence[DutyStatus] | None = None) -> list[Duty]:
    """Return the duties of all laws by the day on which they are due.

    Parameters
    ----------
    graph
        The graph.
    on
        The day on which the statuses hold.
    statuses
        Only duties with one of these statuses; None means any.
    """
    return [duty for duty in graph.cached(_all_duties) if statuses is None or duty.status(on) in statuses]


def _all_duties(graph: KnowledgeGraph) -> tuple[Duty, ...]:
    found = (duty for law in graph.of_type(Law) for duty in law.duties)
    return tuple(sorted(found, key=lambda duty: (duty.due, duty.law, duty.key)))
