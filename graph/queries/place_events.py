"""The dated events of a place: its laws, its terms of office and its actions, as one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction, Jurisdiction, Law, Term
from ..model.vocabulary import ClaimProperty, EventKind, Rank, Stage
from .law_rejection import rejection_of
from .law_veto import veto_of


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day.

    Attributes
    ----------
    id : str
        The id of what it is an event of, its kind, and the stage of an action.
    date : PartialDate
        Its day, as precisely as it is known.
    kind : EventKind
        What happened.
    subject : ClemencyAction, Law or Term
        What it happened to.
    stage : Stage or None
        The stage that an action reached; None for others.
    claims : tuple of Claim
        The claims that give this day, best first.
    """

    id: str
    date: PartialDate
    kind: EventKind
    subject: ClemencyAction | Law | Term
    stage: Stage | None
    claims: tuple[Claim, ...]


def events(graph: KnowledgeGraph, place: Jurisdiction) -> tuple[Event, ...]:
    """Return the dated events of a place, in the order of their days.

    The actions of a state include those of its localities. A day that is known to the month or year comes before the
    days in it. What has no day in any source is no event.
    """
    return graph.cached(_events, place.id)


def _events(graph: KnowledgeGraph, place: str) -> tuple[Event, ...]:
    found = [
        *(event for action in graph.actions_in(place) for event in _of_action(action)),
        *(event for law in graph.laws_in(place) for event in _of_law(law)),
        *(event for term in graph.terms_of(place) for event in _of_term(term)),
    ]
    return tuple(sorted(found, key=lambda event: (event.date, event.id)))


def _of_action(action: ClemencyAction) -> Iterator[Event]:
    for one in action.history:
        if one.date is not None:
            claims = tuple(claim for claim in one.claims if claim.date == one.date)
            id = f"{action.id}#{one.stage.value}"
            yield Event(id, one.date, EventKind.STAGE_REACHED, action, one.stage, claims)


def _of_law(law: Law) -> Iterator[Event]:
    for kind, date, property in (
        (EventKind.LAW_INTRODUCED, law.introduced, ClaimProperty.INTRODUCED),
        (EventKind.LAW_ENACTED, law.enacted, ClaimProperty.ENACTED),
        (EventKind.LAW_EFFECTIVE, law.effective, ClaimProperty.EFFECTIVE),
    ):
        if date is not None:
            yield Event(f"{law.id}#{kind.value}", date, kind, law, None, _dated(law.claims, property, date))
    veto = veto_of(law)
    if veto is not None and veto.day is not None:
        kind = EventKind.LAW_VETOED
        yield Event(f"{law.id}#{kind.value}", veto.day, kind, law, None, veto.claims)
    rejection = rejection_of(law)
    if rejection is not None and rejection.day is not None:
        kind = EventKind.LAW_REJECTED
        yield Event(f"{law.id}#{kind.value}", rejection.day, kind, law, None, rejection.claims)


def _of_term(term: Term) -> Iterator[Event]:
    for kind, date, property in (
        (EventKind.TERM_BEGAN, term.start, ClaimProperty.START),
        (EventKind.TERM_ENDED, term.end, ClaimProperty.END),
    ):
        if date is not None:
            yield Event(f"{term.id}#{kind.value}", date, kind, term, None, _dated(term.claims, property, date))


def _dated(claims: tuple[Claim, ...], property: ClaimProperty, date: PartialDate) -> tuple[Claim, ...]:
    return tuple(
        claim
        for claim in claims
        if claim.property is property and claim.date == date and claim.rank is not Rank.DEPRECATED
    )
