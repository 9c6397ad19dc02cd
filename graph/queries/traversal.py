"""Walks over the graph: paths and neighborhoods, by the algorithms of networkx."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from typing import Any, Final, NamedTuple

import networkx

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..model.records import Entity, Relationship
from ..model.vocabulary import RelationshipKind
from ..multigraph import RANKS
from .graph_view import EVERYTHING, GraphFilter, GraphView
from .pagination import bounded
from .record_lookup import entity_by_id

MOST_PATHS: Final = 100
"""The maximum number of paths between two entities."""
LONGEST_PATH: Final = 10
"""The most edges that a path may be asked to have."""
LARGEST_SUBGRAPH: Final = 1000
"""The most entities in a neighborhood."""
DEEPEST: Final = 6
"""The most steps from the middle of a neighborhood."""

MOST_CANDIDATES: Final = 1_000
"""The most paths that are looked at, those with too many edges included, before a search ends."""
BREADTH: Final = 50
"""The number of edges at an entity that makes entering it cost as much as another edge."""

# Two entities that one page mentions are tied more loosely than two that one act ties. Costs are whole numbers, in
# shares of 1 / BREADTH of an edge, so that equal costs are equal.
_TIGHT: Final = BREADTH
_LOOSE: Final = 2 * BREADTH
_MENTIONS: Final = frozenset(
    kind.value for kind in (RelationshipKind.SAYS, RelationshipKind.PUBLISHED, RelationshipKind.REPRINTS)
)

_ITSELF: Final = "networkx"
"""The backend of walks that take milliseconds: to convert the graph for another would take longer."""

Weight = Callable[[str, str, Mapping[str, Any]], int | None]
"""The cost of going from one node to the next by an edge with these attributes; None where there is no way."""


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


class _Ways(NamedTuple):
    """The graph with its edges followed both ways.

    Attributes
    ----------
    graph : networkx.DiGraph
        An edge stands for all between two entities: `kinds` has their kinds, and `weight` is the cost of going that
        way.
    degrees : dict of str to int
        The number of edges at an entity.
    places : dict of str to int
        The place of an id among all in their order.
    """

    graph: networkx.DiGraph[str]
    degrees: dict[str, int]
    places: dict[str, int]


def _ways(graph: KnowledgeGraph) -> _Ways:
    kinds: dict[tuple[str, str], frozenset[str]] = {}
    # Few combinations occur, each of them often.
    shared: dict[frozenset[str], frozenset[str]] = {}
    for one, at in graph.nx.adjacency():
        for other, by_key in at.items():
            if one != other:
                ends = (one, other) if one < other else (other, one)
                found = kinds.get(ends, frozenset()).union(data["kind"] for data in by_key.values())
                kinds[ends] = shared.setdefault(found, found)
    degrees = {id: graph.degree(id) for id in graph.entities}
    ways: Any = networkx.DiGraph()
    ways.add_nodes_from(graph.entities)
    for (one, other), found in kinds.items():
        cost = _cost(found)
        ways.add_edge(one, other, kinds=found, weight=cost + degrees[other])
        ways.add_edge(other, one, kinds=found, weight=cost + degrees[one])
    return _Ways(networkx.freeze(ways), degrees, {id: place for place, id in enumerate(sorted(graph.entities))})


def _cost(kinds: frozenset[str]) -> int:
    """Return the cost of the cheapest edge of some kinds."""
    return _LOOSE if kinds <= _MENTIONS else _TIGHT


def paths(
    graph: KnowledgeGraph,
    from_: str,
    to: str,
    kinds: Collection[RelationshipKind] | None = None,
    max_length: int = 6,
    first: int = 5,
    *,
    avoid: Collection[str] = (),
    within: GraphFilter = EVERYTHING,
    check_time: Callable[[], None] | None = None,
) -> list[Path]:
    """Return the cheapest paths between two entities, edges followed both ways.

    An edge that says much costs little: 1, or 2 where it is at a source (SAYS, PUBLISHED, REPRINTS), and to pass
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
        How many paths at most, 0 to `MOST_PATHS`.
    avoid
        Ids of entities that no path may pass through.
    within
        Only over what this filter keeps, both ends included. Costs are those of the whole graph.
    check_time
        Called again and again while the search goes on; it raises an error when the time is up.

    Returns
    -------
    list of Path
        Cheapest first, equal costs by the ids along the way, no entity twice in one; none where none is short enough. A
        search ends after `MOST_CANDIDATES` paths with those that it has found by then.

    Raises
    ------
    QueryError
        When an id is not that of an entity, a bound is out of its range, or `MOST_CANDIDATES` cheaper paths all have
        too many edges.

    Examples
    --------
    >>> [path.length for path in paths(graph, "person/steve-sisolak", "person/jay-inslee", first=2)]
    [2, 4]
    """
    for name, id in (("from", from_), ("to", to)):
        entity_by_id(graph, id, name)
    longest = bounded(max_length, "maxLength", 6, LONGEST_PATH)
    count = bounded(first, "first", 5, MOST_PATHS)
    if not count:
        return []
    view = _view(graph, within, kinds)
    if view is not None and not (view.has_entity(from_) and view.has_entity(to)):
        return []
    if from_ == to:
        return [Path((graph.entities[from_],), ())]
    ways = graph.cached(_ways)
    weight = _weight(ways, view, frozenset(avoid) - {from_, to})
    try:
        found = [_cheapest(ways, from_, to, weight)]
        if count > 1 or len(found[0]) > longest + 1:
            found = list(islice(_several(ways, from_, to, weight, longest, check_time), count))
    except networkx.NetworkXNoPath:
        return []
    return [_path(graph, ids, view) for ids in found]


def _view(graph: KnowledgeGraph, within: GraphFilter, kinds: Collection[RelationshipKind] | None) -> GraphView | None:
    """Return the part of a graph that a filter keeps; None for the whole graph."""
    return None if kinds is None and within == EVERYTHING else GraphView(graph, within, kinds)


def _weight(ways: _Ways, view: GraphView | None, avoided: frozenset[str]) -> Weight:
    """Return the function that gives the cost of a step: of the cheapest edge, and of the entity that is entered."""
    degrees = ways.degrees

    def of_all(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        cost: int = attributes["weight"]
        return cost

    def of_some(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        if one in avoided or other in avoided:
            return None
        found = attributes["kinds"] if view is None else view.kinds_between(one, other, attributes["kinds"])
        return _cost(found) + degrees[other] if found else None

    return of_all if view is None and not avoided else of_some


def _cheapest(ways: _Ways, from_: str, to: str, weight: Weight) -> list[str]:
    """Return the cheapest path, and of those that cost the same the first by the ids along the way."""
    ids = _shortest(ways, from_, to, weight)
    steps = frozenset(pairwise(ids))
    # A path that costs the same takes at least one step that this one does not.
    if _shortest(ways, from_, to, _and_then(weight, len(ids), lambda one, other: (one, other) in steps)) == ids:
        return ids
    ids = [from_]
    while ids[-1] != to:
        ids.append(_shortest(ways, ids[-1], to, _and_then(weight, len(ways.places), _place_after(ways, ids[-1])))[1])
    return ids


def _place_after(ways: _Ways, last: str) -> Callable[[str, str], int]:
    """Return the function that gives the place of the entity after one, and 0 for every other step."""
    return lambda one, other: ways.places[other] if one == last else 0


def _shortest(ways: _Ways, from_: str, to: str, weight: Weight) -> list[str]:
    function: Any = weight
    found: Any = networkx.bidirectional_dijkstra(ways.graph, from_, to, function, backend=_ITSELF)
    ids: list[str] = found[1]
    return ids


def _and_then(weight: Weight, most: int, second: Callable[[str, str], int]) -> Weight:
    """Return the function that compares paths by their cost, and those that cost the same by a sum below `most`."""

    def both(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        cost = weight(one, other, attributes)
        return None if cost is None else cost * most + second(one, other)

    return both


def _several(
    ways: _Ways, from_: str, to: str, weight: Weight, longest: int, check_time: Callable[[], None] | None
) -> Iterator[list[str]]:
    """Yield the paths of at most some edges, cheapest first, equal costs by the ids along the way."""
    ahead = _hops(ways, from_, weight, longest)
    if to not in ahead:
        return
    behind = _hops(ways, to, weight, longest)

    def near(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        if check_time is not None:
            check_time()
        # A path that takes a step as far as this from both ends has too many.
        if ahead.get(one, longest) + 1 + behind.get(other, longest) > longest:
            return None
        return weight(one, other, attributes)

    def cost(ids: Sequence[str]) -> int:
        return sum(weight(one, other, ways.graph[one][other]) or 0 for one, other in pairwise(ids))

    function: Any = near
    candidates: Any = networkx.shortest_simple_paths(ways.graph, from_, to, function, backend=_ITSELF)
    looked_at = found = 0
    for _, group in groupby(islice(candidates, MOST_CANDIDATES), cost):
        equal = list(group)
        looked_at += len(equal)
        for ids in sorted(equal):
            if len(ids) <= longest + 1:
                found += 1
                yield ids
    if looked_at == MOST_CANDIDATES and not found:
        told = f"the {MOST_CANDIDATES:,} cheapest paths all have more than {longest} edges"
        raise QueryError(f"maxLength: {told}; raise maxLength, or give the kinds of edges to follow.")


def _hops(ways: _Ways, end: str, weight: Weight, longest: int) -> dict[str, int]:
    """Return the least number of steps between one end of a path and each entity, up to `longest`."""

    def hop(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        return None if weight(one, other, attributes) is None else 1

    lengths: Any = networkx.multi_source_dijkstra_path_length(ways.graph, {end}, longest, hop, backend=_ITSELF)
    return dict(lengths)


def _path(graph: KnowledgeGraph, ids: Sequence[str], view: GraphView | None) -> Path:
    between = graph.between if view is None else view.edges_between
    edges = (between(one, other) for one, other in pairwise(ids))
    steps = (min(group, key=lambda edge: (edge.kind.value in _MENTIONS, edge.id)) for group in edges)
    return Path(tuple(graph.entities[id] for id in ids), tuple(steps))


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
    bounded(len(of), "the number of ids in 'of'", 0)
    for id in of:
        entity_by_id(graph, id, "of")
    most = bounded(limit, "limit", 200, LARGEST_SUBGRAPH)
    view = _view(graph, within, kinds)
    middle = [id for id in dict.fromkeys(of) if view is None or view.has_entity(id)]
    steps = bounded(depth, "depth", 1, DEEPEST)
    reached = _reached(graph, middle, steps, view, frozenset(avoid).difference(middle))
    start = 0
    if after is not None:
        if after not in reached:
            raise QueryError(f"after: {after!r} is not in this neighborhood; take the last id of the page before.")
        start = reached.index(after) + 1
    page = dict.fromkeys(reached[start : start + most])
    seen = dict.fromkeys(reached[: start + most])
    among = dict.fromkeys(
        edge
        for id in page
        for edge in graph.edges(id, kinds)
        if edge.from_ in seen and edge.to in seen and (view is None or view.has_edge(edge))
    )
    nodes = tuple(graph.entities[id] for id in page)
    return Subgraph(nodes, tuple(among), start + most < len(reached), len(reached))


def _reached(
    graph: KnowledgeGraph, of: Sequence[str], steps: int, view: GraphView | None, avoided: frozenset[str]
) -> list[str]:
    """Return all within some steps, nearest first; the equally near by the first kind of edge inwards, then by id."""
    simple: Any = graph.cached(_ways).graph
    followed = simple
    if view is not None or avoided:
        followed = networkx.subgraph_view(
            simple,
            filter_node=lambda id: id not in avoided,
            filter_edge=lambda one, other: (
                view is None or bool(view.kinds_between(one, other, simple[one][other]["kinds"]))
            ),
        )
    reached = dict.fromkeys(of)

    def nearness(id: str) -> tuple[int, str]:
        # Inwards lies all that was reached before; the rest of the layer is no nearer.
        inwards = [(other, found["kinds"]) for other, found in simple[id].items() if other in reached]
        kinds = (found if view is None else view.kinds_between(id, other, found) for other, found in inwards)
        return min(RANKS[kind] for between in kinds for kind in between), id

    layers: Any = networkx.bfs_layers(followed, list(reached), backend=_ITSELF)
    for layer in islice(layers, 1, steps + 1):
        reached |= dict.fromkeys(sorted(layer, key=nearness))
    return list(reached)
