"""The tables of entities: one for all entities, and one for each type."""

from __future__ import annotations

from datetime import date
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES, EntityTypeDefinition
from ..model.records import (
    NO_COUNTY,
    ClemencyAction,
    Country,
    EntityType,
    Law,
    Locality,
    Party,
    Source,
    State,
)
from ..model.vocabulary import (
    ActorRole,
    Instrument,
    Knowledge,
    LawStatus,
    LocalityKind,
    PardonPower,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Vocabulary,
)
from ..queries.law_rejection import rejection_of
from ..queries.law_signature import signature_of
from ..queries.law_veto import veto_of
from ..queries.main_stage import act_of
from ..queries.total_rows import parties_of
from .figure_columns import FIGURE_OF_ACTION
from .table_definition import Column, Table, Type, computed_column, id_column, term_column, text_column

ID: Final = text_column("id", "A readable, permanent id, such as state/nv.", required=True)
NAME: Final = text_column("name", "The name of the entity.", required=True)
ALIASES: Final = computed_column(
    "aliases", Type.TEXT, "Other names; the table `aliases` has one row for each.", lambda graph, one: one.aliases
)

ORIGIN: Final = text_column("origin", "The extra folder that adds it to the record; empty if the record has it.")
IDENTIFIERS: Final = computed_column(
    "identifiers",
    Type.TEXT,
    "Identifiers in other datasets as scheme:value; the table `identifiers` has one row for each.",
    lambda graph, one: one.identifiers,
)


def entity_name(graph: KnowledgeGraph, id: str) -> str:
    """Return the name of an entity."""
    return graph.entities[id].name


def state_code(graph: KnowledgeGraph, place: str) -> str | None:
    """Return the USPS code of the state that a place is or belongs to, or None for the country."""
    state = graph.state_of(place)
    return state.code if state else None


def _coverage() -> tuple[Column, ...]:
    researched = {"pardons": "pardons", "expungements": "expungements and other relief by courts", "laws": "laws"}
    return (
        *(
            term_column(
                f"coverage_{name}",
                Knowledge,
                f"The research status of {topic} for this place.",
                f"coverage.{name}",
                required=True,
            )
            for name, topic in researched.items()
        ),
        term_column("pardon_power", PardonPower, "Who holds the power of clemency; empty where no source was read."),
        Column("coverage_checked", Type.DAY, "The day of the research.", "coverage.checked", required=True),
        text_column("coverage_note", "A note about the research.", "coverage.note"),
    )


_PARENT: Final = id_column("parent", "The place that contains it; empty for the country.")

ENTITIES: Final = Table(
    "entities",
    "All entities, of any type.",
    (
        ID,
        term_column(
            "type", EntityType, "The type of the entity; the table of that type has more columns.", required=True
        ),
        NAME,
        ALIASES,
        ORIGIN,
    ),
    ("id",),
    lambda graph: graph.entities.values(),
)
COUNTRIES: Final = Table(
    "countries",
    "The United States, with the research status of federal action.",
    (
        ID,
        NAME,
        ALIASES,
        IDENTIFIERS,
        text_column("code", "The code of the country.", required=True),
        _PARENT,
        *_coverage(),
    ),
    ("id",),
    lambda graph: graph.of_type(Country),
)
STATES: Final = Table(
    "states",
    "The states, the District of Columbia and the territories.",
    (
        ID,
        NAME,
        ALIASES,
        IDENTIFIERS,
        text_column("code", "The USPS code, such as NV.", required=True),
        text_column("fips", "The FIPS code, such as 32.", required=True),
        term_column("kind", StateKind, "State, district or territory.", required=True),
        _PARENT,
        *_coverage(),
    ),
    ("id",),
    lambda graph: graph.of_type(State),
)
LOCALITIES: Final = Table(
    "localities",
    "Cities and counties that acted on their own.",
    (
        ID,
        NAME,
        ALIASES,
        IDENTIFIERS,
        term_column("kind", LocalityKind, "City or county.", required=True),
        _PARENT,
        text_column(
            "counties",
            "The ids of the counties of a city; `none` if it lies in no county, empty if they are not declared.",
            compute=lambda graph, place: NO_COUNTY if place.counties == () else place.counties,
        ),
        *_coverage(),
    ),
    ("id",),
    lambda graph: graph.of_type(Locality),
)
LAWS: Final = Table(
    "laws",
    "Statutes, ballot measures, orders and proclamations; their effects are in `provisions`.",
    (
        ID,
        NAME,
        ALIASES,
        IDENTIFIERS,
        id_column("jurisdiction", "The jurisdiction of the law.", required=True),
        computed_column(
            "state", Type.TEXT, "The USPS code of the state.", lambda graph, law: state_code(graph, law.jurisdiction)
        ),
        text_column("number", "The number, such as HB 1438 or Proposition 64; empty if it has none."),
        text_column("session", "The recorded session of a bill; empty if unknown or if it is not a bill."),
        computed_column(
            "bills",
            Type.TEXT,
            "The bills that the number names; the table `bills` has one row for each.",
            lambda graph, law: tuple(str(bill) for bill in law.bills),
        ),
        term_column("instrument", Instrument, "The form in which the law was made.", required=True),
        term_column("status", LawStatus, "The status of the law.", required=True),
        Column("introduced", Type.PARTIAL, "The day on which a bill was introduced; empty if unknown.", "introduced"),
        Column(
            "enacted", Type.PARTIAL, "The day on which the law was signed or approved; empty if unknown.", "enacted"
        ),
        Column("effective", Type.PARTIAL, "The day from which the law is in force; empty if unknown.", "effective"),
        id_column("signed_by", "The person who signed the law; `signature` says why it is empty."),
        computed_column(
            "signature",
            Type.TEXT,
            "Whether somebody signed it: value, none, unknown or not_looked_for.",
            lambda graph, law: signature_of(law).status,
            vocabulary=Knowledge,
            required=True,
        ),
        computed_column(
            "signature_inference",
            Type.TEXT,
            "How that nobody signed it was inferred; empty if a claim says so.",
            lambda graph, law: signature_of(law).inference,
        ),
        computed_column(
            "vetoed",
            Type.PARTIAL,
            "The day of the veto, even if it became law; empty if unknown or if nobody vetoed it.",
            lambda graph, law: veto.day if (veto := veto_of(law)) else None,
        ),
        computed_column(
            "rejected",
            Type.PARTIAL,
            "The day on which voters rejected the law; empty if unknown or if they did not.",
            lambda graph, law: vote.day if (vote := rejection_of(law)) else None,
        ),
        id_column("vetoed_by", "The person who vetoed the law; empty if unknown or if nobody did."),
        computed_column(
            "effects",
            Type.TEXT,
            "The effects of its provisions; the table `provisions` has one row for each.",
            lambda graph, law: tuple(dict.fromkeys(provision.effect.value for provision in law.provisions)),
        ),
    ),
    ("id",),
    lambda graph: graph.of_type(Law),
)


def _actor_names(role: ActorRole) -> Any:
    def names(graph: KnowledgeGraph, action: ClemencyAction) -> tuple[str, ...]:
        return tuple(graph.entities[actor.entity].name for actor in action.actors if actor.role is role)

    return names


def _party(graph: KnowledgeGraph, action: ClemencyAction) -> tuple[str, ...]:
    parties = (graph.entities[id] for id in parties_of(graph, action))
    return tuple(party.abbreviation for party in parties if isinstance(party, Party))


ACTIONS: Final = Table(
    "actions",
    "Acts of clemency and of relief from records, each with the day and the best figure of its act.",
    (
        ID,
        NAME,
        ALIASES,
        term_column("kind", ReliefKind, "The kind of relief.", required=True),
        id_column("jurisdiction", "The place of the action.", required=True),
        computed_column(
            "place", Type.TEXT, "The name of the place.", lambda graph, action: entity_name(graph, action.jurisdiction)
        ),
        computed_column(
            "state", Type.TEXT, "The USPS code of the state.", lambda graph, one: state_code(graph, one.jurisdiction)
        ),
        term_column("stage", Stage, "The furthest stage that the action reached.", required=True),
        computed_column(
            "act",
            Type.TEXT,
            "The stage of the act, of which the date and the figure are: granted if it was, else recorded, else the "
            "furthest stage.",
            lambda graph, action: act_of(graph, action).stage,
            vocabulary=Stage,
        ),
        Column("date", Type.PARTIAL, "The date of the act; empty if unknown.", "date"),
        computed_column(
            "year", Type.INTEGER, "The year of that date.", lambda graph, one: one.date.year if one.date else None
        ),
        text_column("scope", "The offences, amounts and years that are covered."),
        id_column("extends", "The earlier action that it continues.", to="actions"),
        text_column(
            "part_of", "The actions whose own figures count every act of this one; `relationships` has a row for each."
        ),
        text_column(
            "separate_from", "The actions with which it has no act in common; `relationships` has a row for each."
        ),
        computed_column(
            "decided_by",
            Type.TEXT,
            "The names of those who decided; the table `actors` has one row for each.",
            _actor_names(ActorRole.DECIDED),
        ),
        computed_column(
            "proposed_by", Type.TEXT, "The names of those who proposed the action.", _actor_names(ActorRole.PROPOSED)
        ),
        computed_column(
            "party",
            Type.TEXT,
            "The party of the term of office that decided or else proposed; empty for organizations.",
            _party,
        ),
        computed_column(
            "laws",
            Type.TEXT,
            "The laws that it is based on; `relationships` of kind `under` has one row for each.",
            lambda graph, one: tuple(graph.entities[id].name for id in one.laws),
        ),
        *FIGURE_OF_ACTION,
        ORIGIN,
    ),
    ("id",),
    lambda graph: graph.of_type(ClemencyAction),
)
SOURCES: Final = Table(
    "sources",
    "Pages and documents that make claims; the name is the title.",
    (
        ID,
        NAME,
        ALIASES,
        text_column("url", "The URL; empty if it has none."),
        id_column("publisher", "The publisher; empty if unknown."),
        computed_column(
            "authors",
            Type.TEXT,
            "The authors; the table `authors` has one row for each.",
            lambda graph, source: source.authors,
        ),
        Column("published", Type.PARTIAL, "The publication date; empty if unknown.", "published"),
        Column("retrieved", Type.DAY, "The day on which it was retrieved.", "retrieved", required=True),
        term_column("kind", SourceKind, "The type of the source.", required=True),
        id_column("reprint_of", "The source that it reprints.", to="sources"),
        text_column("caution", "The reason for caution with the source."),
        Column("not_after", Type.PARTIAL, "The day by which it was surely published.", "not_after"),
        text_column("archived", "The URL of a copy in an archive."),
        ORIGIN,
    ),
    ("id",),
    lambda graph: graph.of_type(Source),
)


def _build_table(definition: EntityTypeDefinition) -> Table:
    """Return the table that the definition of a type describes."""
    record, description = definition.record, definition.description
    assert description is not None, f"describe the table {definition.table} in the registry, or define it here"
    columns = (_build_column(definition, *column) for column in definition.columns.items())
    return Table(
        definition.table,
        description,
        (ID, NAME, ALIASES, IDENTIFIERS, *columns),
        ("id",),
        lambda graph: graph.of_type(record),
    )


def _build_column(definition: EntityTypeDefinition, name: str, description: str) -> Column:
    """Return the column of a field of a record, by its type."""
    hint = get_type_hints(definition.record)[name]
    if get_origin(hint) is tuple:
        return text_column(name, description)
    wanted, *others = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    required = not others
    if name in definition.links:
        return id_column(name, description, required=required)
    if issubclass(wanted, Vocabulary):
        return term_column(name, wanted, description, required=required)
    return Column(name, _COLUMN_TYPES[wanted], description, name, required=required)


_COLUMN_TYPES: Final = {
    str: Type.TEXT, int: Type.INTEGER, bool: Type.BOOLEAN, date: Type.DAY, PartialDate: Type.PARTIAL,
}  # fmt: skip
_WRITTEN: Final = {table.name: table for table in (COUNTRIES, STATES, LOCALITIES, LAWS, ACTIONS, SOURCES)}
BY_TYPE: Final = tuple(_WRITTEN.get(one.table) or _build_table(one) for one in ENTITY_TYPES.values())
"""The table of each entity type, in the order of the types."""
