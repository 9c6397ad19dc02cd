"""Root fields that walk over the graph, all with the same arguments for the part of it that they walk over."""

from typing import Annotated

import strawberry

from ...graph import KnowledgeGraph
from ...graph.queries import neighborhood as neighborhoods
from ...graph.queries import paths as path_search
from ...graph.queries.filtered_graph import GraphFilter
from ...graph.queries.pagination import LARGEST_PAGE, bounded
from ...graph.queries.record_lookup import entity_by_id
from ..context import Info
from ..inputs.arguments import (
    AtStages,
    HoldsOn,
    InUnits,
    Kinds,
    RestsOnKinds,
    RestsOnKnown,
    RestsOnRanks,
)
from .fields import resolver, root_fields
from .traversal import Path, Subgraph

From = Annotated[strawberry.ID, strawberry.argument(description="The id of the entity to start from.", name="from")]
To = Annotated[strawberry.ID, strawberry.argument(description="The id of the entity to arrive at.")]
Avoid = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(
        description=f"Ids of entities that nothing may pass through, at most {LARGEST_PAGE}; not those that it begins "
        "or ends at."
    ),
]
MaxLength = Annotated[
    int, strawberry.argument(description=f"The most edges of a path, 0 to {path_search.LONGEST_PATH}.")
]


def path(
    info: Info,
    from_: From,
    to: To,
    kinds: Kinds = None,
    max_length: MaxLength = 6,
    avoid: Avoid = None,
    on: HoldsOn = None,
    known_at: RestsOnKnown = None,
    stages: AtStages = None,
    units: InUnits = None,
    source_kinds: RestsOnKinds = None,
    ranks: RestsOnRanks = None,
) -> path_search.Path | None:
    """Return a shortest path; null where there is none within maxLength. See `paths` for the order."""
    found = paths(info, from_, to, kinds, max_length, 1, avoid, on, known_at, stages, units, source_kinds, ranks)
    return found[0] if found else None


def paths(
    info: Info,
    from_: From,
    to: To,
    kinds: Kinds = None,
    max_length: MaxLength = 6,
    first: Annotated[int, strawberry.argument(description=f"How many at most, 0 to {path_search.MOST_PATHS}.")] = 5,
    avoid: Avoid = None,
    on: HoldsOn = None,
    known_at: RestsOnKnown = None,
    stages: AtStages = None,
    units: InUnits = None,
    source_kinds: RestsOnKinds = None,
    ranks: RestsOnRanks = None,
) -> list[path_search.Path]:
    """Return the shortest paths."""
    graph = info.context.graph
    return path_search.paths(
        graph,
        from_,
        to,
        kinds,
        max_length,
        first,
        avoid=_avoided(graph, avoid),
        within=GraphFilter(
            on=on, known_at=known_at, stages=stages, units=units, source_kinds=source_kinds, ranks=ranks
        ),
        check_time=info.context.check_time,
    )


def _avoided(graph: KnowledgeGraph, ids: list[strawberry.ID] | None) -> list[str]:
    bounded(len(ids or ()), "the number of ids in 'avoid'", 0, argument="avoid")
    return [entity_by_id(graph, id, "avoid").id for id in ids or ()]


def neighborhood(
    info: Info,
    of: Annotated[
        list[strawberry.ID],
        strawberry.argument(description=f"Ids of the entities in the middle, at most {LARGEST_PAGE}."),
    ],
    depth: Annotated[int, strawberry.argument(description=f"How many steps, 0 to {neighborhoods.DEEPEST}.")] = 1,
    kinds: Kinds = None,
    limit: Annotated[
        int, strawberry.argument(description=f"The most entities, 0 to {neighborhoods.LARGEST_SUBGRAPH}.")
    ] = 200,
    after: Annotated[
        strawberry.ID | None, strawberry.argument(description="Only what comes after the entity with this id.")
    ] = None,
    avoid: Avoid = None,
    on: HoldsOn = None,
    known_at: RestsOnKnown = None,
    stages: AtStages = None,
    units: InUnits = None,
    source_kinds: RestsOnKinds = None,
    ranks: RestsOnRanks = None,
) -> neighborhoods.Subgraph:
    """Return the neighborhood of some entities."""
    graph = info.context.graph
    within = GraphFilter(on=on, known_at=known_at, stages=stages, units=units, source_kinds=source_kinds, ranks=ranks)
    return neighborhoods.neighborhood(
        graph,
        of,
        depth,
        kinds,
        limit,
        after,
        avoid=_avoided(graph, avoid),
        within=within,
    )


def subgraph(
    info: Info,
    of: Annotated[
        list[strawberry.ID], strawberry.argument(description=f"Ids of the entities, at most {LARGEST_PAGE}.")
    ],
    kinds: Kinds = None,
    on: HoldsOn = None,
    known_at: RestsOnKnown = None,
    stages: AtStages = None,
    units: InUnits = None,
    source_kinds: RestsOnKinds = None,
    ranks: RestsOnRanks = None,
) -> neighborhoods.Subgraph:
    """Return some entities and all relationships among them; entities that the filter leaves out are left out."""
    within = GraphFilter(on=on, known_at=known_at, stages=stages, units=units, source_kinds=source_kinds, ranks=ranks)
    return neighborhoods.neighborhood(info.context.graph, of, 0, kinds, LARGEST_PAGE, within=within)


@root_fields
class TraversalFields:
    """Root fields that walk over the graph."""

    path: Path | None = resolver(path, cost=100_000, cacheable=True)
    paths: list[Path] | None = resolver(paths, path_search.paths, cost=200_000, cacheable=True)
    neighborhood: Subgraph | None = resolver(neighborhood, neighborhoods.neighborhood, cost=20_000, cacheable=True)
    subgraph: Subgraph | None = resolver(subgraph, cost=500)
