"""What every resolver is given: the graph, and the day on which the question is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import strawberry

from ..graph import KnowledgeGraph


def today() -> date:
    """Today, in UTC."""
    return datetime.now(UTC).date()


@dataclass(slots=True)
class Context:
    """The graph that an operation reads, today's date, and the sources behind what it selected, where it asked."""

    graph: KnowledgeGraph
    today: date = field(default_factory=today)
    sources: dict[str, None] = field(default_factory=dict)


Info = strawberry.Info[Context, Any]
