"""The page of the explorer: its script, and for readers without JavaScript a form in its place."""

from __future__ import annotations

from ...graph import KnowledgeGraph
from ..explorer.entry_files import EntryFiles
from .address import Address
from .site_query import render_site


def explore(graph: KnowledgeGraph, address: Address, files: EntryFiles | None) -> str:
    """Return the page.

    Parameters
    ----------
    graph
        The graph, whose version the page states.
    address
        The address of the page; its field `open` may name an entity, whose relationships the explorer shows at first.
    files
        The built files of the explorer; None where it is not built, which the page says.
    """
    dataset = {"version": graph.dataset.version, "released": str(graph.dataset.released)}
    opened = graph.entities.get(address.field("open"))
    named = {"id": opened.id, "name": opened.name} if opened else None
    return render_site("explore.html", address, {"dataset": dataset}, files=files, opened=named)
