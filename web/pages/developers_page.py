"""The page for developers: endpoints, downloads, feeds."""

from __future__ import annotations

from ...graph import KnowledgeGraph
from ...graph.export import FORMATS
from .address import Address
from .site_query import query, render_site


def developers(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page."""
    downloads = [(f"download/{one.name}", one.description) for one in FORMATS.values()]
    return render_site("developers.html", address, query(graph, "PageOfHome"), downloads=downloads)
