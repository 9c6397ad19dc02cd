"""The tables of claims, figures and terms of office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Jurisdiction, Source
from ..model.vocabulary import (
    ActorRole,
    ClaimProperty,
    Office,
    Rank,
    ReliefKind,
    Stage,
)
from ..queries.main_stage import figure_of
from .entities import ORIGIN, entity_name, state_code
from .figure_columns import FIGURE_OF_CLAIM
from .table_definition import Column, Table, Type, computed_column, id_column, term_column, text_column


def _source(graph: KnowledgeGraph, claim: Claim) -> Source:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return source


_ID: Final = text_column("id", "A hash of the content of the claim.", required=True)
_STATED: Final = text_column("stated", "The statement of the claim, in a few words.", required=True)
_RANK: Final = term_column("rank", Rank, "The rank of the claim among claims about the same thing.", required=True)
_AS_OF: Final = Column("as_of", Type.PARTIAL, "The day as of which the figure holds.", "as_of")
_REPORTED_BY: Final = id_column("reported_by", "The entity that counted, if it is not the publisher of the source.")
_SOURCE: Final = id_column("source", "The source of the claim.", to="sources", required=True)
_PUBLISHED: Final = Column(
    "published", Type.PARTIAL, "The publication date of the source; empty if unknown.", "published"
)
_RETRIEVED: Final = Column(
    "retrieved", Type.DAY, "The day on which the source was retrieved.", "retrieved", required=True
)
_INFERENCE: Final = text_column(
    "inference", "How the claim was inferred from the source; empty if the source states it."
)
_URL: Final = computed_column(
    "source_url", Type.TEXT, "The URL of the source.", lambda graph, claim: _source(graph, claim).url
)

CLAIMS: Final = Table(
    "claims",
    "Statements by one source about one property of one entity; the claims about an entity are sorted best first.",
    (
        _ID,
        id_column("about", "The entity that the claim is about.", required=True),
        term_column("property", ClaimProperty, "The property that the claim states.", required=True),
        _STATED,
        *FIGURE_OF_CLAIM,
        Column("date", Type.PARTIAL, "The date that the claim states.", "date"),
        text_column("text", "The text that the claim states."),
        id_column("target", "The entity that the claim names: an actor, a law or a party."),
        term_column("role", ActorRole, "The role of that actor."),
        id_column("term", "The term of office that the claim is about.", to="terms"),
        term_column("stage", Stage, "The stage of an action that the claim is about."),
        term_column("kind", ReliefKind, "The kind of relief that a tally counts; empty if it mixes kinds."),
        _AS_OF,
        _REPORTED_BY,
        _RANK,
        text_column("rank_reason", "The reason for a rank other than normal."),
        _SOURCE,
        _URL,
        _PUBLISHED,
        _RETRIEVED,
        _INFERENCE,
        text_column("note", "A note about the claim."),
        text_column("replaces", "The ids of earlier claims that this one corrects."),
        ORIGIN,
    ),
    ("id",),
    lambda graph: graph.claims.values(),
)


def _figures(graph: KnowledgeGraph) -> Iterator[Claim]:
    return (claim for claim in graph.claims.values() if claim.quantity is not None)


def _place(graph: KnowledgeGraph, claim: Claim) -> str | None:
    about = graph.entities[claim.about]
    if isinstance(about, ClemencyAction):
        return about.jurisdiction
    return about.id if isinstance(about, Jurisdiction) else None


def _relief(graph: KnowledgeGraph, claim: Claim) -> ReliefKind | None:
    about = graph.entities[claim.about]
    return about.kind if isinstance(about, ClemencyAction) else claim.kind


def _best(graph: KnowledgeGraph, claim: Claim) -> bool | None:
    about = graph.entities[claim.about]
    if not isinstance(about, ClemencyAction) or claim.stage is None:
        return None
    return figure_of(graph, about, claim.stage) is claim


FIGURES: Final = Table(
    "figures",
    "The claims that state a figure, with the place, the kind of relief and the source.",
    (
        _ID,
        id_column("about", "The action, or the place of a tally.", required=True),
        computed_column(
            "about_name",
            Type.TEXT,
            "The name of the action or place.",
            lambda graph, claim: entity_name(graph, claim.about),
        ),
        computed_column(
            "jurisdiction", Type.TEXT, "The place of the action or of the tally.", _place, references="entities"
        ),
        computed_column(
            "state",
            Type.TEXT,
            "The USPS code of the state.",
            lambda graph, claim: state_code(graph, place) if (place := _place(graph, claim)) else None,
        ),
        computed_column(
            "kind", Type.TEXT, "The kind of relief; empty if a tally mixes kinds.", _relief, vocabulary=ReliefKind
        ),
        term_column("stage", Stage, "The stage of the figure."),
        _STATED,
        *FIGURE_OF_CLAIM,
        computed_column(
            "best", Type.BOOLEAN, "True if it is the best ranked figure of its action at its stage.", _best
        ),
        _AS_OF,
        _REPORTED_BY,
        _RANK,
        _SOURCE,
        computed_column(
            "source_title", Type.TEXT, "The title of the source.", lambda graph, claim: _source(graph, claim).title
        ),
        _URL,
        _PUBLISHED,
        _RETRIEVED,
        _INFERENCE,
        ORIGIN,
    ),
    ("id",),
    _figures,
)
TERMS: Final = Table(
    "terms",
    "Uninterrupted tenures of one office by one person under one party, from `start` up to but excluding `end`.",
    (
        text_column("id", "A readable, permanent id.", required=True),
        term_column("office", Office, "The office.", required=True),
        id_column("person", "The person who held the office.", to="persons", required=True),
        computed_column(
            "person_name", Type.TEXT, "The name of the person.", lambda graph, term: entity_name(graph, term.person)
        ),
        id_column("jurisdiction", "The jurisdiction of the office.", required=True),
        id_column("party", "The party of the person; empty if none or unknown.", to="parties"),
        Column("start", Type.PARTIAL, "The first day of the term.", "start", required=True),
        Column("end", Type.PARTIAL, "The day on which the next holder took over; empty if the term continues.", "end"),
        Column("scheduled_end", Type.PARTIAL, "The scheduled end of the term.", "scheduled_end"),
    ),
    ("id",),
    lambda graph: graph.terms.values(),
)
