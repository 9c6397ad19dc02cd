"""Compare a statement with one figure of the record, property by property."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, Country
from ..model.vocabulary import Rank
from ..queries.conflicts import conflicts_of
from .days import DayRole, StatedDay
from .resolution import Figure, Fit, fit
from .statements import Statement
from .wording import AHEAD, DONE

_SMALL: Final = 20
"""Below this number a figure is told apart from others only by its day."""


class Match(Enum):
    """Whether a property of a statement and of a figure match."""

    YES = "yes"
    NOT_SAID = "not said"
    UNSURE = "unsure"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement beside one figure of the record."""

    figure: Figure
    fit: Fit
    unit: Match
    stage: Match
    kind: Match
    day: Match
    person: Match
    offenses: Match

    def all_but(self, *names: str) -> bool:
        """Return whether everything matches, or is not said, apart from some properties."""
        given = {
            "unit": self.unit,
            "stage": self.stage,
            "kind": self.kind,
            "day": self.day,
            "person": self.person,
            "offenses": self.offenses,
        }
        return all(match in (Match.YES, Match.NOT_SAID) for name, match in given.items() if name not in names)


def compare(graph: KnowledgeGraph, statement: Statement, figure: Figure) -> Comparison:
    """Return how a statement and a figure compare."""
    stated, quantity, claim = statement.quantity, figure.quantity, figure.claim
    unit = Match.NO
    if quantity.unit in stated.counted.units:
        unit = Match.YES
    elif not stated.counted.units:
        unit = Match.UNSURE
    stage = Match.UNSURE
    if statement.stages:
        stage = Match.YES if claim.stage in statement.stages else Match.NO
        if stage is Match.YES and not (
            statement.stages <= DONE or statement.stages <= AHEAD or len(statement.stages) == 1
        ):
            stage = Match.UNSURE
    kind = Match.YES if not statement.kinds or not figure.kinds or statement.kinds & figure.kinds else Match.NO
    return Comparison(
        figure,
        fit(stated, quantity),
        unit,
        stage,
        kind,
        _day(statement, figure),
        _person(graph, statement, figure),
        Match.YES if statement.offenses <= figure.offenses else Match.UNSURE,
    )


def _day(statement: Statement, figure: Figure) -> Match:
    if not statement.days:
        return Match.NOT_SAID
    found = []
    for stated in statement.days:
        if stated.day is None or stated.role is DayRole.BOUND:
            found.append(Match.UNSURE)
        elif stated.role is DayRole.SINCE:
            fits = any(stated.day.agrees_with(day) for day in figure.begins)
            found.append(Match.YES if fits else Match.UNSURE)
        else:
            found.append(_point(stated, figure))
    if len(set(found)) == 1:
        return found[0]
    return Match.UNSURE


def _point(stated: StatedDay, figure: Figure) -> Match:
    """Return whether a figure is of a stated day; unsure if the record is vaguer, or counts up to it, not within it."""
    assert stated.day is not None
    matching = [day for day in figure.days if stated.day.agrees_with(day)]
    if not matching:
        return Match.NO if figure.days else Match.UNSURE
    is_vaguer = all(len(day) < len(stated.day) for day in matching)
    return Match.UNSURE if is_vaguer or (stated.within and figure.quantity.cumulative) else Match.YES


def _person(graph: KnowledgeGraph, statement: Statement, figure: Figure) -> Match:
    """Return whether the head of government whom the words name can have done what the figure counts."""
    terms = [
        term
        for id in statement.heads
        for term in graph.terms_of(id)
        if term.jurisdiction in _governing(graph, figure.place)
    ]
    if not statement.heads:
        return Match.NOT_SAID
    actors = {actor.entity for actor in figure.action.actors} if figure.action else set()
    if actors & statement.heads:
        return Match.YES
    if (
        figure.claim.stage in DONE
        and terms
        and not any(
            term.start.first_day <= day.first_day and (term.end is None or day.last_day <= term.end.last_day)
            for term in terms
            for day in (*figure.days, *figure.begins)
        )
    ):
        return Match.UNSURE
    return Match.YES if terms else Match.NOT_SAID if isinstance(graph.entities[figure.place], Country) else Match.UNSURE


def _governing(graph: KnowledgeGraph, place: str) -> set[str]:
    state = graph.state_of(place)
    return {place, state.id} if state is not None else {place}


def tells(statement: Statement, one: Comparison) -> bool:
    """Return whether the number is large enough, or the day is given, to tell which figure it is."""
    return statement.quantity.number >= _SMALL or one.day is Match.YES


def of_level(graph: KnowledgeGraph, place: str, statement: Statement, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures that words about a place can mean: of the country, a tally of all places or federal acts."""
    if not isinstance(graph.entities[place], Country):
        return figures
    return [one for one in figures if (one.action is not None) is statement.federal]


def is_contested(graph: KnowledgeGraph, claim: Claim) -> bool:
    """Return whether another usable claim contradicts a claim."""
    return any(
        one.open and not one.days_differ and any(claim.id in pair and _usable_pair(graph, pair) for pair in one.pairs)
        for one in conflicts_of(graph, claim.id)
    )


def _usable_pair(graph: KnowledgeGraph, pair: Iterable[str]) -> bool:
    return all(graph.claims[id].rank is not Rank.DEPRECATED for id in pair)
