"""Paths in the data: cheapest first, bounded, and explained by their edges."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.records import Source
from clemency_graph.graph.model.vocabulary import RelationshipKind, SourceKind
from clemency_graph.graph.queries.paths import Path, paths
from clemency_graph.graph.queries.simple_graph import BREADTH
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
        ("organization/norml", "person/kate-brown"),
        pytest.param("law/il/hb-1438", "state/gu", marks=pytest.mark.slow),
        pytest.param("party/democratic", "party/republican", marks=pytest.mark.slow),
        pytest.param("person/paul-armentano", "person/gavin-newsom", marks=pytest.mark.slow),
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


@pytest.mark.parametrize("count", [5, pytest.param(20, marks=pytest.mark.slow)])
def test_a_search_for_paths_that_do_not_exist_ends(graph: KnowledgeGraph, count: int) -> None:
    # Entities that hang on one source, behind the broadest entity of all: prefixes are many, paths are one.
    leaves = [id for id in graph.entities if id.startswith("organization/") and len(graph.edges(id)) == 1]
    for leaf in leaves[:count]:
        assert len(paths(graph, "country/us", leaf, max_length=10, first=2)) <= 2


def test_a_dataset_that_names_many_ties_nobody(graph: KnowledgeGraph) -> None:
    datasets = [one for one in graph.of_type(Source) if one.kind is SourceKind.DATASET]
    named = [{claim.about for claim in graph.said_by(one.id) if claim.about.startswith("person/")} for one in datasets]
    people = sorted(next(one for one in named if len(one) == max(map(len, named))))
    assert len(people) > 20
    for one, other in pairwise(people[:6]):
        (cheapest,) = paths(graph, one, other, first=1)
        assert not {getattr(node, "kind", None) for node in cheapest.nodes} & {SourceKind.DATASET}
        # It is still a way where no other is left.
        (through,) = paths(graph, one, other, kinds=[RelationshipKind.SAYS], max_length=2, first=1)
        assert isinstance(through.nodes[1], Source)
