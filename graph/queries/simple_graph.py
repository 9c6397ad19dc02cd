"""The graph as a simple one: one edge stands for all between two entities, with the cost of going that way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, NamedTuple

import networkx

from ..graph import KnowledgeGraph
from ..model.records import Entity, Source
from ..model.vocabulary import RelationshipKind, SourceKind
from .filtered_graph import EVERYTHING, GraphFilter, GraphView

BREADTH: Final = 50
"""The number of edges at an entity that makes entering it cost as much as another edge."""

DATASET_FACTOR: Final = 10
"""How many times the cost of another entity it costs to enter a source that is a dataset.

A dataset names many people and places that have nothing to do with each other.
"""

# Two entities that one page mentions are tied more loosely than two that one act ties. Costs are whole numbers, in
# shares of 1 / BREADTH of an edge, so that equal costs are equal.
_TIGHT: Final = BREADTH
_LOOSE: Final = 2 * BREADTH
MENTIONS: Final = frozenset(
    kind.value for kind in (RelationshipKind.SAYS, RelationshipKind.PUBLISHED, RelationshipKind.REPRINTS)
)
"""The kinds of edges that are at a source."""

OWN_BACKEND: Final = "networkx"
"""The backend of walks that take milliseconds: to convert the graph for another would take longer."""


class SimpleGraph(NamedTuple):
    """The graph with its edges followed both ways.

    Attributes
    ----------
    graph : networkx.DiGraph
        An edge stands for all between two entities: `kinds` has their kinds, and `weight` is the cost of going that
        way.
    entries : dict of str to int
        The cost of entering an entity: its number of edges, and several times that for a dataset.
    places : dict of str to int
        The place of an id among all in their order.
    """

    graph: networkx.DiGraph[str]
    entries: dict[str, int]
    places: dict[str, int]


def simple_graph(graph: KnowledgeGraph) -> SimpleGraph:
    """Return a graph with its edges followed both ways; use `graph.cached(simple_graph)`."""
    kinds: dict[tuple[str, str], frozenset[str]] = {}
    # Few combinations occur, each of them often.
    shared: dict[frozenset[str], frozenset[str]] = {}
    for one, at in graph.nx.adjacency():
        for other, by_key in at.items():
            if one != other:
                ends = (one, other) if one < other else (other, one)
                found = kinds.get(ends, frozenset()).union(data["kind"] for data in by_key.values())
                kinds[ends] = shared.setdefault(found, found)
    entries = {id: graph.degree(id) * _factor(record) for id, record in graph.entities.items()}
    ways: Any = networkx.DiGraph()
    ways.add_nodes_from(graph.entities)
    for (one, other), found in kinds.items():
        cost = step_cost(found)
        ways.add_edge(one, other, kinds=found, weight=cost + entries[other])
        ways.add_edge(other, one, kinds=found, weight=cost + entries[one])
    return SimpleGraph(networkx.freeze(ways), entries, {id: place for place, id in enumerate(sorted(graph.entities))})


def _factor(record: Entity) -> int:
    return DATASET_FACTOR if isinstance(record, Source) and record.kind is SourceKind.DATASET else 1


def step_cost(kinds: frozenset[str]) -> int:
    """Return the cost of the cheapest edge of some kinds."""
    return _LOOSE if kinds <= MENTIONS else _TIGHT


def view_of(graph: KnowledgeGraph, within: GraphFilter, kinds: Collection[RelationshipKind] | None) -> GraphView | None:
    """Return the part of a graph that a filter keeps; None for the whole graph."""
    return None if kinds is None and within == EVERYTHING else GraphView(graph, within, kinds)
