"""The costs of paths, computed apart from the search that they are checked against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import networkx
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Source
from clemency_graph.graph.model.vocabulary import RelationshipKind, SourceKind
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
    return float(steps + sum(through(graph, id) for id in ids[1:-1]))


def through(graph: KnowledgeGraph, id: str) -> float:
    """What it costs to pass through an entity; ten times as much through a dataset."""
    entity = graph.entities[id]
    is_dataset = isinstance(entity, Source) and entity.kind is SourceKind.DATASET
    return len(graph.edges(id)) / BREADTH * (10 if is_dataset else 1)
