"""Who held an office that a question asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...graph import KnowledgeGraph
from ...graph.model.dates import PartialDate
from ...graph.model.records import Jurisdiction, Person, State
from ...graph.model.vocabulary import Office
from ...graph.queries.terms_on_day import term_on
from ...web.pages import numbers
from .question_reading import Question


def holders(graph: KnowledgeGraph, text: str, question: Question, today: date) -> Iterator[str]:
    """Yield sentences on who held an office that a text asks for, on its day or today."""
    office = Office.GOVERNOR if "governor" in text.lower() else None
    office = Office.PRESIDENT if "president" in text.lower() else office
    if office is None or question.is_count or question.people:
        return
    for place in question.places:
        if not isinstance(place, State) and office is Office.GOVERNOR:
            continue
        for day in question.days or (PartialDate(today.isoformat()),):
            terms = graph.terms_of(place.id, office)
            met = [
                one
                for one in terms
                if one.start.first_day <= day.last_day and (one.end is None or one.end.last_day >= day.first_day)
            ]
            if len(day) == len("2020-01-01"):
                term = term_on(terms, day.first_day, today)
                met = [term] if term is not None else []
            for term in met:
                yield _holder(graph, term.person, term.party, place, office, str(day))


def _holder(
    graph: KnowledgeGraph, person: str, party: str | None, place: Jurisdiction, office: Office, day: str
) -> str:
    who = graph.entities[person]
    assert isinstance(who, Person)
    of = f" ({graph.entities[party].name})" if party else ""
    where = numbers.place(place.name)
    return f"{who.name}{of} was {office.value} of {where} {numbers.on_day(day)}. [{who.id}]"
