"""A place in a year: its law, its governor, what clemency was granted, and measures, each with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Generic, TypeVar

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Jurisdiction, State, Term
from ..model.series import Observation
from ..model.vocabulary import Knowledge, Measure, Office, ReliefKind, Stage, StateKind, Unit
from .facts_from_records import relations_of
from .granted_in_period import Granted, Grants, granted_in_period, grants_among
from .law_indicators import LAW_INDICATORS, LawState, law_state
from .office_shares import OfficeShare, office_shares
from .place_measures import observations
from .program_uptake import Uptake, uptake_of_programs
from .uptake import RealInterval

T = TypeVar("T")

FIRST_YEAR: Final = 1996
"""The first year of a panel: that of the first medical law of a state."""
EXECUTIVE_RELIEF: Final = (ReliefKind.PARDON, ReliefKind.COMMUTATION)
"""The kinds of relief that `Coverage.pardons` is about; `Coverage.expungements` is about the others."""


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A value and what is known of it; the value is None unless the status is VALUE."""

    status: Knowledge
    value: T | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, eq=False)
class PlaceYear:
    """A place in a year, up to a day: the last of the year, or that of the release of the data where it is earlier.

    Attributes
    ----------
    graph : KnowledgeGraph
        The graph.
    place : Jurisdiction
        The place.
    year : int
        The year.
    day : date
        The last day that the row describes.
    """

    graph: KnowledgeGraph
    place: Jurisdiction
    year: int
    day: date

    @cached_property
    def laws(self) -> Mapping[str, LawState]:
        """Whether a law of each kind was in force on the last day, by the name of the indicator."""
        return {one.name: law_state(self.graph, self.place, one, self.day) for one in LAW_INDICATORS}

    @cached_property
    def shares(self) -> list[OfficeShare]:
        """The shares of the year that those held who led the executive."""
        terms = self.graph.terms_of(self.place.id, executive_office(self.place))
        return office_shares(terms, date(self.year, 1, 1), self.day)

    @cached_property
    def governor(self) -> Known[OfficeShare]:
        """The term that surely covers more of the year than any other."""
        if not self.shares:
            return Known(Knowledge.NOT_LOOKED_FOR)
        most = max(self.shares, key=lambda one: one.low)
        claims = _claims(one.term for one in self.shares)
        uncovered = 1 - sum(one.low for one in self.shares)
        if max((uncovered, *(one.high for one in self.shares if one is not most))) >= most.low:
            return Known(Knowledge.UNKNOWN, None, claims)
        return Known(Knowledge.VALUE, most, claims)

    def party_share(self, party: str) -> Known[RealInterval]:
        """Return the share of the year in which the head of the executive was of a party."""
        if not self.shares:
            return Known(Knowledge.NOT_LOOKED_FOR)
        claims = _claims(one.term for one in self.shares)
        low = sum(one.low for one in self.shares if one.term.party == party)
        others = sum(one.low for one in self.shares if one.term.party not in (party, None))
        # Days that no term surely covers, or one without a party, may be of any party.
        high = low if low + others > _ALL else 1 - others
        if (low, high) == (0, 1):
            return Known(Knowledge.UNKNOWN, None, claims)
        return Known(Knowledge.VALUE, RealInterval(low, high), claims)

    def granted_of(self, kind: ReliefKind | None, unit: Unit, *, by_end: bool = False) -> Known[Granted]:
        """Return what was granted in the year, or by its end, of a kind or of all kinds joined, in a unit."""
        key = kind, unit
        if key not in self._granted:
            relations = self.graph.cached(relations_of)
            grants = self.graph.cached(_grants_in, self.place.id, kind)
            found = granted_in_period(relations, grants, unit, date(self.year, 1, 1), self.day)
            self._granted[key] = self._known(found.within, kind), self._known(found.by_end, kind)
        return self._granted[key][by_end]

    def _known(self, granted: Granted | None, kind: ReliefKind | None) -> Known[Granted]:
        if granted is None:
            return Known(grants_coverage(self.place, kind))
        return Known(Knowledge.VALUE, granted, tuple(self.graph.claims[id] for id in granted.claims))

    @cached_property
    def _granted(self) -> dict[tuple[ReliefKind | None, Unit], tuple[Known[Granted], Known[Granted]]]:
        return {}

    @cached_property
    def uptake(self) -> Known[tuple[Uptake, ...]]:
        """The programs with a rate of uptake whose figure of the granted is surely of this year."""
        found = tuple(one for one in _rated_programs(self.graph, self.place) if _year_of(one) == self.year)
        if not found:
            return Known(grants_coverage(self.place, None))
        return Known(Knowledge.VALUE, found, tuple(dict.fromkeys(claim for one in found for claim in one.claims)))

    def measure(self, measure: Measure) -> Observation | None:
        """Return the value of a measure of the year; None if none is recorded."""
        given = observations(self.place, measure)
        return next((one for one in given if one.date.year == self.year and one.date.last_day <= self.day), None)


_ALL: Final = 1 - 1e-9
"""The whole of a year, but for the error of adding shares."""


def place_years(graph: KnowledgeGraph, places: Iterable[Jurisdiction]) -> Iterator[PlaceYear]:
    """Yield each place in each year from 1996 to that of the release of the data, by place.

    Parameters
    ----------
    graph
        The graph.
    places
        The places, such as the states.
    """
    released = graph.dataset.released
    for place in places:
        for year in range(FIRST_YEAR, released.year + 1):
            yield PlaceYear(graph, place, year, min(date(year, 12, 31), released))


def executive_office(place: Jurisdiction) -> Office:
    """Return the office that leads the executive of a place: of the District of Columbia the mayor."""
    if isinstance(place, State) and place.kind is not StateKind.DISTRICT:
        return Office.GOVERNOR
    return Office.MAYOR


def grants_coverage(place: Jurisdiction, kind: ReliefKind | None) -> Knowledge:
    """Return what is known of relief of a kind, or of any, where the record has no number of it.

    What was looked for and is not there is unknown: that a page tells of one year says nothing of another.
    """
    coverage = place.coverage
    if kind is None:
        researched = {coverage.pardons, coverage.expungements}
    else:
        researched = {coverage.pardons if kind in EXECUTIVE_RELIEF else coverage.expungements}
    if Knowledge.NOT_LOOKED_FOR in researched:
        return Knowledge.NOT_LOOKED_FOR
    return Knowledge.NONE if researched == {Knowledge.NONE} else Knowledge.UNKNOWN


def _grants_in(graph: KnowledgeGraph, place: str, kind: ReliefKind | None) -> dict[str, Grants]:
    ids = (action.id for action in graph.actions_in(place) if kind in (None, action.kind) and _is_cannabis(action))
    return grants_among(graph.cached(relations_of), ids)


def _is_cannabis(action: ClemencyAction) -> bool:
    return action.stage is not Stage.NOT_CANNABIS


def _rated_programs(graph: KnowledgeGraph, place: Jurisdiction) -> tuple[Uptake, ...]:
    return graph.cached(_uptake_in, place.id)


def _uptake_in(graph: KnowledgeGraph, place: str) -> tuple[Uptake, ...]:
    return tuple(one for one in uptake_of_programs(graph, graph.actions_in(place)) if one.rates.rate is not None)


def _year_of(uptake: Uptake) -> int | None:
    """Return the year of the day that the figure of the granted surely describes."""
    granted = uptake.at(Stage.GRANTED)
    if granted is None:
        return None
    days = granted.counted.days
    if days.earliest is None or days.latest is None or days.earliest.year != days.latest.year:
        return None
    return days.latest.year


def _claims(terms: Iterable[Term]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claim for term in terms for claim in term.claims))
