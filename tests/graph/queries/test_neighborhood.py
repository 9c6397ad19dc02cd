"""Neighborhoods: all within some steps, nearest first, in pages that are together the whole."""

from __future__ import annotations

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.queries.neighborhood import neighborhood


def test_a_neighborhood_is_all_within_the_steps(graph: KnowledgeGraph) -> None:
    simple = networkx.Graph(graph.nx)
    for depth in (0, 1, 2):
        near = neighborhood(graph, ["law/il/hb-1438"], depth, limit=1000)
        expected = networkx.single_source_shortest_path_length(simple, "law/il/hb-1438", cutoff=depth)
        assert {node.id for node in near.nodes} == set(expected)
        assert [expected[node.id] for node in near.nodes] == sorted(expected.values())
        assert not near.truncated
        kept = {node.id for node in near.nodes}
        among = {edge.id for edge in graph.relationships.values() if edge.from_ in kept and edge.to in kept}
        assert {edge.id for edge in near.relationships} == among


def test_a_neighborhood_says_when_it_was_cut(graph: KnowledgeGraph) -> None:
    near = neighborhood(graph, ["party/democratic"], 1, limit=10)
    assert (len(near.nodes), near.truncated) == (10, True)
    assert near.nodes[0].id == "party/democratic"
    with pytest.raises(QueryError, match="limit is 1001"):
        neighborhood(graph, ["party/democratic"], 1, limit=1001)
    with pytest.raises(QueryError, match="depth is 7"):
        neighborhood(graph, ["party/democratic"], 7)


@pytest.mark.parametrize("size", [7, 40, 500])
def test_pages_of_a_neighborhood_are_the_whole(graph: KnowledgeGraph, size: int) -> None:
    whole = neighborhood(graph, ["party/democratic"], 1, limit=1000)
    nodes: list[str] = []
    edges: list[str] = []
    while True:
        part = neighborhood(graph, ["party/democratic"], 1, limit=size, after=nodes[-1] if nodes else None)
        nodes += [node.id for node in part.nodes]
        edges += [edge.id for edge in part.relationships]
        assert part.total_count == len(whole.nodes)
        assert part.truncated == (len(nodes) < len(whole.nodes))
        if not part.truncated:
            break
    assert nodes == [node.id for node in whole.nodes]
    assert sorted(edges) == sorted(edge.id for edge in whole.relationships)


def test_a_page_after_something_else_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="'state/zz' is not in this neighborhood"):
        neighborhood(graph, ["party/democratic"], 1, after="state/zz")
    with pytest.raises(QueryError, match="the number of ids in 'of' is 201"):
        neighborhood(graph, ["party/democratic"] * 201)
