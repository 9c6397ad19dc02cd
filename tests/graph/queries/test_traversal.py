"""Walks: shortest first, bounded, and explained by their edges."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.records import EntityType
from clemency_graph.graph.model.vocabulary import Centrality, RelationshipKind
from clemency_graph.graph.queries.centrality import central, computed
from clemency_graph.graph.queries.traversal import BREADTH, Path, neighborhood, paths
from support.marking import slow_but
from support.path_costs import cost, priced

SISOLAK, INSLEE = "person/steve-sisolak", "person/jay-inslee"


def assert_is_a_path(path: Path) -> None:
    assert len(path.relationships) == path.length == len(path.nodes) - 1
    for (one, other), edge in zip(pairwise(path.nodes), path.relationships, strict=True):
        assert {edge.from_, edge.to} == {one.id, other.id}


def test_two_governors_are_tied_by_their_party(graph: KnowledgeGraph) -> None:
    (path,) = paths(graph, SISOLAK, INSLEE, first=1)
    assert_is_a_path(path)
    assert [node.id for node in path.nodes] == [SISOLAK, "party/democratic", INSLEE]
    assert all(edge.claims for edge in path.relationships)


@pytest.mark.parametrize(
    ("from_", "to"),
    [
        ("law/il/hb-1438", "state/gu"),
        ("organization/norml", "person/kate-brown"),
        ("party/democratic", "party/republican"),
        ("person/paul-armentano", "person/gavin-newsom"),
    ],
)
def test_the_first_is_the_cheapest_and_costs_never_fall(graph: KnowledgeGraph, from_: str, to: str) -> None:
    found = paths(graph, from_, to, max_length=10, first=20)
    simple = priced(graph, list(RelationshipKind))
    costs = []
    for path in found:
        assert_is_a_path(path)
        ids = [node.id for node in path.nodes]
        assert len(set(ids)) == len(ids)
        costs.append(cost(graph, simple, ids))
    assert costs == sorted(costs)
    assert len({tuple(node.id for node in path.nodes) for path in found}) == len(found) == 20

    def weight(one: str, other: str, edge: Any) -> float:
        return float(edge["step"]) + (0.0 if other == to else len(graph.edges(other)) / BREADTH)

    assert costs[0] == pytest.approx(networkx.dijkstra_path_length(simple, from_, to, weight=weight))


KINDS = (RelationshipKind.DECIDED, RelationshipKind.UNDER, RelationshipKind.SIGNED, RelationshipKind.HOLDS)


@pytest.mark.parametrize("longest", [0, 2, 3, 4, 5, 6])
def test_every_simple_path_is_found_once_and_none_is_too_long(graph: KnowledgeGraph, longest: int) -> None:
    from_, to = "person/jb-pritzker", "state/il"
    found = [[node.id for node in one.nodes] for one in paths(graph, from_, to, KINDS, longest, 100)]
    simple = priced(graph, KINDS)
    every = [list(ids) for ids in networkx.all_simple_paths(simple, from_, to, cutoff=longest)] if longest else []
    assert len(every) < 100
    assert sorted(found) == sorted(every)
    assert [cost(graph, simple, ids) for ids in found] == sorted(cost(graph, simple, ids) for ids in every)


def test_kinds_narrow_a_path(graph: KnowledgeGraph) -> None:
    kinds = [RelationshipKind.HOLDS, RelationshipKind.PART_OF]
    (path,) = paths(graph, SISOLAK, INSLEE, kinds, first=1)
    assert [edge.kind for edge in path.relationships] == [kinds[0], kinds[1], kinds[1], kinds[0]]
    assert paths(graph, SISOLAK, INSLEE, [RelationshipKind.SIGNED]) == []


def test_a_path_is_no_longer_than_asked(graph: KnowledgeGraph) -> None:
    assert paths(graph, SISOLAK, INSLEE, max_length=1) == []
    assert paths(graph, SISOLAK, SISOLAK)[0].length == 0
    assert paths(graph, SISOLAK, INSLEE, first=0) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"max_length": 11}, "maxLength is 11; it can be 0 to 10"),
        ({"first": 101}, "first is 101; it can be 0 to 100"),
        ({"to": "person/nobody"}, "to: 'person/nobody' is not the id of an entity"),
    ],
)
def test_a_path_out_of_bounds_is_refused(graph: KnowledgeGraph, options: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        paths(graph, SISOLAK, **{"to": INSLEE, **options})


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


@pytest.mark.parametrize("by", slow_but(["degree", "pagerank"], Centrality))
def test_the_most_central_come_first(graph: KnowledgeGraph, by: Centrality) -> None:
    found = central(graph, by, [EntityType.PARTY, EntityType.STATE], 5)
    assert len(found) == 5
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert {one.entity.type for one in found} <= {EntityType.PARTY, EntityType.STATE}


def test_degree_is_that_of_the_simple_graph(graph: KnowledgeGraph) -> None:
    simple = networkx.Graph(graph.nx)
    (first,) = central(graph, Centrality.DEGREE, None, 1)
    assert first.score == pytest.approx(max(dict(simple.degree()).values()) / (len(simple) - 1))


def test_a_search_for_paths_that_do_not_exist_ends(graph: KnowledgeGraph) -> None:
    # Entities that hang on one source, behind the broadest entity of all: prefixes are many, paths are one.
    leaves = [id for id in graph.entities if id.startswith("organization/") and len(graph.edges(id)) == 1]
    for leaf in leaves[:20]:
        assert len(paths(graph, "country/us", leaf, max_length=10, first=2)) <= 2


def test_a_backend_that_fails_is_logged_and_networkx_computes(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    config: Any = networkx.config

    def measure(simple: Any) -> int:
        if config.backend_priority.algos:
            raise ImportError("no such module")
        return len(simple)

    simple: networkx.Graph[str] = networkx.path_graph(3)
    assert computed(measure, simple) == 3
    module: Any = networkx.utils.backends
    for known in (module.backends, module.backend_info):
        monkeypatch.setitem(known, "broken", {})
    monkeypatch.setattr(config.backend_priority, "algos", ["broken"])
    assert computed(measure, simple) == 3
    told = "measure: networkx computes it, as the backend failed (broken): ImportError: no such module"
    assert [record.getMessage() for record in caplog.records] == [told]
    # Walks are computed by networkx whatever is configured.
    assert paths(graph, SISOLAK, INSLEE, first=2) and neighborhood(graph, [SISOLAK], 2).nodes


def test_an_error_without_a_backend_is_not_hidden() -> None:
    def measure(simple: Any) -> None:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        computed(measure, networkx.path_graph(3))
