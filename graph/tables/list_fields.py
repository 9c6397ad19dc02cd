"""The tables of list fields: one row for each item of a list in a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.law_requirement_vocabulary import Disposition, DutyOutcome, RequirementKind
from ..model.records import ClemencyAction, Entity, Jurisdiction, Law, Source
from ..model.series import Observation
from ..model.vocabulary import ActorRole, IdentifierScheme, Knowledge, LawEffect, Measure, Method, Stage
from .table_definition import Column, Table, Type, id_column, term_column, text_column


class Item(NamedTuple):
    """An item of a list of a record, with its position, from 1."""

    record: str
    position: int
    value: Any


def _items(type: type[Entity], field: str) -> Callable[[KnowledgeGraph], Iterator[Item]]:
    def items(graph: KnowledgeGraph) -> Iterator[Item]:
        entities: Iterable[Entity] = graph.entities.values() if type is Entity else graph.of_type(type)
        for entity in entities:
            for position, value in enumerate(getattr(entity, field), 1):
                yield Item(entity.id, position, value)

    return items


_POSITION: Final = Column("position", Type.INTEGER, "The position in the list, from 1.", "position", required=True)

ALIASES: Final = Table(
    "aliases",
    "Other names of entities.",
    (
        id_column("entity", "The entity.", "record", required=True),
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
        id_column("source", "The source.", "record", to="sources", required=True),
        _POSITION,
        text_column("author", "The name.", "value", required=True),
    ),
    ("source", "position"),
    _items(Source, "authors"),
)
IDENTIFIERS: Final = Table(
    "identifiers",
    "Identifiers of entities in other datasets.",
    (
        id_column("entity", "The entity.", "record", required=True),
        _POSITION,
        term_column("scheme", IdentifierScheme, "The dataset.", "value.scheme", required=True),
        text_column("value", "The identifier in that dataset.", "value.value", required=True),
        text_column("url", "The address of its page; empty where the value gives none.", "value.url"),
    ),
    ("entity", "position"),
    _items(Entity, "identifiers"),
)
BILLS: Final = Table(
    "bills",
    "The bills that the numbers of laws name.",
    (
        id_column("law", "The law.", "record", to="laws", required=True),
        _POSITION,
        id_column("jurisdiction", "The place whose legislature numbered it.", "value.jurisdiction", required=True),
        text_column("session", "The session; empty if it is not recorded.", "value.session"),
        text_column("type", "The kind of bill, in capitals without periods: HB, SF.", "value.type", required=True),
        Column("number", Type.INTEGER, "The number in its session.", "value.number", required=True),
        text_column("suffix", "The letter of an amended print or a special session.", "value.suffix"),
    ),
    ("law", "position"),
    _items(Law, "bills"),
)


_REQUIREMENT_COLUMNS: Final = (
    _POSITION,
    term_column("kind", RequirementKind, "The kind of requirement.", "value.kind", required=True),
    term_column("status", Knowledge, "Whether there is one.", "value.status", required=True),
    text_column("words", "It in words; empty if there is none.", "value.words"),
    Column("months", Type.INTEGER, "The months of a wait.", "value.months"),
    Column("dollars", Type.INTEGER, "The dollars of a fee.", "value.dollars"),
)
REQUIREMENTS: Final = Table(
    "requirements",
    "The requirements of laws for relief, or their absence; a kind without a row was not looked for.",
    (id_column("law", "The law.", "record", to="laws", required=True), *_REQUIREMENT_COLUMNS),
    ("law", "position"),
    _items(Law, "requirements"),
)
ACTION_REQUIREMENTS: Final = Table(
    "action_requirements",
    "What a person needs for the relief of an action, or does not; a kind without a row was not looked for.",
    (id_column("action", "The action.", "record", to="actions", required=True), *_REQUIREMENT_COLUMNS),
    ("action", "position"),
    _items(ClemencyAction, "requirements"),
)
DUTIES: Final = Table(
    "duties",
    "The duties of public bodies under laws, each with the day by which it is due.",
    (
        id_column("law", "The law.", "record", to="laws", required=True),
        _POSITION,
        text_column("key", "The key of the duty in its law.", "value.key", required=True),
        text_column("task", "It in words.", "value.task", required=True),
        Column("due", Type.PARTIAL, "The day by which it is to be done.", "value.due", required=True),
        id_column("body", "The body that has to do it; empty if no source names one.", "value.body"),
        term_column("outcome", DutyOutcome, "The outcome; empty if no claim gives one.", "value.outcome"),
        Column("outcome_date", Type.PARTIAL, "The day of the outcome; empty if unknown.", "value.outcome_date"),
    ),
    ("law", "position"),
    _items(Law, "duties"),
)


class Value(NamedTuple):
    """A value of a series, with its place and measure."""

    place: str
    measure: Measure
    value: Observation


def _values(graph: KnowledgeGraph) -> Iterator[Value]:
    for entity in graph.entities.values():
        for series in entity.series if isinstance(entity, Jurisdiction) else ():
            for one in series.observations:
                yield Value(entity.id, series.measure, one)


SERIES: Final = Table(
    "series",
    "Values of measures of places over time.",
    (
        id_column("place", "The place.", required=True),
        term_column("measure", Measure, "The measure.", required=True),
        Column("date", Type.PARTIAL, "The day of a population, else the year.", "value.date", required=True),
        Column("value", Type.INTEGER, "The value.", "value.value", required=True),
        Column(
            "reporting_percent",
            Type.INTEGER,
            "The share of agencies that reported, in percent; empty if unknown.",
            "value.reporting_percent",
        ),
        id_column("source", "The source of the value.", "value.source", to="sources", required=True),
        text_column(
            "inference", "How the value follows from the source; empty if the source states it.", "value.inference"
        ),
    ),
    ("place", "measure", "date"),
    _values,
)
PROVISIONS: Final = Table(
    "provisions",
    "The effects of laws, each on one class of offences.",
    (
        id_column("law", "The law.", "record", to="laws", required=True),
        _POSITION,
        term_column("effect", LawEffect, "The effect.", "value.effect", required=True),
        term_column("method", Method, "The procedure by which relief is granted.", "value.method"),
        term_column(
            "disposition", Disposition, "How the cases ended; empty if it is no relief or unknown.", "value.disposition"
        ),
        Column(
            "cannabis_only",
            Type.BOOLEAN,
            "Whether it is of cannabis alone, not of other offences too; empty if unknown.",
            "value.cannabis_only",
        ),
        text_column("scope", "The offences, amounts and years that are covered.", "value.scope", required=True),
        text_column("waiting_period", "The waiting period.", "value.waiting_period"),
        Column(
            "effective",
            Type.PARTIAL,
            "The day from which it is in force; empty means that of the law.",
            "value.effective",
        ),
        Column(
            "effective_until",
            Type.PARTIAL,
            "The first day on which it is no longer in force; empty means that of the law, if it has one.",
            "value.effective_until",
        ),
        Column(
            "never_effective", Type.BOOLEAN, "Whether it never took effect.", "value.never_effective", required=True
        ),
    ),
    ("law", "position"),
    _items(Law, "provisions"),
)
STAGES: Final = Table(
    "stages",
    "The stages that actions reached, in order; the claims about them are in `claims`.",
    (
        id_column("action", "The action.", "record", to="actions", required=True),
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
        id_column("action", "The action.", "record", to="actions", required=True),
        _POSITION,
        id_column("entity", "The person or organization.", "value.entity", required=True),
        term_column("role", ActorRole, "The role in the action.", "value.role", required=True),
        id_column("term", "The term of office under which a person acted.", "value.term", to="terms"),
    ),
    ("action", "position"),
    _items(ClemencyAction, "actors"),
)
