"""The list of states with what each granted."""

from __future__ import annotations

from ...graph import KnowledgeGraph
from . import total_sentences
from .address import Address
from .site_query import query, render_site


def states(graph: KnowledgeGraph, address: Address) -> str:
    """Return the list."""
    data = query(graph, "PageOfStates")
    rows = [
        (state, [total_sentences.total_clause(one) for one in total_sentences.leading_totals(state["totals"])])
        for state in data["states"]["nodes"]
    ]
    return render_site("states.html", address, data, rows=rows, operation="PageOfStates", variables="")
