"""The heaviest set of nodes without conflicts, held against all sets."""

from __future__ import annotations

from itertools import chain, combinations

from clemency_graph.graph.queries.set_packing import EXACT_UP_TO, pack
from hypothesis import given
from hypothesis import strategies as st

Edges = set[tuple[int, int]]


@st.composite
def conflict_graphs(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Return up to ten nodes with weights, and their conflicts."""
    names = [f"n{number}" for number in range(draw(st.integers(0, 10)))]
    weights = {name: draw(st.integers(0, 9)) for name in names}
    pairs = list(combinations(names, 2))
    edges = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    conflicts: dict[str, set[str]] = {name: set() for name in names}
    for one, other in edges:
        conflicts[one].add(other)
        conflicts[other].add(one)
    return weights, conflicts


@given(conflict_graphs())
def test_no_set_without_conflicts_is_heavier(graph: tuple[dict[str, int], dict[str, set[str]]]) -> None:
    weights, conflicts = graph
    found = pack(weights, conflicts)
    sets = chain.from_iterable(combinations(weights, size) for size in range(len(weights) + 1))
    free = [nodes for nodes in sets if not any(other in conflicts[one] for one, other in combinations(nodes, 2))]
    assert found.exact
    assert found.nodes in [tuple(sorted(nodes)) for nodes in free]
    assert found.weight == sum(weights[node] for node in found.nodes)
    assert found.weight == max(sum(weights[node] for node in nodes) for nodes in free)
    assert all(weights[node] for node in found.nodes)


def test_a_large_component_is_packed_greedily_and_says_so() -> None:
    size = 2 * EXACT_UP_TO
    names = [f"n{number:02}" for number in range(size)]
    conflicts = {name: {names[(place + step) % size] for step in (-2, -1, 1, 2)} for place, name in enumerate(names)}
    weights = {name: 5 + place % 3 for place, name in enumerate(names)}
    found = pack(weights, conflicts)
    assert not found.exact
    assert not any(other in conflicts[one] for one, other in combinations(found.nodes, 2))
    assert found.weight == sum(weights[node] for node in found.nodes) > 0


def test_what_is_apart_is_packed_by_itself() -> None:
    stars = 40
    weights: dict[str, int] = {}
    conflicts: dict[str, set[str]] = {}
    for star in range(stars):
        rays = {f"{star}.{ray}" for ray in range(3)}
        weights |= {f"{star}": 5} | dict.fromkeys(rays, 2)
        conflicts |= {f"{star}": rays} | {ray: {f"{star}"} for ray in rays}
    assert pack(weights, conflicts) == (tuple(sorted(name for name in weights if "." in name)), 6 * stars, True)
