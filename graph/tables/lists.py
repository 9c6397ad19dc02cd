"""The tables of what records hold several of, and of the edges of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import ClemencyAction, Entity, Law, Relationship, Source
from ..model.vocabulary import ActorRole, LawEffect, Method, RelationshipKind, Stage
from .column import Column, Table, Type, link, text, word


class Item(NamedTuple):
    """One item of a list that a record holds, with its place in it, from 1."""

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


_POSITION: Final = Column("position", Type.INTEGER, "Its place in the list, from 1.", "position", always=True)

ALIASES: Final = Table(
    "aliases",
    "Other names that people use for an entity.",
    (link("entity", "The entity.", "of", always=True), _POSITION, text("alias", "The name.", "value", always=True)),
    ("entity", "position"),
    _items(Entity, "aliases"),
)
AUTHORS: Final = Table(
    "authors",
    "The authors of a source.",
    (
        link("source", "The source.", "of", to="sources", always=True),
        _POSITION,
        text("author", "The name.", "value", always=True),
    ),
    ("source", "position"),
    _items(Source, "authors"),
)
PROVISIONS: Final = Table(
    "provisions",
    "What a law does for one class of offences.",
    (
        link("law", "The law.", "of", to="laws", always=True),
        _POSITION,
        word("effect", LawEffect, "What it does.", "value.effect", always=True),
        word("method", Method, "Who has to move for relief to come.", "value.method"),
        text("scope", "For which offences, amounts and years.", "value.scope", always=True),
        text("waiting_period", "What has to pass before.", "value.waiting_period"),
        Column("effective", Type.PARTIAL, "The day from which it holds; that of the law if empty.", "value.effective"),
    ),
    ("law", "position"),
    _items(Law, "provisions"),
)
STAGES: Final = Table(
    "stages",
    "The stages that an action went through, in order; what is said of each is in `claims`.",
    (
        link("action", "The action.", "of", to="actions", always=True),
        _POSITION,
        word("stage", Stage, "The stage.", "value.stage", always=True),
        Column("date", Type.PARTIAL, "Its day; empty where unknown.", "value.date"),
    ),
    ("action", "position"),
    _items(ClemencyAction, "history"),
)
ACTORS: Final = Table(
    "actors",
    "Who had a part in an action.",
    (
        link("action", "The action.", "of", to="actions", always=True),
        _POSITION,
        link("entity", "The person or body.", "value.entity", always=True),
        word("role", ActorRole, "What it did.", "value.role", always=True),
        link("term", "The term of office under which a person acted.", "value.term", to="terms"),
    ),
    ("action", "position"),
    _items(ClemencyAction, "actors"),
)
RELATIONSHIPS: Final = Table(
    "relationships",
    "The edges of the graph.",
    (
        text("id", "Its kind, its ends and, where a person may stand in it twice, the term.", always=True),
        word("kind", RelationshipKind, "What ties the two.", always=True),
        link("from", "Where it starts.", "from_", always=True),
        link("to", "Where it ends.", always=True),
        Column("start", Type.PARTIAL, "The first day.", "start"),
        Column("end", Type.PARTIAL, "The day on which it ended; empty where it goes on, or has no days.", "end"),
        link("term", "The term of office that it is.", to="terms"),
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
    "The claims behind each edge of the graph.",
    (
        link("relationship", "The edge.", "relationship.id", to="relationships", always=True),
        link("claim", "The claim.", "claim", to="claims", always=True),
    ),
    ("relationship", "claim"),
    _evidence,
)
