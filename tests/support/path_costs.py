"""The costs of paths, computed apart from the search that they are checked against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import networkx
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.vocabulary import RelationshipKind
from clemency_graph.graph.queries.simple_graph import BREADTH

AT_SOURCES = (RelationshipKind.SAYS, RelationshipKind.PUBLISHED, RelationshipKind.REPRINTS)


def priced(graph: KnowledgeGraph, kinds: Collection[RelationshipKind]) -> networkx.Graph[str]:
    """A plain graph with the cost of the cheapest edge between two entities."""
    simple: networkx.Graph[str] = networkx.Graph()
    for edge in graph.relationships.values():
        if edge.kind in kinds and edge.from_ != edge.to:
            step = 2.0 if edge.kind in AT_SOURCES else 1.0
            known = simple.get_edge_data(edge.from_, edge.to, {"step": step})["step"]
            simple.add_edge(edge.from_, edge.to, step=min(step, known))
    return simple


def cost(graph: KnowledgeGraph, simple: networkx.Graph[str], ids: Sequence[str]) -> float:
    """What a path costs: its edges, and what it passes through."""
    steps = sum(simple.edges[one, other]["step"] for one, other in pairwise(ids))
    return float(steps + sum(len(graph.edges(id)) / BREADTH for id in ids[1:-1]))
