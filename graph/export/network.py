"""The graph with plain values only, as the file formats of network tools hold it.

Nodes are entities with the columns of the table of their type; edges are relationships with the ids of the claims
behind them, each with its own id as its key. What else a claim says than the best figure of an action, the provisions,
requirements and duties of laws, the series of places, the stages of actions and the details of terms have no place
there: JSON Lines, CSV and Parquet have them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import networkx

from ..graph import KnowledgeGraph
from ..model.entity_types import ENTITY_TYPES
from ..model.name_separator import SEPARATOR
from ..model.records import Relationship
from ..model.vocabulary import RelationshipKind
from ..tables import TABLES, Cell


def network(graph: KnowledgeGraph, of: Collection[str] | None = None) -> networkx.MultiDiGraph[str]:
    """Return the graph with texts, whole numbers and truth values as attributes, and none for what is not known.

    Parameters
    ----------
    graph
        The graph.
    of
        Only the entities with these ids, and the edges among them; all, when left out.
    """
    dataset = graph.dataset
    found: Any = networkx.MultiDiGraph(
        title=dataset.title,
        version=dataset.version,
        released=dataset.released.isoformat(),
        license=dataset.license,
        citation=dataset.citation,
    )
    for type, definition in ENTITY_TYPES.items():
        table = TABLES[definition.table]
        columns = [column.name for column in table.columns]
        for record in table.records(graph):
            if of is None or record.id in of:
                row = (column.cell(graph, record) for column in table.columns)
                cells = dict(zip(columns, map(_scalar, row), strict=True))
                found.add_node(cells.pop("id"), type=type.value, **_known(cells))
    for edge in graph.relationships.values():
        if of is None or (edge.from_ in of and edge.to in of):
            found.add_edge(edge.from_, edge.to, edge.id, **_known(_edge(graph, edge)))
    return found  # type: ignore[no-any-return]


def _edge(graph: KnowledgeGraph, edge: Relationship) -> dict[str, Cell]:
    term = graph.terms[edge.term] if edge.term and edge.kind is RelationshipKind.HOLDS else None
    return {
        # Its key says the same, but igraph does not read the ids of edges.
        "relationship": edge.id,
        "kind": edge.kind.value,
        "start": edge.start,
        "end": edge.end,
        "scheduled_end": term.scheduled_end if term else None,
        "office": term.office.value if term else None,
        "term": edge.term,
        "claims": SEPARATOR.join(claim.id for claim in edge.claims) or None,
        "sources": SEPARATOR.join(dict.fromkeys(claim.source for claim in edge.claims)) or None,
    }


def _scalar(cell: Cell) -> Cell:
    return cell if cell is None or isinstance(cell, int) else str(cell)


def _known(cells: dict[str, Cell]) -> dict[str, Any]:
    # A subclass of str, such as a date, has no type that the writers know.
    return {name: str(cell) if isinstance(cell, str) else cell for name, cell in cells.items() if cell is not None}
