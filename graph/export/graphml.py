"""GraphML, for igraph, Cytoscape, yEd and others: http://graphml.graphdrawing.org."""

from __future__ import annotations

import io
from collections.abc import Collection

import networkx

from ..graph import KnowledgeGraph
from .network import network


def document(graph: KnowledgeGraph, of: Collection[str] | None = None) -> bytes:
    """Return the network as GraphML; the dataset's version and day are attributes of the graph."""
    file = io.BytesIO()
    networkx.write_graphml_xml(network(graph, of), file, named_key_ids=True)
    return file.getvalue()
