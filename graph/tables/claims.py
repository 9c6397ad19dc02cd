"""The tables of claims, of figures, and of terms of office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Jurisdiction, Source
from ..model.vocabulary import ActorRole, ClaimProperty, Office, Qualifier, Rank, ReliefKind, Stage, Unit
from ..queries.figures import best_figure
from .column import Column, Table, Type, link, made, text, word
from .entities import place_name, state_code


def _source(graph: KnowledgeGraph, claim: Claim) -> Source:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return source


_ID: Final = text("id", "A hash of what it says.", always=True)
_STATED: Final = text("stated", "What it says, in a few words of our own.", always=True)
_BOUNDS: Final = (
    Column("low", Type.INTEGER, "The lower bound of a figure; empty where none is stated.", "quantity.low"),
    Column("high", Type.INTEGER, "The upper bound of a figure; empty where none is stated.", "quantity.high"),
    word("qualifier", Qualifier, "How exact the figure is.", "quantity.qualifier"),
    word("unit", Unit, "What the figure counts; one unit is never converted to another.", "quantity.unit"),
    Column("cumulative", Type.BOOLEAN, "Whether the figure is a running total.", "quantity.cumulative"),
)
_RANK: Final = word("rank", Rank, "How it stands among claims about the same thing.", always=True)
_AS_OF: Final = Column("as_of", Type.PARTIAL, "The day that the figure describes.", "as_of")
_REPORTED_BY: Final = link("reported_by", "Who counted, which is not who printed it.")
_SOURCE: Final = link("source", "Who says so.", to="sources", always=True)
_PUBLISHED: Final = Column("published", Type.PARTIAL, "The day of publication; empty where unknown.", "published")
_RETRIEVED: Final = Column("retrieved", Type.DAY, "The day on which it was read.", "retrieved", always=True)
_INFERENCE: Final = text("inference", "How what the source does not say outright was inferred; empty where it does.")
_URL: Final = made("source_url", Type.TEXT, "The source's address.", lambda graph, claim: _source(graph, claim).url)

CLAIMS: Final = Table(
    "claims",
    "What one source says about one property of one entity; those about an entity stand best first.",
    (
        _ID,
        link("about", "What it is about.", always=True),
        word("property", ClaimProperty, "Which property it gives.", always=True),
        _STATED,
        *_BOUNDS,
        Column("date", Type.PARTIAL, "The day that it gives.", "date"),
        text("text", "The words that it gives."),
        link("target", "The entity that it points at: an actor, a law, a party."),
        word("role", ActorRole, "What that actor did."),
        link("term", "The term of office that it is about.", to="terms"),
        word("stage", Stage, "The stage of an action that it is about."),
        word("kind", ReliefKind, "The kind of relief that a tally counts; empty where it mixes them."),
        _AS_OF,
        _REPORTED_BY,
        _RANK,
        text("rank_reason", "Why it has a rank other than normal."),
        _SOURCE,
        _URL,
        _PUBLISHED,
        _RETRIEVED,
        _INFERENCE,
        text("note", "A remark."),
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
    return best_figure(about, claim.stage) is claim


FIGURES: Final = Table(
    "figures",
    "The claims that give a figure, with the place, the kind of relief and the source beside it.",
    (
        _ID,
        link("about", "The action, or the place for a tally.", always=True),
        made("about_name", Type.TEXT, "Its name.", lambda graph, claim: place_name(graph, claim.about)),
        made("jurisdiction", Type.TEXT, "The place that acted, or that is tallied.", _place, refers="entities"),
        made(
            "state",
            Type.TEXT,
            "USPS code of the state.",
            lambda graph, claim: state_code(graph, place) if (place := _place(graph, claim)) else None,
        ),
        made("kind", Type.TEXT, "Kind of relief; empty where a tally mixes kinds.", _relief, words=ReliefKind),
        word("stage", Stage, "The stage that the figure counts."),
        _STATED,
        *_BOUNDS,
        made("best", Type.BOOLEAN, "Whether it is the best ranked of its action at its stage.", _best),
        _AS_OF,
        _REPORTED_BY,
        _RANK,
        _SOURCE,
        made("source_title", Type.TEXT, "The source's title.", lambda graph, claim: _source(graph, claim).title),
        _URL,
        _PUBLISHED,
        _RETRIEVED,
        _INFERENCE,
    ),
    ("id",),
    _figures,
)
TERMS: Final = Table(
    "terms",
    "One person's unbroken hold of one office under one party, from `start` until before `end`.",
    (
        text("id", "A readable, permanent address.", always=True),
        word("office", Office, "The office.", always=True),
        link("person", "Who held it.", to="persons", always=True),
        made("person_name", Type.TEXT, "The person's name.", lambda graph, term: place_name(graph, term.person)),
        link("jurisdiction", "Where.", always=True),
        link("party", "Under which party; empty for none, or where unknown.", to="parties"),
        Column("start", Type.PARTIAL, "The first day.", "start", always=True),
        Column("end", Type.PARTIAL, "The day on which it passed on; empty where it goes on.", "end"),
        Column("scheduled_end", Type.PARTIAL, "The day on which it is to end.", "scheduled_end"),
    ),
    ("id",),
    lambda graph: graph.terms.values(),
)
