"""The tables of the lists of records, and of relationships."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import ClemencyAction, Entity, Law, Relationship, Source
from ..model.vocabulary import ActorRole, LawEffect, Method, RelationshipKind, Stage
from .column import Column, Table, Type, id_column, term_column, text_column


class Item(NamedTuple):
    """An item of a list of a record, with its position, from 1."""

    of: str
    position: int
    value: Any


def _items(type: type[Entity], list: str) -> Callable[[KnowledgeGraph], Iterator[Item]]:
    def items(graph: KnowledgeGraph) -> Iterator[Item]:
        every: Iterable[Entity] = graph.entities.values() if type is Entity else graph.of_type(type)
        for one in every:
            for position, value in enumerate(getattr(one, list), 1):
                yield Item(one.id, position, value)

    return items


_POSITION: Final = Column("position", Type.INTEGER, "The position in the list, from 1.", "position", required=True)

ALIASES: Final = Table(
    "aliases",
    "Other names of entities.",
    (
        id_column("entity", "The entity.", "of", required=True),
        _POSITION,
        text_column("alias", "The name.", "value", required=True),
    ),
    ("entity", "position"),
    _items(Entity, "aliases"),
)
AUTHORS: Final = Table(
    "authors",
    "The authors of sources.",
    (
        id_column("source", "The source.", "of", to="sources", required=True),
        _POSITION,
        text_column("author", "The name.", "value", required=True),
    ),
    ("source", "position"),
    _items(Source, "authors"),
)
PROVISIONS: Final = Table(
    "provisions",
    "The effects of laws, each on one class of offences.",
    (
        id_column("law", "The law.", "of", to="laws", required=True),
        _POSITION,
        term_column("effect", LawEffect, "The effect.", "value.effect", required=True),
        term_column("method", Method, "The procedure by which relief is granted.", "value.method"),
        text_column("scope", "The offences, amounts and years that are covered.", "value.scope", required=True),
        text_column("waiting_period", "The waiting period.", "value.waiting_period"),
        Column(
            "effective",
            Type.PARTIAL,
            "The day from which it is in force; empty means that of the law.",
            "value.effective",
        ),
    ),
    ("law", "position"),
    _items(Law, "provisions"),
)
STAGES: Final = Table(
    "stages",
    "The stages that actions reached, in order; the claims about them are in `claims`.",
    (
        id_column("action", "The action.", "of", to="actions", required=True),
        _POSITION,
        term_column("stage", Stage, "The stage.", "value.stage", required=True),
        Column("date", Type.PARTIAL, "The date of the stage; empty if unknown.", "value.date"),
    ),
    ("action", "position"),
    _items(ClemencyAction, "history"),
)
ACTORS: Final = Table(
    "actors",
    "The entities that took part in actions.",
    (
        id_column("action", "The action.", "of", to="actions", required=True),
        _POSITION,
        id_column("entity", "The person or organization.", "value.entity", required=True),
        term_column("role", ActorRole, "The role in the action.", "value.role", required=True),
        id_column("term", "The term of office under which a person acted.", "value.term", to="terms"),
    ),
    ("action", "position"),
    _items(ClemencyAction, "actors"),
)
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
