"""The heaviest set of nodes of a graph of which no two conflict.

Source: docs/method.md, section 3, interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Final, NamedTuple

EXACT_UP_TO: Final = 30
"""A component that still has more nodes after the reductions is packed greedily."""

Conflicts = Mapping[str, Set[str]]


class Packing(NamedTuple):
    """Nodes of which no two conflict, their weight, and whether none heavier exists."""

    nodes: tuple[str, ...]
    weight: int
    exact: bool


def pack(weights: Mapping[str, int], conflicts: Conflicts) -> Packing:
    """Return the heaviest set of nodes of which no two conflict.

    Parameters
    ----------
    weights
        The weight of each node; a node without weight is left out.
    conflicts
        For each node the nodes that it conflicts with.

    Returns
    -------
    Packing
        Exact, but where a component stays too large: then it is a set that is found greedily, which is sound as a low.

    Examples
    --------
    >>> pack({"a": 5, "b": 3, "c": 4}, {"a": {"b", "c"}, "b": {"a"}, "c": {"a"}})
    Packing(nodes=('b', 'c'), weight=7, exact=True)
    """
    chosen: list[str] = []
    exact = True
    for component in components([node for node, weight in weights.items() if weight > 0], conflicts):
        nodes, found = _pack_component(component, weights, conflicts)
        chosen += nodes
        exact = exact and found
    return Packing(tuple(sorted(chosen)), sum(weights[node] for node in chosen), exact)


def components(nodes: Iterable[str], conflicts: Conflicts) -> list[frozenset[str]]:
    """Return the connected components of some nodes."""
    left = dict.fromkeys(sorted(nodes))
    found = []
    while left:
        reached, edge = set[str](), [next(iter(left))]
        while edge:
            node = edge.pop()
            if node in left:
                del left[node]
                reached.add(node)
                edge += conflicts.get(node, ())
        found.append(frozenset(reached))
    return found


def _pack_component(nodes: frozenset[str], weights: Mapping[str, int], conflicts: Conflicts) -> tuple[list[str], bool]:
    taken, left = _reduce(nodes, weights, conflicts)
    if not left:
        return taken, True
    if len(left) > EXACT_UP_TO:
        return taken + _pack_greedily(left, weights, conflicts), False
    # The node with most conflicts splits what is left into the smallest components, taken or not.
    branch = max(sorted(left), key=lambda node: len(conflicts.get(node, set()) & left))
    without = _pack_all(left - {branch}, weights, conflicts)
    with_it = [branch, *_pack_all(left - {branch} - conflicts.get(branch, set()), weights, conflicts)]
    return taken + max(without, with_it, key=lambda nodes: sum(weights[node] for node in nodes)), True


def _pack_all(nodes: frozenset[str], weights: Mapping[str, int], conflicts: Conflicts) -> list[str]:
    found: list[str] = []
    for component in components(nodes, conflicts):
        found += _pack_component(component, weights, conflicts)[0]
    return found


def _reduce(
    nodes: frozenset[str], weights: Mapping[str, int], conflicts: Conflicts
) -> tuple[list[str], frozenset[str]]:
    """Take every node that weighs at least as much as all that it conflicts with, and drop those."""
    taken: list[str] = []
    left = nodes
    settled = False
    while not settled:
        settled = True
        for node in sorted(left):
            against = conflicts.get(node, set()) & left
            if node in left and weights[node] >= sum(weights[other] for other in against):
                taken.append(node)
                left = left - against - {node}
                settled = False
    return taken, left


def _pack_greedily(nodes: frozenset[str], weights: Mapping[str, int], conflicts: Conflicts) -> list[str]:
    taken: list[str] = []
    for node in sorted(nodes, key=lambda node: (-weights[node], node)):
        if conflicts.get(node, set()).isdisjoint(taken):
            taken.append(node)
    return taken
