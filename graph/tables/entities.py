"""The tables of entities: one for all, and one for each type."""

from __future__ import annotations

from typing import Any, Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Country, Law, Locality, Organization, Party, Person, Source, State
from ..model.vocabulary import (
    ActorRole,
    CoverageStatus,
    EntityType,
    Instrument,
    LawStatus,
    LocalityKind,
    OrganizationKind,
    Qualifier,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Unit,
)
from ..queries.figures import best_figure
from ..queries.totals import party_of
from .column import Column, Table, Type, link, made, text, word

ID: Final = text("id", "A readable, permanent address, such as state/nv.", always=True)
NAME: Final = text("name", "What it is called.", always=True)
ALIASES: Final = made(
    "aliases", Type.TEXT, "Other names; one a row in the table `aliases`.", lambda graph, one: one.aliases
)


def place_name(graph: KnowledgeGraph, place: str) -> str:
    """The name of a place."""
    return graph.entities[place].name


def state_code(graph: KnowledgeGraph, place: str) -> str | None:
    """The USPS code of the state that a place is or lies in; None for the country."""
    state = graph.state_of(place)
    return state.code if state else None


def _coverage() -> tuple[Column, ...]:
    looked = {"pardons": "pardons", "expungements": "expungements and other relief by courts", "laws": "laws"}
    return (
        *(
            word(
                f"coverage_{name}",
                CoverageStatus,
                f"Whether {what} have been looked for here.",
                f"coverage.{name}",
                always=True,
            )
            for name, what in looked.items()
        ),
        Column("coverage_checked", Type.DAY, "The day on which they were looked for.", "coverage.checked", always=True),
        text("coverage_note", "What is to be known about it.", "coverage.note"),
    )


_PARENT: Final = link("parent", "The place that it is part of; empty for the country.")

ENTITIES: Final = Table(
    "entities",
    "Everything with a name, of any type.",
    (ID, word("type", EntityType, "Its type; the table of that type has more.", always=True), NAME, ALIASES),
    ("id",),
    lambda graph: graph.entities.values(),
)
COUNTRIES: Final = Table(
    "countries",
    "The United States, with what has been looked for of federal action.",
    (ID, NAME, ALIASES, text("code", "Its code.", always=True), _PARENT, *_coverage()),
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
        text("code", "USPS code: NV.", always=True),
        text("fips", "FIPS code: 32.", always=True),
        word("kind", StateKind, "What it is under the constitution.", always=True),
        _PARENT,
        *_coverage(),
    ),
    ("id",),
    lambda graph: graph.of_type(State),
)
LOCALITIES: Final = Table(
    "localities",
    "Cities and counties that acted on their own.",
    (ID, NAME, ALIASES, word("kind", LocalityKind, "City or county.", always=True), _PARENT, *_coverage()),
    ("id",),
    lambda graph: graph.of_type(Locality),
)
PERSONS: Final = Table(
    "persons",
    "People who hold office, sign, decide or are quoted; their parties are those of their `terms`.",
    (ID, NAME, ALIASES),
    ("id",),
    lambda graph: graph.of_type(Person),
)
PARTIES: Final = Table(
    "parties",
    "Political parties.",
    (ID, NAME, ALIASES, text("abbreviation", "One letter or a few: D.", always=True)),
    ("id",),
    lambda graph: graph.of_type(Party),
)
ORGANIZATIONS: Final = Table(
    "organizations",
    "Bodies that count, publish, decide or implement.",
    (ID, NAME, ALIASES, word("kind", OrganizationKind, "What it does in this record.", always=True)),
    ("id",),
    lambda graph: graph.of_type(Organization),
)
LAWS: Final = Table(
    "laws",
    "Statutes, ballot measures, orders and proclamations; what each does is in `provisions`.",
    (
        ID,
        NAME,
        ALIASES,
        link("jurisdiction", "The place whose law it is.", always=True),
        made("state", Type.TEXT, "USPS code of the state.", lambda graph, law: state_code(graph, law.jurisdiction)),
        text("number", "HB 1438, Proposition 64; empty where it has none."),
        word("instrument", Instrument, "The form in which it was made.", always=True),
        word("status", LawStatus, "Where it stands.", always=True),
        Column("enacted", Type.PARTIAL, "The day on which it was signed or voted; empty where unknown.", "enacted"),
        Column("effective", Type.PARTIAL, "The day from which it holds; empty where unknown.", "effective"),
        link("signed_by", "Who signed it; empty where unknown, or where nobody did."),
        made(
            "effects",
            Type.TEXT,
            "What its provisions do; one a row in `provisions`.",
            lambda graph, law: tuple(dict.fromkeys(one.effect.value for one in law.provisions)),
        ),
    ),
    ("id",),
    lambda graph: graph.of_type(Law),
)


def _figure(field: str) -> Any:
    def of(graph: KnowledgeGraph, action: ClemencyAction) -> object:
        claim = best_figure(action)
        if claim is None:
            return None
        return getattr(claim if field in Claim.__slots__ else claim.quantity, field)

    return of


def _source_url(graph: KnowledgeGraph, action: ClemencyAction) -> str | None:
    claim = best_figure(action)
    source = graph.entities[claim.source] if claim else None
    return source.url if isinstance(source, Source) else None


def _named(role: ActorRole) -> Any:
    def names(graph: KnowledgeGraph, action: ClemencyAction) -> tuple[str, ...]:
        return tuple(graph.entities[actor.entity].name for actor in action.actors if actor.role is role)

    return names


def _party(graph: KnowledgeGraph, action: ClemencyAction) -> str | None:
    id = party_of(graph, action)
    party = graph.entities[id] if id else None
    return party.abbreviation if isinstance(party, Party) else None


ACTIONS: Final = Table(
    "actions",
    "Acts of clemency and of relief from records, with the best ranked figure at the stage that each has reached.",
    (
        ID,
        NAME,
        ALIASES,
        word("kind", ReliefKind, "Kind of relief.", always=True),
        link("jurisdiction", "The place that acted.", always=True),
        made("place", Type.TEXT, "Its name.", lambda graph, action: place_name(graph, action.jurisdiction)),
        made("state", Type.TEXT, "USPS code of the state.", lambda graph, one: state_code(graph, one.jurisdiction)),
        word("stage", Stage, "The furthest stage reached.", always=True),
        Column("date", Type.PARTIAL, "The day of that stage; empty where unknown.", "date"),
        made("year", Type.INTEGER, "The year of that day.", lambda graph, one: one.date.year if one.date else None),
        text("scope", "Which offences, amounts and years are covered."),
        link("extends", "The action of which it is a further round.", to="actions"),
        made("decided_by", Type.TEXT, "Who decided; one a row in `actors`.", _named(ActorRole.DECIDED)),
        made("proposed_by", Type.TEXT, "Who proposed it.", _named(ActorRole.PROPOSED)),
        made("party", Type.TEXT, "The party of the term of who decided, or else proposed; empty for bodies.", _party),
        made(
            "laws",
            Type.TEXT,
            "The laws behind it; one a row in `relationships`, kind under.",
            lambda graph, one: tuple(graph.entities[id].name for id in one.laws),
        ),
        made(
            "figure",
            Type.TEXT,
            "The claim that gives its best ranked figure at its stage; empty where none does.",
            _figure("id"),
            refers="claims",
        ),
        made("stated", Type.TEXT, "That figure in words.", _figure("stated")),
        made("low", Type.INTEGER, "Its lower bound; empty where none is stated.", _figure("low")),
        made("high", Type.INTEGER, "Its upper bound; empty where none is stated.", _figure("high")),
        made("qualifier", Type.TEXT, "How exact it is.", _figure("qualifier"), words=Qualifier),
        made("unit", Type.TEXT, "What it counts.", _figure("unit"), words=Unit),
        made("cumulative", Type.BOOLEAN, "Whether it is a running total.", _figure("cumulative")),
        made("source", Type.TEXT, "The source of that figure.", _figure("source"), refers="sources"),
        made("source_url", Type.TEXT, "Its address.", _source_url),
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
        text("url", "Its address; empty where it has none."),
        link("publisher", "Who published it; empty where unknown."),
        made("authors", Type.TEXT, "Who wrote it; one a row in `authors`.", lambda graph, source: source.authors),
        Column("published", Type.PARTIAL, "The day of publication; empty where unknown.", "published"),
        Column("retrieved", Type.DAY, "The day on which it was read.", "retrieved", always=True),
        word("kind", SourceKind, "What it is.", always=True),
        link("reprint_of", "The source that it reprints.", to="sources"),
        text("caution", "Why to be careful with it."),
    ),
    ("id",),
    lambda graph: graph.of_type(Source),
)
