"""Where records with a value in a field are found, so that a filter looks at those and at no others.

An index is made when it is first asked for and kept with the graph. What it finds stands in the order of the graph, as
if all records had been looked at one after the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import ClemencyAction, Entity, Law, Party, Source, State, Term
from ..model.vocabulary import Office
from .filters import folded


class Field(NamedTuple):
    """Something that records of one kind can be looked up by.

    Attributes
    ----------
    records : callable
        All records of a graph that have it, in order.
    values : callable
        What a record has in it, given the graph and the record: several values where it has several, or none.
    """

    records: Callable[[KnowledgeGraph], Sequence[Any]]
    values: Callable[[KnowledgeGraph, Any], Iterable[Hashable]]


class Days(NamedTuple):
    """A date of records of one kind, to look them up by a range of days; it has what a `Field` has."""

    records: Callable[[KnowledgeGraph], Sequence[Any]]
    value: Callable[[Any], PartialDate | None]


def counted(graph: KnowledgeGraph, field: Field, values: Collection[Hashable]) -> int:
    """How many records have one of these values in a field; one that has several of them counts for each."""
    index = graph.derived(_index, field)
    return sum(len(index.get(value, ())) for value in values)


def having(graph: KnowledgeGraph, field: Field, values: Collection[Hashable]) -> Sequence[Any]:
    """The records that have one of these values in a field.

    Parameters
    ----------
    graph
        The graph.
    field
        The field; `Field` tells what one is made of.
    values
        The values; texts folded, where those of the field are.

    Returns
    -------
    sequence
        Each record once, in the order of the graph.
    """
    index = graph.derived(_index, field)
    found = [index[value] for value in values if value in index]
    return found[0] if len(found) == 1 else in_order(graph, field.records, chain.from_iterable(found))


def counted_between(graph: KnowledgeGraph, days: Days, gte: date | None, lt: date | None) -> int:
    """How many records `between` finds."""
    start, stop = _bounds(graph, days, gte, lt)
    return max(0, stop - start)


def between(graph: KnowledgeGraph, days: Days, gte: date | None, lt: date | None) -> Sequence[Any]:
    """The records whose date begins on or after a day and before another, in the order of the graph."""
    start, stop = _bounds(graph, days, gte, lt)
    return in_order(graph, days.records, graph.derived(_by_day, days).records[start:stop])


class _ByDay(NamedTuple):
    first_days: list[date]
    records: list[Any]


def _bounds(graph: KnowledgeGraph, days: Days, gte: date | None, lt: date | None) -> tuple[int, int]:
    known = graph.derived(_by_day, days).first_days
    return 0 if gte is None else bisect_left(known, gte), len(known) if lt is None else bisect_left(known, lt)


def _by_day(graph: KnowledgeGraph, days: Days) -> _ByDay:
    dated = [(value.first_day, one) for one in days.records(graph) if (value := days.value(one)) is not None]
    dated.sort(key=lambda row: row[0])
    return _ByDay([day for day, _ in dated], [one for _, one in dated])


def _index(graph: KnowledgeGraph, field: Field) -> Mapping[Hashable, tuple[Any, ...]]:
    groups: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for record in field.records(graph):
        for value in dict.fromkeys(field.values(graph, record)):
            groups[value].append(record)
    return {value: tuple(records) for value, records in groups.items()}


def in_order(
    graph: KnowledgeGraph, records: Callable[[KnowledgeGraph], Sequence[Any]], found: Iterable[Any]
) -> Sequence[Any]:
    """Some records, each once, in the order in which they stand among all records of their kind."""
    place = graph.derived(_places, records)
    return sorted(dict.fromkeys(found), key=lambda one: place[one.id])


def _places(graph: KnowledgeGraph, records: Callable[[KnowledgeGraph], Sequence[Any]]) -> Mapping[str, int]:
    return {one.id: place for place, one in enumerate(records(graph))}


def states(graph: KnowledgeGraph) -> Sequence[State]:
    """The states, district and territories."""
    return graph.of_type(State)


def laws(graph: KnowledgeGraph) -> Sequence[Law]:
    """The laws."""
    return graph.of_type(Law)


def actions(graph: KnowledgeGraph) -> Sequence[ClemencyAction]:
    """The clemency actions."""
    return graph.of_type(ClemencyAction)


def sources(graph: KnowledgeGraph) -> Sequence[Source]:
    """The sources."""
    return graph.of_type(Source)


def governors(graph: KnowledgeGraph) -> Sequence[Term]:
    """The terms as governor."""
    return graph.derived(_governors)


def _governors(graph: KnowledgeGraph) -> tuple[Term, ...]:
    return tuple(term for term in graph.terms.values() if term.office is Office.GOVERNOR)


def _names(entity: Entity) -> Iterable[str]:
    return map(folded, (entity.name, *entity.aliases))


def _state(graph: KnowledgeGraph, jurisdiction: str) -> Iterable[str]:
    state = graph.state_of(jurisdiction)
    return (state.id,) if state else ()


def _party(graph: KnowledgeGraph, term: str | None) -> Iterable[str]:
    party = graph.entities.get(graph.terms[term].party or "") if term else None
    return (folded(party.abbreviation), folded(party.name)) if isinstance(party, Party) else ()


def _place(graph: KnowledgeGraph, term: Term) -> Iterable[str]:
    state = graph.entities[term.jurisdiction]
    return (folded(state.code), folded(state.name)) if isinstance(state, State) else ()


STATE_CODE: Final = Field(states, lambda graph, state: (folded(state.code),))
STATE_NAME: Final = Field(states, lambda graph, state: _names(state))
STATE_KIND: Final = Field(states, lambda graph, state: (state.kind,))
LAW_STATE: Final = Field(laws, lambda graph, law: _state(graph, law.jurisdiction))
LAW_NUMBER: Final = Field(laws, lambda graph, law: (folded(law.number),) if law.number else ())
LAW_NAME: Final = Field(laws, lambda graph, law: _names(law))
LAW_EFFECT: Final = Field(laws, lambda graph, law: (one.effect for one in law.provisions))
LAW_ENACTED: Final = Days(laws, lambda law: law.enacted)
LAW_EFFECTIVE: Final = Days(laws, lambda law: law.effective)
ACTION_KIND: Final = Field(actions, lambda graph, action: (action.kind,))
ACTION_STAGE: Final = Field(actions, lambda graph, action: (action.stage,))
ACTION_DATE: Final = Days(actions, lambda action: action.date)
ACTION_NAME: Final = Field(actions, lambda graph, action: _names(action))
ACTION_STATE: Final = Field(actions, lambda graph, action: _state(graph, action.jurisdiction))
ACTION_LAW: Final = Field(actions, lambda graph, action: action.laws)
ACTION_ACTOR: Final = Field(actions, lambda graph, action: (actor.entity for actor in action.actors))
ACTION_ROLE: Final = Field(actions, lambda graph, action: (actor.role for actor in action.actors))
ACTION_ACTOR_NAME: Final = Field(
    actions, lambda graph, action: chain.from_iterable(_names(graph.entities[actor.entity]) for actor in action.actors)
)
ACTION_PARTY: Final = Field(
    actions, lambda graph, action: chain.from_iterable(_party(graph, actor.term) for actor in action.actors)
)
SOURCE_TITLE: Final = Field(sources, lambda graph, source: (folded(source.title),))
SOURCE_PUBLISHER: Final = Field(
    sources, lambda graph, source: _names(graph.entities[source.publisher]) if source.publisher else ()
)
SOURCE_KIND: Final = Field(sources, lambda graph, source: (source.kind,))
SOURCE_PUBLISHED: Final = Days(sources, lambda source: source.published)
TERM_STATE: Final = Field(governors, _place)
TERM_PARTY: Final = Field(governors, lambda graph, term: _party(graph, term.id))
TERM_KIND: Final = Field(governors, lambda graph, term: (graph.entities[term.jurisdiction].kind,))  # type: ignore[attr-defined]
