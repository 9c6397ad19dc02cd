"""The tables of relationships and of the claims that support them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import Relationship
from ..model.vocabulary import RelationshipKind
from .table_definition import Column, Table, Type, id_column, term_column, text_column

RELATIONSHIPS: Final = Table(
    "relationships",
    "The relationships between entities: the edges of the graph.",
    (
        text_column(
            "id", "The kind, both entities and, if a person can have the relationship twice, the term.", required=True
        ),
        term_column("kind", RelationshipKind, "The kind of relationship.", required=True),
        id_column("from", "The entity where the relationship starts.", "from_", required=True),
        id_column("to", "The entity where the relationship ends.", required=True),
        Column("start", Type.PARTIAL, "The first day of the relationship.", "start"),
        Column("end", Type.PARTIAL, "The day on which it ended; empty if it continues or has no dates.", "end"),
        id_column("term", "The term of office that it comes from.", to="terms"),
    ),
    ("id",),
    lambda graph: graph.relationships.values(),
)


class _Evidence(NamedTuple):
    relationship: Relationship
    claim: str


def _evidence(graph: KnowledgeGraph) -> Iterator[_Evidence]:
    for edge in graph.relationships.values():
        for claim in edge.claims:
            yield _Evidence(edge, claim.id)


EVIDENCE: Final = Table(
    "evidence",
    "The claims that support each relationship.",
    (
        id_column("relationship", "The relationship.", "relationship.id", to="relationships", required=True),
        id_column("claim", "The claim.", "claim", to="claims", required=True),
    ),
    ("relationship", "claim"),
    _evidence,
)
