"""The neighborhood of some entities: everything within some steps of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import networkx

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..model.records import Entity, Relationship
from ..model.vocabulary import RelationshipKind
from ..multigraph import RANKS
from .filtered_graph import EVERYTHING, GraphFilter, GraphView
from .pagination import bounded
from .record_lookup import entity_by_id
from .simple_graph import OWN_BACKEND, simple_graph, view_of

LARGEST_SUBGRAPH: Final = 1000
"""The most entities in a neighborhood."""
DEEPEST: Final = 6
"""The most steps from the middle of a neighborhood."""


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some entities, all edges among them and those before them, and how many there are in all."""

    nodes: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]
    truncated: bool
    total_count: int


def neighborhood(
    graph: KnowledgeGraph,
    of: Sequence[str],
    depth: int = 1,
    kinds: Sequence[RelationshipKind] | None = None,
    limit: int = 200,
    after: str | None = None,
    *,
    avoid: Collection[str] = (),
    within: GraphFilter = EVERYTHING,
) -> Subgraph:
    """Everything within some steps of some entities, nearest first, and the edges among it.

    Parameters
    ----------
    graph
        The graph.
    of
        Ids of the entities in the middle, at most `LARGEST_PAGE`.
    depth
        How many steps, 0 to `DEEPEST`.
    kinds
        Only edges of these kinds; all, when left out.
    limit
        The most entities, 0 to `LARGEST_SUBGRAPH`.
    after
        Only what comes after the entity with this id, the last of the page before.
    avoid
        Ids of entities that are left out, with all that is reached only through them; not of those in the middle.
    within
        Only what this filter keeps, those in the middle included.

    Returns
    -------
    Subgraph
        `truncated` where there is more. Its edges are those among its entities, and from them to those of the pages
        before, so that all pages together have every edge once.

    Raises
    ------
    QueryError
        When an id is not that of an entity, or a bound is out of its range.
    """
    bounded(len(of), "the number of ids in 'of'", 0, argument="of")
    for id in of:
        entity_by_id(graph, id, "of")
    most = bounded(limit, "limit", 200, LARGEST_SUBGRAPH)
    view = view_of(graph, within, kinds)
    middle = [id for id in dict.fromkeys(of) if view is None or view.has_entity(id)]
    steps = bounded(depth, "depth", 1, DEEPEST)
    reached = _reached(graph, middle, steps, view, frozenset(avoid).difference(middle))
    start = 0
    if after is not None:
        if after not in reached:
            told = f"after: {after!r} is not in this neighborhood; take the last id of the page before."
            raise QueryError(told, "after")
        start = reached.index(after) + 1
    page = dict.fromkeys(reached[start : start + most])
    seen = dict.fromkeys(reached[: start + most])
    among = dict.fromkeys(
        edge
        for id in page
        for edge in graph.edges(id, kinds)
        if edge.from_ in seen and edge.to in seen and (view is None or view.only_kinds or view.has_edge(edge))
    )
    nodes = tuple(graph.entities[id] for id in page)
    return Subgraph(nodes, tuple(among), start + most < len(reached), len(reached))


def _reached(
    graph: KnowledgeGraph, of: Sequence[str], steps: int, view: GraphView | None, avoided: frozenset[str]
) -> list[str]:
    """Return all within some steps, nearest first; the equally near by the first kind of edge inwards, then by id."""
    simple: Any = graph.cached(simple_graph).graph

    def kinds_between(one: str, other: str) -> frozenset[str]:
        found: frozenset[str] = simple[one][other]["kinds"]
        return found if view is None else view.kinds_between(one, other, found)

    followed = simple
    if avoided:
        followed = networkx.subgraph_view(followed, filter_node=lambda id: id not in avoided)
    if view is not None:
        followed = networkx.subgraph_view(followed, filter_edge=lambda one, other: bool(kinds_between(one, other)))
    reached = dict.fromkeys(of)

    def nearness(id: str) -> tuple[int, str]:
        # Inwards lies all that was reached before; the rest of the layer is no nearer.
        inwards = (kinds_between(id, other) for other in simple[id] if other in reached)
        return min(RANKS[kind] for between in inwards for kind in between), id

    layers: Any = networkx.bfs_layers(followed, list(reached), backend=OWN_BACKEND)
    for layer in islice(layers, 1, steps + 1):
        reached |= dict.fromkeys(sorted(layer, key=nearness))
    return list(reached)
