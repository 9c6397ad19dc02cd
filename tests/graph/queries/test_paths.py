"""Paths are the same, in the same order, however far is looked first."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from contextlib import contextmanager

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.vocabulary import RelationshipKind
from clemency_graph.graph.queries import traversal
from clemency_graph.graph.queries.traversal import Path, paths
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import action, figure, graph_of
from support.path_costs import cost, priced

COUNT = 6


@contextmanager
def looking(near: float, farther: float) -> Iterator[None]:
    """Paths are looked for up to a cost first, and as many times as far each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(traversal, "_NEAR", near)
        patch.setattr(traversal, "_FARTHER", farther)
        yield


def told(found: list[Path]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(tuple(one.id for one in path.nodes), tuple(one.id for one in path.relationships)) for path in found]


@st.composite
def tied(draw: st.DrawFn) -> KnowledgeGraph:
    """Actions that are tied to each other and to places; the page that tells of all of them is a broad one."""
    ids = [f"action/{number}" for number in range(COUNT)]
    places = st.sampled_from(["state/s0", "state/s1", "country/us", "locality/s0/city"])
    made = []
    for id in ids:
        others = tuple(other for other in ids if other != id)
        one = action(id, [figure(id, 0, 1, 1)], jurisdiction=draw(places))
        made.append(dataclasses.replace(one, laws=tuple(draw(st.sets(st.sampled_from(others), max_size=3)))))
    return graph_of(made)


ENDS = st.sampled_from(["action/0", "action/1", "country/us", "state/s2", "source/one"])


@given(tied(), ENDS, ENDS, st.integers(0, 6), st.sampled_from([0.5, 1.0, 2.5]), st.sampled_from([1.1, 2.0]))
def test_of_any_graph(graph: KnowledgeGraph, one: str, other: str, longest: int, near: float, farther: float) -> None:
    with looking(near, farther):
        found = paths(graph, one, other, None, longest, 100)
    with looking(1e9, 2.0):
        assert told(found) == told(paths(graph, one, other, None, longest, 100))
    simple = priced(graph, list(RelationshipKind))
    every = [ids for ids in networkx.all_simple_paths(simple, one, other, cutoff=longest)] if one != other else [[one]]
    costs = sorted(cost(graph, simple, ids) for ids in every)
    assert [cost(graph, simple, [node.id for node in path.nodes]) for path in found] == pytest.approx(costs[:100])


def test_of_the_real_graph(graph: KnowledgeGraph) -> None:
    chance = random.Random(0)
    ids = list(graph.entities)
    for longest, first in [(4, 1), (6, 5), (8, 20)] * 10:
        ends = chance.choice(ids), chance.choice(ids)
        found = told(paths(graph, *ends, None, longest, first))
        with looking(1e9, 2.0):
            assert found == told(paths(graph, *ends, None, longest, first))


def test_what_is_dear_to_pass_through_is_not_followed(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: set[str] = set()

    def noted(ways: traversal._Ways, id: str) -> dict[str, float]:
        followed.add(id)
        return on(ways, id)

    on = traversal._Ways.on
    monkeypatch.setattr(traversal._Ways, "on", noted)
    assert paths(graph, "law/il/hb-1438", "state/il", first=1)[0].length == 1
    assert followed and "country/us" not in followed
