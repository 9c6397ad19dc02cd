"""Walks over the graph: paths, neighborhoods, and who stands at the center."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

from .knowledge import KnowledgeGraph
from .paging import bounded
from .questions import QuestionError
from .records import Entity, Relationship
from .vocabulary import Centrality, EntityType, RelationshipKind

if TYPE_CHECKING:
    import networkx

LONGEST_PATH: Final = 10
"""The most edges that a path may be asked to have."""
LARGEST_SUBGRAPH: Final = 1000
"""The most entities in a neighborhood."""
DEEPEST: Final = 6
"""The most steps from the middle of a neighborhood."""

# Two entities that one page mentions are tied more loosely than two that one act ties.
_LOOSE: Final = frozenset((RelationshipKind.SAYS, RelationshipKind.PUBLISHED))


@dataclass(frozen=True, slots=True)
class Path:
    """Entities in a row, and the edge between each and the next."""

    nodes: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]

    @property
    def length(self) -> int:
        """The number of edges."""
        return len(self.relationships)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some entities, all edges among them and those before them, and how many there are in all."""

    nodes: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]
    truncated: bool
    total_count: int


@dataclass(frozen=True, slots=True)
class CentralEntity:
    """An entity with how central it is, 0 to 1."""

    entity: Entity
    score: float


def paths(
    graph: KnowledgeGraph,
    from_: str,
    to: str,
    kinds: Collection[RelationshipKind] | None = None,
    max_length: int = 6,
    first: int = 5,
) -> list[Path]:
    """The shortest paths between two entities, edges followed both ways.

    Among paths of one length those that do without what sources say, and then those that avoid broad entities such as
    a party, come first: they tell more.

    Parameters
    ----------
    graph
        The graph.
    from_, to
        Ids of entities.
    kinds
        Only over edges of these kinds; all, when left out.
    max_length
        The most edges, 0 to `LONGEST_PATH`.
    first
        How many paths at most, 0 to 100.

    Returns
    -------
    list of Path
        Shortest first; none where none is short enough.

    Raises
    ------
    QuestionError
        When an id is not that of an entity, or a bound is out of its range.
    """
    for name, id in (("from", from_), ("to", to)):
        _known(graph, id, name)
    longest = bounded(max_length, "maxLength", 6, LONGEST_PATH)
    count = bounded(first, "first", 5)
    if from_ == to:
        return [Path((graph.entities[from_],), ())][:count]
    found = _simple_paths(graph, from_, to, kinds)
    return [_path(graph, ids, kinds) for ids in islice(_short(found, longest), count)]


def _simple_paths(
    graph: KnowledgeGraph, from_: str, to: str, kinds: Collection[RelationshipKind] | None
) -> Iterator[list[str]]:
    """Every simple path, cheapest first; none where the two are not connected."""
    import networkx

    asked = frozenset(RelationshipKind if kinds is None else kinds)

    def cost(one: str, other: str, costs: Any) -> float | None:
        """The cheapest edge of the kinds asked for; None hides the others."""
        return min((cost for kind, cost in costs.items() if kind in asked), default=None)

    try:
        # Yen's algorithm is lazy: it does no more work than the paths that are taken ask for.
        yield from networkx.shortest_simple_paths(graph.derived(_costs), from_, to, weight=cost)
    except networkx.NetworkXNoPath:
        return


def _short(found: Iterator[list[str]], longest: int) -> Iterator[list[str]]:
    for ids in found:
        # An edge costs from 1 to less than 1 + 1 / LONGEST_PATH, so lengths never fall along the way.
        if len(ids) - 1 > longest:
            return
        yield ids


def _costs(graph: KnowledgeGraph) -> networkx.Graph[str]:
    """An undirected view: between two entities the cost of each kind of edge, one and a little for saying less."""
    import networkx

    degrees = dict(graph.nx.degree())
    broadest = math.log2(2 + max(degrees.values(), default=0))
    view: networkx.Graph[str] = networkx.Graph()
    view.add_nodes_from(graph.entities)
    for edge in graph.relationships.values():
        breadth = (math.log2(2 + degrees[edge.from_]) + math.log2(2 + degrees[edge.to])) / (2 * broadest)
        cost = 1 + 0.04 * breadth + (0.05 if edge.kind in _LOOSE else 0)
        view.add_edge(edge.from_, edge.to, **{edge.kind: cost})
    return view


def _path(graph: KnowledgeGraph, ids: Sequence[str], kinds: Collection[RelationshipKind] | None) -> Path:
    steps = [_step(graph, one, other, kinds) for one, other in pairwise(ids)]
    return Path(tuple(graph.entities[id] for id in ids), tuple(steps))


def _step(graph: KnowledgeGraph, one: str, other: str, kinds: Collection[RelationshipKind] | None) -> Relationship:
    between = [
        edge
        for edge in graph.edges(one, None if kinds is None else tuple(kinds))
        if other in (edge.from_, edge.to) and (edge.from_, edge.to) != (one, one)
    ]
    return min(between, key=lambda edge: (edge.kind in _LOOSE, edge.id))


def neighborhood(
    graph: KnowledgeGraph,
    of: Sequence[str],
    depth: int = 1,
    kinds: Sequence[RelationshipKind] | None = None,
    limit: int = 200,
    after: str | None = None,
) -> Subgraph:
    """Everything within some steps of some entities, nearest first, and the edges among it.

    Parameters
    ----------
    graph
        The graph.
    of
        Ids of the entities in the middle, at most 100.
    depth
        How many steps, 0 to `DEEPEST`.
    kinds
        Only edges of these kinds; all, when left out.
    limit
        The most entities, 0 to `LARGEST_SUBGRAPH`.
    after
        Only what comes after the entity with this id, the last of the page before.

    Returns
    -------
    Subgraph
        `truncated` where there is more. Its edges are those among its entities, and from them to those of the pages
        before, so that all pages together have every edge once.

    Raises
    ------
    QuestionError
        When an id is not that of an entity, or a bound is out of its range.
    """
    bounded(len(of), "the number of ids in 'of'", 0)
    for id in of:
        _known(graph, id, "of")
    most = bounded(limit, "limit", 200, LARGEST_SUBGRAPH)
    reached = list(_reached(graph, of, bounded(depth, "depth", 1, DEEPEST), kinds))
    start = 0
    if after is not None:
        if after not in reached:
            raise QuestionError(f"after: {after!r} is not in this neighborhood; take the last id of the page before.")
        start = reached.index(after) + 1
    page = dict.fromkeys(reached[start : start + most])
    seen = dict.fromkeys(reached[: start + most])
    among = dict.fromkeys(
        edge for id in page for edge in graph.edges(id, kinds) if edge.from_ in seen and edge.to in seen
    )
    nodes = tuple(graph.entities[id] for id in page)
    return Subgraph(nodes, tuple(among), start + most < len(reached), len(reached))


def _reached(
    graph: KnowledgeGraph, of: Sequence[str], steps: int, kinds: Sequence[RelationshipKind] | None
) -> Iterable[str]:
    """Everything within some steps, nearest first."""
    reached = dict.fromkeys(of)
    frontier = list(reached)
    for _ in range(steps):
        near = (edge.to if edge.from_ == id else edge.from_ for id in frontier for edge in graph.edges(id, kinds))
        frontier = [id for id in dict.fromkeys(near) if id not in reached]
        reached.update(dict.fromkeys(frontier))
    return reached


def central(
    graph: KnowledgeGraph,
    by: Centrality = Centrality.PAGERANK,
    types: Collection[EntityType] | None = None,
    first: int = 10,
) -> list[CentralEntity]:
    """The most central entities, most central first.

    Parameters
    ----------
    graph
        The graph.
    by
        The measure; see `Centrality`.
    types
        Only entities of these types; the measure is of the whole graph all the same.
    first
        How many, 0 to 100.

    Returns
    -------
    list of CentralEntity
        Ties by id.
    """
    count = bounded(first, "first", 10)
    asked = ((graph.entities[id], score) for id, score in graph.derived(_scores, by))
    return [
        CentralEntity(one, score)
        for one, score in islice((pair for pair in asked if not types or pair[0].type in types), count)
    ]


def _scores(graph: KnowledgeGraph, by: Centrality) -> tuple[tuple[str, float], ...]:
    import networkx

    simple: Any = networkx.Graph(graph.nx)
    match by:
        case Centrality.PAGERANK:
            scores = networkx.pagerank(simple)
        case Centrality.DEGREE:
            scores = networkx.degree_centrality(simple)
        case Centrality.BETWEENNESS:
            scores = networkx.betweenness_centrality(simple)
    return tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _known(graph: KnowledgeGraph, id: str, name: str) -> None:
    if id not in graph.entities:
        raise QuestionError(f"{name}: {id!r} is not the id of an entity; find one with search.")
