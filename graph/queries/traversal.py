"""Walks over the graph: paths, neighborhoods, and who stands at the center."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice, pairwise
from typing import Any, Final

from ..errors import QuestionError
from ..graph import KnowledgeGraph
from ..model.records import Entity, Relationship
from ..model.vocabulary import Centrality, EntityType, RelationshipKind
from .pagination import bounded

LONGEST_PATH: Final = 10
"""The most edges that a path may be asked to have."""
LARGEST_SUBGRAPH: Final = 1000
"""The most entities in a neighborhood."""
DEEPEST: Final = 6
"""The most steps from the middle of a neighborhood."""

PIVOTS: Final = 200
"""From how many entities betweenness is estimated: all would take a time that grows with the square of the graph."""
MOST_STEPS: Final = 100_000
"""How many ways on are looked at for paths; a search that finds fewer than asked for by then says no more."""
BREADTH: Final = 50
"""How many edges make an entity so broad that to pass through it costs as much as another edge."""

# Up to which cost paths are looked for first, and how many times as far each time that this was not enough.
_NEAR: Final = 4.0
_FARTHER: Final = 16
# Two entities that one page mentions are tied more loosely than two that one act ties.
_LOOSE: Final = {RelationshipKind.SAYS: 2.0, RelationshipKind.PUBLISHED: 2.0}


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
    """The most telling paths between two entities, edges followed both ways.

    What is telling is cheap: an edge costs 1, or 2 where it stands for a mention only (SAYS, PUBLISHED), and to pass
    through an entity costs its number of edges over `BREADTH`, so that a party or the country, to which nearly all
    are tied, tells little. `kinds` narrows the way.

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
        Cheapest first, no entity twice in one; none where none is short enough. The first is always the cheapest; after
        `MOST_STEPS` ways on the search ends with those that it has found.

    Raises
    ------
    QuestionError
        When an id is not that of an entity, or a bound is out of its range.
    """
    for name, id in (("from", from_), ("to", to)):
        _known(graph, id, name)
    longest = bounded(max_length, "maxLength", 6, LONGEST_PATH)
    count = bounded(first, "first", 5)
    # Those over all kinds are asked for most, and worked out once.
    ways = graph.derived(_Ways) if kinds is None else _Ways(graph, frozenset(kinds))
    found = _cheapest(ways, from_, to, longest)
    return [_path(graph, ids, kinds) for ids in islice(found, count)]


class _Ways:
    """The ways on from each entity over edges of some kinds, with what they cost."""

    def __init__(self, graph: KnowledgeGraph, kinds: frozenset[RelationshipKind] | None = None) -> None:
        self.graph = graph
        self.kinds = None if kinds is None else tuple(kind for kind in RelationshipKind if kind in kinds)
        self.known: dict[str, dict[str, float]] = {}
        self.passing: dict[str, float] = {}

    def on(self, id: str) -> dict[str, float]:
        """What it costs to go from an entity to each of its neighbors by the cheapest edge between them."""
        if id not in self.known:
            costs: dict[str, float] = {}
            for edge in self.graph.edges(id, self.kinds):
                other = edge.to if edge.from_ == id else edge.from_
                if other != id:
                    costs[other] = min(_LOOSE.get(edge.kind, 1.0), costs.get(other, 2.0))
            self.known[id] = costs
        return self.known[id]

    def through(self, id: str) -> float:
        """What it costs to pass through an entity."""
        if id not in self.passing:
            self.passing[id] = self.graph.degree(id) / BREADTH
        return self.passing[id]


def _cheapest(ways: _Ways, from_: str, to: str, longest: int) -> Iterator[tuple[str, ...]]:
    """The simple paths of at most some edges, cheapest first, as far as `MOST_STEPS` go.

    A best-first search: what is left to the end is known exactly, but for entities that a path would meet twice. It
    looks no further than to a cost that grows while more is asked for, so that what is dear to pass through, such as
    the country, is not followed to all that it is tied to where cheaper paths are enough.
    """
    most, given = _NEAR, 0
    while most < math.inf:
        left, beyond = _left(ways, to, longest, most)
        heap: list[tuple[float, float, tuple[str, ...]]] = [(left[longest].get(from_, math.inf), 0.0, (from_,))]
        steps = found = 0
        while heap and heap[0][0] <= most:
            if steps >= MOST_STEPS:
                return
            _, cost, ids = heappop(heap)
            if ids[-1] == to:
                # With a higher bound the search begins anew, and finds the same before all else.
                found += 1
                if found > given:
                    given = found
                    yield ids
                continue
            rest = left[longest - len(ids)]
            steps += len(ways.on(ids[-1]))
            for other, step in ways.on(ids[-1]).items():
                if other in rest and other not in ids:
                    spent = cost + step + (ways.through(other) if other != to else 0.0)
                    heappush(heap, (spent + rest[other], spent, (*ids, other)))
        most = max(_FARTHER * most, min(beyond, heap[0][0] if heap else math.inf))


def _left(ways: _Ways, to: str, longest: int, most: float) -> tuple[list[dict[str, float]], float]:
    """For each number of edges that are left, the least that it costs to come from an entity to the end.

    No more than `most`; what the cheapest beyond that costs at the least is told too, infinite where there is none.
    """
    left: list[dict[str, float]] = [{to: 0.0}]
    nearer = left[0]
    beyond = math.inf
    for _ in range(longest):
        before = left[-1]
        after = dict(before)
        found: dict[str, float] = {}
        # Only from where it became cheaper can it become cheaper elsewhere.
        for id, cost in nearer.items():
            # Entered backwards: the cost of passing through an entity is paid on the way into it.
            through = cost + (ways.through(id) if id != to else 0.0)
            if through + 1.0 > most:
                beyond = min(beyond, through + 1.0)
                continue
            for other, step in ways.on(id).items():
                ahead = through + step
                if ahead > most:
                    beyond = min(beyond, ahead)
                elif ahead < after.get(other, math.inf):
                    after[other] = found[other] = ahead
        left.append(after)
        nearer = found
    return left, beyond


def _path(graph: KnowledgeGraph, ids: Sequence[str], kinds: Collection[RelationshipKind] | None) -> Path:
    steps = [_step(graph, one, other, kinds) for one, other in pairwise(ids)]
    return Path(tuple(graph.entities[id] for id in ids), tuple(steps))


def _step(graph: KnowledgeGraph, one: str, other: str, kinds: Collection[RelationshipKind] | None) -> Relationship:
    # Seen from the narrower of the two: the other may be the country.
    narrow, broad = sorted((one, other), key=graph.degree)
    between = [
        edge for edge in graph.edges(narrow, None if kinds is None else tuple(kinds)) if broad in (edge.from_, edge.to)
    ]
    return min(between, key=lambda edge: (_LOOSE.get(edge.kind, 1.0), edge.id))


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
        for one, score in islice((pair for pair in asked if types is None or pair[0].type in types), count)
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
            scores = networkx.betweenness_centrality(simple, k=min(PIVOTS, len(simple)), seed=0)
    return tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _known(graph: KnowledgeGraph, id: str, name: str) -> None:
    if id not in graph.entities:
        raise QuestionError(f"{name}: {id!r} is not the id of an entity; find one with search.")
