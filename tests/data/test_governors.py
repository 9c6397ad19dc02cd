"""Every state has one governor on every day since 1996."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph.graph.model.records import State, Term
from clemency_graph.graph.model.vocabulary import Office
from clemency_graph.library import ClemencyGraph

SINCE = date(1996, 1, 1)
LATER = {"state/as": date(1997, 1, 3), "state/mp": date(1998, 1, 12), "state/vi": date(1999, 1, 4)}
"""Of the governors before these days only years were found."""


def terms_in(graph: ClemencyGraph, state: str) -> list[Term]:
    """Return the terms of the governors of a state, oldest first."""
    terms = (term for term in graph.terms.values() if term.office is Office.GOVERNOR and term.jurisdiction == state)
    return sorted(terms, key=lambda term: term.start)


def terms_since(graph: ClemencyGraph, state: str) -> list[Term]:
    """Return those that had not ended by the first day."""
    terms = terms_in(graph, state)
    return [term for term in terms if term.end is None or term.end.first_day > LATER.get(state, SINCE)]


def test_no_day_since_1996_is_without_a_governor(graph: ClemencyGraph) -> None:
    for state in graph.of_type(State):
        if state.code == "DC":
            continue
        first, *others = terms_since(graph, state.id)
        assert first.start.first_day <= LATER.get(state.id, SINCE), state.id
        before = first
        for term in others:
            assert before.end == term.start, (before.id, term.id)
            before = term
        assert before.end is None, before.id


@pytest.mark.parametrize(
    ("state", "day", "person"),
    [
        ("state/ny", date(2006, 12, 31), "person/george-pataki"),
        ("state/ny", date(2010, 12, 31), "person/david-paterson"),
        ("state/nj", date(2002, 1, 13), "person/richard-codey"),
        ("state/nh", date(2017, 1, 3), "person/chuck-morse"),
        ("state/ca", date(2003, 11, 16), "person/gray-davis"),
        ("state/ca", date(2003, 11, 17), "person/arnold-schwarzenegger"),
        ("state/pr", date(2019, 8, 5), "person/pedro-pierluisi"),
    ],
)
def test_the_governor_on_a_day(graph: ClemencyGraph, state: str, day: date, person: str) -> None:
    held = [
        term.person
        for term in terms_in(graph, state)
        if term.start.first_day <= day and (term.end is None or day < term.end.first_day)
    ]
    assert held == [person]
