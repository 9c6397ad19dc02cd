"""The cheapest paths between two entities, by the algorithms of networkx."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from typing import Any, Final

import networkx

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..model.records import Entity, Relationship
from ..model.vocabulary import RelationshipKind
from .filtered_graph import EVERYTHING, GraphFilter, GraphView
from .pagination import bounded
from .record_lookup import entity_by_id
from .simple_graph import MENTIONS, OWN_BACKEND, SimpleGraph, simple_graph, step_cost, view_of

MOST_PATHS: Final = 100
"""The maximum number of paths between two entities."""
LONGEST_PATH: Final = 10
"""The most edges that a path may be asked to have."""
MOST_CANDIDATES: Final = 1_000
"""The most paths that are looked at, those with too many edges included, before a search ends."""

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
    through an entity costs a fiftieth of its number of edges, so that a party or the country, to which nearly all are
    tied, tells little. To pass through a source of the kind DATASET costs a fifth of them: it names many who have
    nothing to do with each other. `kinds` narrows the way.

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
    view = view_of(graph, within, kinds)
    if view is not None and not (view.has_entity(from_) and view.has_entity(to)):
        return []
    if from_ == to:
        return [Path((graph.entities[from_],), ())]
    simple = graph.cached(simple_graph)
    weight = _weight(simple, view, frozenset(avoid) - {from_, to})
    try:
        found = [_cheapest(simple, from_, to, weight)]
        if count > 1 or len(found[0]) > longest + 1:
            found = list(islice(_several(simple, from_, to, weight, longest, check_time), count))
    except networkx.NetworkXNoPath:
        return []
    return [_path(graph, ids, view) for ids in found]


def _weight(simple: SimpleGraph, view: GraphView | None, avoided: frozenset[str]) -> Weight:
    """Return the function that gives the cost of a step: of the cheapest edge, and of the entity that is entered."""
    entries = simple.entries

    def of_all(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        cost: int = attributes["weight"]
        return cost

    def of_kinds(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        found = attributes["kinds"] if wanted is None else attributes["kinds"] & wanted
        return None if not found or one in avoided or other in avoided else step_cost(found) + entries[other]

    def by_view(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        if view is None or one in avoided or other in avoided:
            return None
        found = view.kinds_between(one, other, attributes["kinds"])
        return step_cost(found) + entries[other] if found else None

    if view is not None and not view.only_kinds:
        return by_view
    wanted = None if view is None else view.kinds
    return of_all if wanted is None and not avoided else of_kinds


def _cheapest(simple: SimpleGraph, from_: str, to: str, weight: Weight) -> list[str]:
    """Return the cheapest path, and of those that cost the same the first by the ids along the way."""
    ids = _shortest(simple, from_, to, weight)
    steps = frozenset(pairwise(ids))
    # A path that costs the same takes at least one step that this one does not.
    if _shortest(simple, from_, to, _and_then(weight, len(ids), lambda one, other: (one, other) in steps)) == ids:
        return ids
    ids = [from_]
    while ids[-1] != to:
        ids.append(
            _shortest(simple, ids[-1], to, _and_then(weight, len(simple.places), _place_after(simple, ids[-1])))[1]
        )
    return ids


def _place_after(simple: SimpleGraph, last: str) -> Callable[[str, str], int]:
    """Return the function that gives the place of the entity after one, and 0 for every other step."""
    return lambda one, other: simple.places[other] if one == last else 0


def _shortest(simple: SimpleGraph, from_: str, to: str, weight: Weight) -> list[str]:
    function: Any = weight
    found: Any = networkx.bidirectional_dijkstra(simple.graph, from_, to, function, backend=OWN_BACKEND)
    ids: list[str] = found[1]
    return ids


def _and_then(weight: Weight, most: int, second: Callable[[str, str], int]) -> Weight:
    """Return the function that compares paths by their cost, and those that cost the same by a sum below `most`."""

    def both(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        cost = weight(one, other, attributes)
        return None if cost is None else cost * most + second(one, other)

    return both


def _several(
    simple: SimpleGraph, from_: str, to: str, weight: Weight, longest: int, check_time: Callable[[], None] | None
) -> Iterator[list[str]]:
    """Yield the paths of at most some edges, cheapest first, equal costs by the ids along the way."""
    ahead = _hops(simple, from_, weight, longest)
    if to not in ahead:
        return
    behind = _hops(simple, to, weight, longest)

    def near(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        if check_time is not None:
            check_time()
        # A path that takes a step as far as this from both ends has too many.
        if ahead.get(one, longest) + 1 + behind.get(other, longest) > longest:
            return None
        return weight(one, other, attributes)

    def cost(ids: Sequence[str]) -> int:
        return sum(weight(one, other, simple.graph[one][other]) or 0 for one, other in pairwise(ids))

    function: Any = near
    candidates: Any = networkx.shortest_simple_paths(simple.graph, from_, to, function, backend=OWN_BACKEND)
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
        raise QueryError(f"maxLength: {told}; raise maxLength, or give the kinds of edges to follow.", "maxLength")


def _hops(simple: SimpleGraph, end: str, weight: Weight, longest: int) -> dict[str, int]:
    """Return the least number of steps between one end of a path and each entity, up to `longest`."""

    def hop(one: str, other: str, attributes: Mapping[str, Any]) -> int | None:
        return None if weight(one, other, attributes) is None else 1

    lengths: Any = networkx.multi_source_dijkstra_path_length(simple.graph, {end}, longest, hop, backend=OWN_BACKEND)
    return dict(lengths)


def _path(graph: KnowledgeGraph, ids: Sequence[str], view: GraphView | None) -> Path:
    between = graph.between if view is None else view.edges_between
    edges = (between(one, other) for one, other in pairwise(ids))
    steps = (min(group, key=lambda edge: (edge.kind.value in MENTIONS, edge.id)) for group in edges)
    return Path(tuple(graph.entities[id] for id in ids), tuple(steps))
