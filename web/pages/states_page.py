"""The list of states with what each granted."""

from __future__ import annotations

from ...graph import KnowledgeGraph
from . import sentences
from .address import Address
from .site_query import query, render_site


def states(graph: KnowledgeGraph, address: Address) -> str:
    """Return the list."""
    data = query(graph, "PageOfStates")
    rows = [
        (state, [sentences.total_clause(one) for one in sentences.leading_totals(state["totals"])])
        for state in data["states"]["nodes"]
    ]
    return render_site("states.html", address, data, rows=rows, operation="PageOfStates", variables="")
