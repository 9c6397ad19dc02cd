"""Indexes of records by the values of a field, so that a filter need not scan all records.

An index is built on first use and cached with the graph. Results are in the order of the graph, as a scan of all
records would return them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import (
    Claim,
    ClemencyAction,
    Entity,
    Law,
    Locality,
    Organization,
    Party,
    Person,
    Source,
    State,
    Term,
)
from ..model.vocabulary import Office
from .day_ranges import DayRange
from .record_day_ranges import (
    act_day,
    effective_day,
    enacted_day,
    introduced_day,
    published_day,
    reached,
    rejected_day,
    vetoed_day,
)
from .value_conditions import folded


class Field(NamedTuple):
    """An indexed field of one type of record.

    Attributes
    ----------
    records : callable
        Return all records of a graph that have the field, in order.
    values : callable
        Return the values of the field of one record, from the graph and the record; there can be several, or none.
    """

    records: Callable[[KnowledgeGraph], Sequence[Any]]
    values: Callable[[KnowledgeGraph, Any], Iterable[Hashable]]


class DayField(NamedTuple):
    """An indexed day of one type of record, for look-ups by a range of days; None: the record has no such day."""

    records: Callable[[KnowledgeGraph], Sequence[Any]]
    days: Callable[[KnowledgeGraph, Any], DayRange | None]


def count(graph: KnowledgeGraph, field: Field, values: Collection[Hashable]) -> int:
    """Return how many records have one of these values in a field; a record counts once for each value."""
    index = graph.cached(_index, field)
    return sum(len(index.get(value, ())) for value in values)


def lookup(graph: KnowledgeGraph, field: Field, values: Collection[Hashable]) -> Sequence[Any]:
    """Return the records that have one of these values in a field.

    Parameters
    ----------
    graph
        The graph.
    field
        The indexed field.
    values
        The values; texts folded if those of the field are.

    Returns
    -------
    sequence
        Each record once, in the order of the graph.
    """
    index = graph.cached(_index, field)
    found = [index[value] for value in values if value in index]
    return found[0] if len(found) == 1 else sort_records(graph, field.records, chain.from_iterable(found))


def count_range(graph: KnowledgeGraph, field: DayField, first: int, last: int) -> int:
    """Return how many records `lookup_range` returns."""
    start, stop, rest = _slices(graph, field, first, last)
    return max(0, stop - start) + len(graph.cached(_day_index, field).long) - rest


def lookup_range(graph: KnowledgeGraph, field: DayField, first: int, last: int) -> Sequence[Any]:
    """Return the records whose day may lie between two, and a few more.

    Parameters
    ----------
    graph
        The graph.
    field
        The indexed day.
    first, last
        Two days, as proleptic Gregorian ordinals.

    Returns
    -------
    sequence
        Each record once, in the order of the graph.
    """
    index = graph.cached(_day_index, field)
    start, stop, rest = _slices(graph, field, first, last)
    return sort_records(graph, field.records, chain(index.short[start:stop], index.long[rest:]))


_SHORT: Final = 366
"""The days of the longest range that is found by its first day: a year."""


class _DayIndex(NamedTuple):
    """Records with a short range of days by its first day, and those with a long or open one by its last day."""

    first_days: list[int]
    short: list[Any]
    last_days: list[int]
    long: list[Any]


def _slices(graph: KnowledgeGraph, field: DayField, first: int, last: int) -> tuple[int, int, int]:
    index = graph.cached(_day_index, field)
    start, stop = bisect_left(index.first_days, first - _SHORT), bisect_right(index.first_days, last)
    return start, stop, bisect_left(index.last_days, first)


def _day_index(graph: KnowledgeGraph, field: DayField) -> _DayIndex:
    short, long = [], []
    for record in field.records(graph):
        days = field.days(graph, record)
        if days is not None:
            earliest, latest = days
            end = (latest or date.max).toordinal()
            if earliest is not None and end - earliest.toordinal() <= _SHORT:
                short.append((earliest.toordinal(), record))
            else:
                long.append((end, record))
    short.sort(key=itemgetter(0))
    long.sort(key=itemgetter(0))
    return _DayIndex(
        [day for day, _ in short], [record for _, record in short], [day for day, _ in long], [one for _, one in long]
    )


def _index(graph: KnowledgeGraph, field: Field) -> Mapping[Hashable, tuple[Any, ...]]:
    groups: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for record in field.records(graph):
        for value in dict.fromkeys(field.values(graph, record)):
            groups[value].append(record)
    return {value: tuple(records) for value, records in groups.items()}


def sort_records(
    graph: KnowledgeGraph, records: Callable[[KnowledgeGraph], Sequence[Any]], found: Iterable[Any]
) -> Sequence[Any]:
    """Return records without duplicates, in the order of all records of their type."""
    positions = graph.cached(_positions, records)
    return sorted(dict.fromkeys(found), key=lambda record: positions[record.id])


def _positions(graph: KnowledgeGraph, records: Callable[[KnowledgeGraph], Sequence[Any]]) -> Mapping[str, int]:
    return {record.id: position for position, record in enumerate(records(graph))}


def states(graph: KnowledgeGraph) -> Sequence[State]:
    """Return the states, the District of Columbia and the territories."""
    return graph.of_type(State)


def laws(graph: KnowledgeGraph) -> Sequence[Law]:
    """Return the laws."""
    return graph.of_type(Law)


def actions(graph: KnowledgeGraph) -> Sequence[ClemencyAction]:
    """Return the clemency actions."""
    return graph.of_type(ClemencyAction)


def sources(graph: KnowledgeGraph) -> Sequence[Source]:
    """Return the sources."""
    return graph.of_type(Source)


def localities(graph: KnowledgeGraph) -> Sequence[Locality]:
    """Return the cities and counties."""
    return graph.of_type(Locality)


def organizations(graph: KnowledgeGraph) -> Sequence[Organization]:
    """Return the bodies."""
    return graph.of_type(Organization)


def people(graph: KnowledgeGraph) -> Sequence[Person]:
    """Return the people."""
    return graph.of_type(Person)


def claims(graph: KnowledgeGraph) -> Sequence[Claim]:
    """Return the claims, by the entity that they are about."""
    return graph.cached(_claims)


def _claims(graph: KnowledgeGraph) -> tuple[Claim, ...]:
    return tuple(graph.claims.values())


def _publisher(graph: KnowledgeGraph, claim: Claim) -> Iterable[str]:
    source = graph.entities[claim.source]
    return (source.publisher,) if isinstance(source, Source) and source.publisher else ()


def governors(graph: KnowledgeGraph) -> Sequence[Term]:
    """Return the terms of governors."""
    return graph.cached(_governors)


def _governors(graph: KnowledgeGraph) -> tuple[Term, ...]:
    return tuple(term for term in graph.terms.values() if term.office is Office.GOVERNOR)


def _names(entity: Entity) -> Iterable[str]:
    return map(folded, (entity.name, *entity.aliases))


def _law_names(law: Law) -> Iterable[str]:
    return {*_names(law), *((folded(law.number),) if law.number else ())}


def _state(graph: KnowledgeGraph, jurisdiction: str) -> Iterable[str]:
    state = graph.state_of(jurisdiction)
    return (state.id,) if state else ()


def _party(graph: KnowledgeGraph, term: str | None) -> Iterable[str]:
    party = graph.entities.get(graph.terms[term].party or "") if term else None
    return (folded(party.abbreviation), *_names(party)) if isinstance(party, Party) else ()


def _place(graph: KnowledgeGraph, term: Term) -> Iterable[str]:
    state = graph.entities[term.jurisdiction]
    return (folded(state.code), folded(state.name)) if isinstance(state, State) else ()


STATE_CODE: Final = Field(states, lambda graph, state: (folded(state.code),))
STATE_NAME: Final = Field(states, lambda graph, state: _names(state))
STATE_KIND: Final = Field(states, lambda graph, state: (state.kind,))
LAW_STATE: Final = Field(laws, lambda graph, law: _state(graph, law.jurisdiction))
LAW_NUMBER: Final = Field(laws, lambda graph, law: (folded(law.number),) if law.number else ())
LAW_NAME: Final = Field(laws, lambda graph, law: _law_names(law))
LAW_EFFECT: Final = Field(laws, lambda graph, law: (one.effect for one in law.provisions))
LAW_INTRODUCED: Final = DayField(laws, lambda graph, law: introduced_day(law).days)
LAW_VETOED: Final = DayField(laws, lambda graph, law: vetoed_day(law).days)
LAW_REJECTED: Final = DayField(laws, lambda graph, law: rejected_day(law).days)
LAW_ENACTED: Final = DayField(laws, lambda graph, law: enacted_day(law).days)
LAW_EFFECTIVE: Final = DayField(laws, lambda graph, law: effective_day(law).days)
ACTION_KIND: Final = Field(actions, lambda graph, action: (action.kind,))
ACTION_STAGE: Final = Field(actions, lambda graph, action: (action.stage,))
ACTION_REACHED: Final = Field(actions, reached)
ACTION_EXTENDS: Final = Field(actions, lambda graph, action: (action.extends,) if action.extends else ())
ACTION_DATE: Final = DayField(actions, lambda graph, action: act_day(graph, action).days)
ACTION_NAME: Final = Field(actions, lambda graph, action: _names(action))
ACTION_STATE: Final = Field(actions, lambda graph, action: _state(graph, action.jurisdiction))
ACTION_LAW: Final = Field(actions, lambda graph, action: action.laws)
ACTION_ACTOR: Final = Field(actions, lambda graph, action: (actor.entity for actor in action.actors))
ACTION_ROLE: Final = Field(actions, lambda graph, action: (actor.role for actor in action.actors))
ACTION_ACTOR_NAME: Final = Field(
    actions, lambda graph, action: chain.from_iterable(_names(graph.entities[actor.entity]) for actor in action.actors)
)
SOURCE_TITLE: Final = Field(sources, lambda graph, source: (folded(source.title),))
SOURCE_PUBLISHER: Final = Field(
    sources, lambda graph, source: _names(graph.entities[source.publisher]) if source.publisher else ()
)
SOURCE_KIND: Final = Field(sources, lambda graph, source: (source.kind,))
SOURCE_PUBLISHED: Final = DayField(sources, lambda graph, source: published_day(source).days)
CLAIM_ABOUT: Final = Field(claims, lambda graph, claim: (claim.about,))
CLAIM_REPORTER: Final = Field(claims, lambda graph, claim: (claim.reported_by,) if claim.reported_by else ())
CLAIM_PUBLISHER: Final = Field(claims, _publisher)
TERM_STATE: Final = Field(governors, _place)
TERM_PARTY: Final = Field(governors, lambda graph, term: _party(graph, term.id))
TERM_KIND: Final = Field(governors, lambda graph, term: (graph.entities[term.jurisdiction].kind,))  # type: ignore[attr-defined]
