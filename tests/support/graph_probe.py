"""A look at a graph that another process can take: a spawned process imports this module, and not that of a test."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.queries.paths import paths

ENDS = "action/nv/2020-possession-pardons", "person/steve-sisolak"


def asked(graph: KnowledgeGraph) -> tuple[str, list[str], list[list[str]], int]:
    """What a process that was sent the graph finds in it."""
    state = graph.state("nv")
    assert state is not None and state is graph.nx.nodes["state/nv"]["entity"]
    found = [[edge.id for edge in path.relationships] for path in paths(graph, *ENDS)]
    return type(graph).__name__, [edge.id for edge in graph.edges("state/nv")], found, graph.nx.number_of_edges()
