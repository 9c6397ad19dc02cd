"""Who held an office on a day, or is to hold it on a day to come, and under which term somebody acted on a law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..loading.fields_from_claims import term_held
from ..model.dates import PartialDate
from ..model.records import Law, Person, Term
from ..model.vocabulary import ClaimProperty, Office, Rank, RelationshipKind
from .law_veto import veto_of

_RECORDED_THROUGHOUT: Final = frozenset((Office.GOVERNOR, Office.PRESIDENT))
"""Offices of which the data hold every term since 1996: a person without one did not hold them."""


def term_on(terms: Iterable[Term], day: date, today: date) -> Term | None:
    """Return the first of some terms that covers a day.

    On a day to come it is the term that is scheduled to cover it: one that has not ended may end on any day.

    Examples
    --------
    >>> term_on(graph.terms_of("state/nv", Office.GOVERNOR), date(2031, 1, 1), today=date(2026, 11, 29)) is None
    True
    """
    return next((term for term in terms if term.covers(day) and (day <= today or is_scheduled(term, day))), None)


def is_scheduled(term: Term, day: date) -> bool:
    """Return whether a source gives an end of a term that is surely later than a day."""
    end = term.end or term.scheduled_end
    return end is not None and day < end.first_day


def possible_offices(graph: KnowledgeGraph, entity: str) -> frozenset[Office]:
    """Return the offices that an actor without a term on the day of an action may have held; none for a body."""
    if not isinstance(graph.entities[entity], Person):
        return frozenset()
    return frozenset(Office) - _RECORDED_THROUGHOUT | {term.office for term in graph.terms_of(entity)}


def signed_under(graph: KnowledgeGraph, law: Law) -> Term | None:
    """Return the term under which a law was signed; None where the day, the person or a term on the day is unknown."""
    if law.signed_by is None:
        return None
    signed = (
        one.as_of
        for one in law.claims
        if one.property is ClaimProperty.ACTOR
        and one.rank is not Rank.DEPRECATED
        and (one.text, one.target) == (RelationshipKind.SIGNED, law.signed_by)
    )
    return _acting_term(graph, law, law.signed_by, law.enacted or next((one for one in signed if one), None))


def vetoed_under(graph: KnowledgeGraph, law: Law) -> Term | None:
    """Return the term under which a law was vetoed; None where the day, the person or a term on the day is unknown."""
    veto = veto_of(law)
    if law.vetoed_by is None or veto is None:
        return None
    return _acting_term(graph, law, law.vetoed_by, veto.day)


def _acting_term(graph: KnowledgeGraph, law: Law, person: str, day: PartialDate | None) -> Term | None:
    """Return the term under which a person acted on a law.

    A year in which a term began covers days before it. The person acted as its holder, so the only term there that
    meets the year is the one.
    """
    terms = graph.terms_of(person)
    held = term_held(terms, law.jurisdiction, day)
    if held is not None or day is None:
        return None if held is None else graph.terms[held]
    met = [
        term
        for term in terms
        if term.jurisdiction == law.jurisdiction
        and term.start.first_day <= day.last_day
        and (term.end is None or day.first_day <= term.end.last_day)
    ]
    return met[0] if len(met) == 1 else None
