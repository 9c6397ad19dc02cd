"""GraphML, for igraph, Cytoscape, yEd and others: http://graphml.graphdrawing.org."""

from __future__ import annotations

import io

from ..graph import KnowledgeGraph
from .network import network


def document(graph: KnowledgeGraph) -> bytes:
    """The network as GraphML; the dataset's version and day are attributes of the graph."""
    import networkx

    file = io.BytesIO()
    networkx.write_graphml_xml(network(graph), file, named_key_ids=True)
    return file.getvalue()
