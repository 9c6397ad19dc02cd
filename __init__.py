"""The Clemency Graph: an open, sourced knowledge graph of cannabis clemency in the United States.

>>> graph = load()
>>> graph.query('{ state(code: "NV") { name } }').data
{'state': {'name': 'Nevada'}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Absolute: pytest imports this file by itself where the folder of a clone is no Python name, such as clemency-graph.
from clemency_graph.graph import DataError, KnowledgeGraph
from clemency_graph.graph.errors import ClemencyGraphError, NotFound, QueryError

if TYPE_CHECKING:
    from .library import ClemencyGraph, Panel, load, panel
    from .schema import Response, run

__all__ = [
    "ClemencyGraph",
    "ClemencyGraphError",
    "DataError",
    "KnowledgeGraph",
    "NotFound",
    "Panel",
    "QueryError",
    "Response",
    "load",
    "panel",
    "run",
]


def __getattr__(name: str) -> Any:
    # The schema takes longer to import than the graph: those who only walk the graph need not wait for it.
    if name in ("Response", "run"):
        from . import schema

        return getattr(schema, name)
    if name in ("ClemencyGraph", "Panel", "load", "panel"):
        from . import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
