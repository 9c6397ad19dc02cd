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
    """What an operation is run with: the graph, whether it was picked by name, today, and the sources that it used."""

    graph: KnowledgeGraph
    named: bool = False
    today: date = field(default_factory=today)
    sources: dict[str, None] = field(default_factory=dict)


Info = strawberry.Info[Context, Any]
