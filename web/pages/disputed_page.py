"""The page on contradictions: figures of which sources contradict each other."""

from __future__ import annotations

from ...graph import KnowledgeGraph
from .address import Address
from .site_query import query_all, query_links, render_site


def disputed(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page: what is open first, then what is settled, the furthest apart first."""
    data = query_all(graph, "DisputedFigures", "conflicts")
    conflicts = data["conflicts"]["nodes"]
    return render_site(
        "disputed.html",
        address,
        data,
        opened=[one for one in conflicts if one["open"]],
        settled=[one for one in conflicts if not one["open"]],
        queries=query_links(("DisputedFigures", {})),
    )
