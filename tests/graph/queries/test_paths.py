"""Paths are those of an oracle that lists every simple path, by cost and then by ids."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import RelationshipKind, SourceKind, Unit
from clemency_graph.graph.queries import paths as path_search
from clemency_graph.graph.queries.filtered_graph import GraphFilter
from clemency_graph.graph.queries.paths import Path, paths
from clemency_graph.graph.queries.simple_graph import BREADTH
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import action, figure, graph_of

COUNT = 5
MENTIONS = (RelationshipKind.SAYS, RelationshipKind.PUBLISHED)


def told(found: list[Path]) -> list[tuple[str, ...]]:
    return [tuple(one.id for one in path.nodes) for path in found]


def every_path(
    graph: KnowledgeGraph,
    from_: str,
    to: str,
    kinds: Collection[RelationshipKind],
    longest: int,
    avoid: set[str],
    units: set[Unit] | None = None,
) -> list[tuple[str, ...]]:
    """Every simple path, by its cost as a fraction and then by its ids; nothing here is of the module under test."""
    left_out = {
        one.id
        for one in graph.of_type(ClemencyAction)
        if units is not None and not any(claim.quantity and claim.quantity.unit in units for claim in one.claims)
    }
    if left_out & {from_, to}:
        return []
    steps: dict[frozenset[str], int] = {}
    degrees: dict[str, int] = dict.fromkeys(graph.entities, 0)
    for edge in graph.relationships.values():
        degrees[edge.from_] += 1
        degrees[edge.to] += 1
        if edge.kind in kinds:
            ends = frozenset((edge.from_, edge.to))
            steps[ends] = min(steps.get(ends, 2), 2 if edge.kind in MENTIONS else 1)
    if from_ == to:
        return [(from_,)]
    simple: networkx.Graph[str] = networkx.Graph()
    simple.add_edges_from((min(ends), max(ends)) for ends in steps)
    simple.remove_nodes_from((avoid | left_out) - {from_, to})
    if from_ not in simple or to not in simple:
        return []

    def cost(ids: tuple[str, ...]) -> Fraction:
        passing = sum((Fraction(degrees[id] * factor(graph, id), BREADTH) for id in ids[1:-1]), Fraction(0))
        return passing + sum(steps[frozenset(pair)] for pair in pairwise(ids))

    found = [tuple(ids) for ids in networkx.all_simple_paths(simple, from_, to, cutoff=longest)] if longest else []
    return sorted(found, key=lambda ids: (cost(ids), ids))


def factor(graph: KnowledgeGraph, id: str) -> int:
    return 10 if getattr(graph.entities[id], "kind", None) is SourceKind.DATASET else 1


UNITS = st.sampled_from([Unit.PEOPLE, Unit.RECORDS])


@st.composite
def tied(draw: st.DrawFn) -> KnowledgeGraph:
    """Actions that are tied to each other and to places; the page that tells of all of them is a broad one."""
    ids = [f"action/{number}" for number in range(COUNT)]
    places = st.sampled_from(["state/s0", "state/s1", "country/us", "locality/s0/city"])
    made = []
    for id in ids:
        others = tuple(other for other in ids if other != id)
        one = action(id, [figure(id, 0, 1, 1, unit=draw(UNITS))], jurisdiction=draw(places))
        made.append(dataclasses.replace(one, laws=tuple(draw(st.sets(st.sampled_from(others), max_size=2)))))
    return graph_of(made)


ENDS = st.sampled_from(["action/0", "action/1", "country/us", "state/s2", "source/one"])
KINDS = st.none() | st.sets(
    st.sampled_from([RelationshipKind.UNDER, RelationshipKind.IN, RelationshipKind.SAYS, RelationshipKind.PART_OF]),
    min_size=1,
)


@given(
    tied(), ENDS, ENDS, st.integers(0, 6), KINDS, st.sets(ENDS, max_size=2), st.integers(1, 100),
    st.none() | st.sets(UNITS),
)  # fmt: skip
def test_paths_are_all_simple_paths_by_cost_and_then_by_ids(
    graph: KnowledgeGraph,
    one: str,
    other: str,
    longest: int,
    kinds: set[RelationshipKind] | None,
    avoid: set[str],
    first: int,
    units: set[Unit] | None,
) -> None:
    every = every_path(graph, one, other, kinds or list(RelationshipKind), longest, avoid, units)
    found = paths(graph, one, other, kinds, longest, first, avoid=avoid, within=GraphFilter(units=units))
    assert told(found) == every[:first]
    for path in found:
        for (before, after), edge in zip(pairwise(path.nodes), path.relationships, strict=True):
            assert {edge.from_, edge.to} == {before.id, after.id}
            assert kinds is None or edge.kind in kinds


@pytest.mark.parametrize("rounds", [3, pytest.param(10, marks=pytest.mark.slow)])
def test_the_first_of_several_is_the_one_of_one_in_the_real_graph(graph: KnowledgeGraph, rounds: int) -> None:
    chance = random.Random(0)
    ids = list(graph.entities)
    for longest, first in [(4, 2), (6, 3), (8, 4)] * rounds:
        ends = chance.choice(ids), chance.choice(ids)
        several = told(paths(graph, *ends, None, longest, first))
        assert told(paths(graph, *ends, None, longest, 1)) == several[:1]


def test_the_order_of_records_does_not_matter(sample: KnowledgeGraph) -> None:
    graph = sample
    entities = list(graph.entities.values())
    random.Random(1).shuffle(entities)
    other = KnowledgeGraph(entities, graph.terms.values(), graph.dataset)
    everywhere = [
        ("state/nv", "state/nc"), ("law/nv/ab-192-2019", "person/joe-biden"), ("person/steve-sisolak", "state/gu"),
        ("organization/norml", "person/kate-brown"), ("law/il/hb-1438", "state/gu"), ("state/nv", "state/or"),
    ]  # fmt: skip
    ends = [pair for pair in everywhere if graph.entities.keys() >= set(pair)]
    assert len(ends) >= 3
    for from_, to in ends:
        assert told(paths(other, from_, to, first=8)) == told(paths(graph, from_, to, first=8))


def test_a_search_that_meets_only_paths_that_are_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    # A chain of seven actions, and a page that tells of so many that the chain is the cheaper way.
    chain = [f"action/{number}" for number in range(7)]
    made = [action(id, [figure(id, 0, 1, 1)]) for id in (*chain, *(f"action/other-{number}" for number in range(150)))]
    tied = [dataclasses.replace(made[at], laws=(chain[at + 1],), jurisdiction=f"state/s{at % 3}") for at in range(6)]
    graph = graph_of([*tied, *made[6:]])
    kinds = [RelationshipKind.UNDER, RelationshipKind.SAYS]
    assert told(paths(graph, chain[0], chain[6], kinds, 6, 1)) == [tuple(chain)]
    assert told(paths(graph, chain[0], chain[6], kinds, 5, 1)) == [(chain[0], "source/one", chain[6])]
    monkeypatch.setattr(path_search, "MOST_CANDIDATES", 1)
    with pytest.raises(QueryError, match="1 cheapest paths all have more than 5 edges; raise maxLength"):
        paths(graph, chain[0], chain[6], kinds, 5, 1)


def test_a_search_stops_when_its_time_is_up(graph: KnowledgeGraph) -> None:
    class UpError(Exception):
        pass

    looks: list[int] = []

    def check() -> None:
        looks.append(1)
        if len(looks) > 500:
            raise UpError

    with pytest.raises(UpError):
        paths(graph, "party/democratic", "party/republican", first=100, max_length=10, check_time=check)
    assert len(looks) == 501


def test_a_search_of_no_paths_ends(graph: KnowledgeGraph) -> None:
    assert paths(graph, "country/us", "party/democratic", [RelationshipKind.SIGNED]) == []
    with pytest.raises(QueryError, match="is not the id of an entity"):
        paths(graph, "country/us", "party/none")
