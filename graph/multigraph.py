"""The graph as networkx holds it: a frozen `MultiDiGraph` of records, and the attributes of its nodes and edges."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, Final

import networkx

from .model.entity_types import ENTITY_TYPES
from .model.records import Dataset, Entity, EntityType, Relationship
from .model.vocabulary import RelationshipKind

RANKS: Final = {kind.value: rank for rank, kind in enumerate(RelationshipKind)}
"""The order of the kinds of edges."""
_TYPES: Final = {type: type.value for type in EntityType}


def multigraph(
    entities: Iterable[Entity], relationships: Iterable[Relationship], dataset: Dataset
) -> networkx.MultiDiGraph[str]:
    """Return a frozen graph of entities and the relationships among them.

    Edges are added kind by kind: at a node, those of one kind stay in the order in which they are given.
    """
    graph: Any = networkx.MultiDiGraph(
        title=dataset.title,
        version=dataset.version,
        released=dataset.released.isoformat(),
        license=dataset.license,
        citation=dataset.citation,
    )
    graph.add_nodes_from((one.id, node_attributes(one)) for one in entities)
    by_kind: dict[RelationshipKind, list[Relationship]] = {kind: [] for kind in RelationshipKind}
    for edge in relationships:
        by_kind[edge.kind].append(edge)
    for kind, group in by_kind.items():
        name = kind.value
        for edge in group:
            # One by one: `add_edges_from` looks each edge up again, through views that take as long as adding it.
            graph.add_edge(edge.from_, edge.to, edge_key(edge), **_edge_attributes(edge, name))
    frozen: networkx.MultiDiGraph[str] = networkx.freeze(graph)
    return frozen


def node_attributes(entity: Entity) -> dict[str, Any]:
    """Return the record of a node and the scalars `type`, `name`, `code` and `date`; None where it has none."""
    return {
        "entity": entity,
        "type": _TYPES[entity.type],
        "name": entity.name,
        "code": getattr(entity, "code", None),
        "date": _DATES.get(type(entity), _no_date)(entity),
    }


def edge_key(edge: Relationship) -> str:
    """Return the key of an edge: its kind, and the term where a person may hold the same office twice."""
    return f"{edge.kind.value} {edge.term}" if edge.term else edge.kind.value


def edge_attributes(edge: Relationship) -> dict[str, Any]:
    """Return the record of an edge and its `kind`, `start`, `end` and `claims`."""
    return _edge_attributes(edge, edge.kind.value)


def _edge_attributes(edge: Relationship, kind: str) -> dict[str, Any]:
    return {"relationship": edge, "kind": kind, "start": edge.start, "end": edge.end, "claims": edge.claims}


def _no_date(entity: Entity) -> None:
    return None


_DATES: Final[dict[type[Entity], Any]] = {
    one.record: attrgetter(one.date) for one in ENTITY_TYPES.values() if one.date is not None
}
"""The date of an entity: of an action that of its act, of a law the enactment, of a source the publication."""
