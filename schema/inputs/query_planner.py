"""The planning of filters: the index that finds the fewest candidate records.

Indexes serve the parts of a filter that require equality, one of several values, or a range of days. The part with the
fewest records is chosen, and its records are checked against the whole filter, unless that part is the whole filter.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.queries import record_indexes
from ...graph.queries.day_ranges import Answer
from ...graph.queries.record_indexes import DayField, Field
from ...graph.queries.value_conditions import fold
from .actor_filters import ActorWhere
from .claim_filters import ClaimWhere, SourceWhere
from .entity_filters import LocalityWhere, OrganizationWhere, PersonWhere
from .filters import ActionWhere, GovernorWhere, LawWhere, StateWhere
from .value_filters import DateFilter, TextFilter


class Part(NamedTuple):
    """The candidates of a part of a filter: all records that match are among them.

    Attributes
    ----------
    size : int
        Their number, or a few more.
    records : callable
        The records, in the order of the graph.
    exact : bool
        Whether all of them match that part.
    key : hashable or None
        A small key that identifies these records among all of the graph, if there is one.
    """

    size: int
    records: Callable[[], Sequence[Any]]
    exact: bool
    key: Hashable | None = None


class Selected(NamedTuple):
    """The records that match a filter, surely or perhaps.

    Attributes
    ----------
    records : sequence
        The records.
    key : hashable or None
        A small key that identifies them, if there is one.
    uncertain : frozenset of str
        The ids of those that may match or not.
    """

    records: Sequence[Any]
    key: Hashable | None = None
    uncertain: frozenset[str] = frozenset()


Narrow = Callable[[KnowledgeGraph, Any], Iterator[Part | None]]


def select(graph: KnowledgeGraph, records: Callable[[KnowledgeGraph], Sequence[Any]], where: Any) -> Selected:
    """Select the records of a graph that match a filter.

    Parameters
    ----------
    graph
        The graph.
    records
        The records of the filter's type, as `graph.queries.record_indexes` returns them.
    where
        The filter; None matches all.
    """
    if where is None:
        return Selected(records(graph), records)
    part = _narrowest(graph, where)
    if part is None:
        return matching(graph, records(graph), where)
    if part.exact:
        return Selected(part.records(), part.key)
    return matching(graph, part.records(), where)


def matching(graph: KnowledgeGraph, records: Iterable[Any], where: Any) -> Selected:
    """Select those of some records that match a filter; None matches all."""
    if where is None:
        return Selected(list(records))
    found, uncertain = [], set()
    for record in records:
        answer = where.answer(graph, record)
        if answer is not Answer.NO:
            found.append(record)
            if answer is Answer.MAYBE:
                uncertain.add(record.id)
    return Selected(found, None, frozenset(uncertain))


def _narrowest(graph: KnowledgeGraph, where: Any) -> Part | None:
    """Return the smallest part of a filter, exact where it is the whole filter; None where no index serves it."""
    given = sum(getattr(where, field.name) is not None for field in fields(where))
    parts = [part for part in _parts(graph, where) if part is not None]
    if not parts:
        return None
    part = min(parts, key=lambda part: part.size)
    return part if part.exact and given == 1 else part._replace(exact=False, key=None)


def _parts(graph: KnowledgeGraph, where: Any) -> Iterator[Part | None]:
    if type(where) in _PARTS:
        yield from _PARTS[type(where)](graph, where)
    for one in where.and_ or ():
        part = _narrowest(graph, one)
        yield part if part is None or len(where.and_) == 1 else part._replace(exact=False, key=None)
    if where.or_ is not None:
        yield _either(graph, where)


def _either(graph: KnowledgeGraph, where: Any) -> Part | None:
    found = [part for one in where.or_ if (part := _narrowest(graph, one)) is not None]
    if len(found) < len(where.or_):
        return None
    records = _POPULATION[type(where)]
    return Part(
        sum(part.size for part in found),
        lambda: record_indexes.sort_records(graph, records, (one for part in found for one in part.records())),
        all(part.exact for part in found),
    )


def _among(graph: KnowledgeGraph, field: Field, values: frozenset[Any] | None, exact: bool = True) -> Part | None:
    if values is None:
        return None
    key = (field, values) if len(values) == 1 else None
    return Part(
        record_indexes.count(graph, field, values),
        lambda: record_indexes.lookup(graph, field, values),
        exact,
        key if exact else None,
    )


def _word(graph: KnowledgeGraph, field: Field, asked: Any) -> Part | None:
    """Return the candidates of a filter with `eq` and `in_`."""
    return None if asked is None else _among(graph, field, _values(asked.eq, asked.in_))


def _text(graph: KnowledgeGraph, field: Field, asked: TextFilter | None) -> Part | None:
    if asked is None:
        return None
    eq, among = asked.eq, asked.in_
    values = _values(None if eq is None else fold(eq), None if among is None else map(fold, among))
    return _among(graph, field, values, exact=asked.contains is None)


def _values(eq: Any, among: Any) -> frozenset[Any] | None:
    """Return the values that satisfy both; None where neither is given."""
    if among is None:
        return None if eq is None else frozenset((eq,))
    return frozenset(among) if eq is None else frozenset(among) & {eq}


def _days(graph: KnowledgeGraph, days: DayField, asked: DateFilter | None) -> Part | None:
    if asked is None or (asked.eq is None and asked.gte is None and asked.lt is None):
        return None
    window = asked.bounds.window
    # A month of which some days are in the range has others that are not.
    return Part(
        record_indexes.count_range(graph, days, *window),
        lambda: record_indexes.lookup_range(graph, days, *window),
        False,
    )


def _in_state(graph: KnowledgeGraph, field: Field, where: StateWhere | None) -> Part | None:
    if where is None:
        return None
    return _among(graph, field, frozenset(state.id for state in select(graph, record_indexes.states, where).records))


def _states(graph: KnowledgeGraph, where: StateWhere) -> Iterator[Part | None]:
    yield _text(graph, record_indexes.STATE_CODE, where.code)
    yield _text(graph, record_indexes.STATE_NAME, where.name)
    yield _word(graph, record_indexes.STATE_KIND, where.kind)


def _governors(graph: KnowledgeGraph, where: GovernorWhere) -> Iterator[Part | None]:
    yield _text(graph, record_indexes.TERM_STATE, where.state)
    yield _text(graph, record_indexes.TERM_PARTY, where.party)
    yield _word(graph, record_indexes.TERM_KIND, where.kind)


def _laws(graph: KnowledgeGraph, where: LawWhere) -> Iterator[Part | None]:
    yield _in_state(graph, record_indexes.LAW_STATE, where.state)
    yield _text(graph, record_indexes.LAW_NUMBER, where.number)
    yield _text(graph, record_indexes.LAW_NAME, where.name)
    yield _word(graph, record_indexes.LAW_EFFECT, where.effect)
    yield _days(graph, record_indexes.LAW_INTRODUCED, where.introduced)
    yield _days(graph, record_indexes.LAW_VETOED, where.vetoed)
    yield _days(graph, record_indexes.LAW_REJECTED, where.rejected)
    yield _days(graph, record_indexes.LAW_ENACTED, where.enacted)
    yield _days(graph, record_indexes.LAW_EFFECTIVE, where.effective)


def _actions(graph: KnowledgeGraph, where: ActionWhere) -> Iterator[Part | None]:
    yield _word(graph, record_indexes.ACTION_KIND, where.kind)
    yield _word(graph, record_indexes.ACTION_STAGE, where.stage)
    yield _word(graph, record_indexes.ACTION_REACHED, where.reached)
    yield _days(graph, record_indexes.ACTION_DATE, where.date)
    yield _text(graph, record_indexes.ACTION_NAME, where.name)
    yield _in_state(graph, record_indexes.ACTION_STATE, where.state)
    yield _word(graph, record_indexes.ACTION_EXTENDS, where.extends)
    if where.actor is not None:
        yield _by_actor(graph, where.actor)
    if where.law is not None and _narrowest(graph, where.law) is not None:
        laws, _, uncertain = select(graph, record_indexes.laws, where.law)
        yield _among(graph, record_indexes.ACTION_LAW, frozenset(law.id for law in laws), exact=not uncertain)


def _by_actor(graph: KnowledgeGraph, where: ActorWhere) -> Part | None:
    # All must hold of one actor: what holds of some actor each is more than that.
    parts = (
        _word(graph, record_indexes.ACTION_ACTOR, where.id),
        _word(graph, record_indexes.ACTION_ROLE, where.role),
        _text(graph, record_indexes.ACTION_ACTOR_NAME, where.name),
    )
    found = [part._replace(exact=False, key=None) for part in parts if part is not None]
    return min(found, key=lambda part: part.size, default=None)


def _sources(graph: KnowledgeGraph, where: SourceWhere) -> Iterator[Part | None]:
    yield _text(graph, record_indexes.SOURCE_TITLE, where.title)
    yield _text(graph, record_indexes.SOURCE_PUBLISHER, where.publisher)
    yield _days(graph, record_indexes.SOURCE_PUBLISHED, where.published)
    yield _word(graph, record_indexes.SOURCE_KIND, where.kind)


def _claims(graph: KnowledgeGraph, where: ClaimWhere) -> Iterator[Part | None]:
    for field, value in (
        (record_indexes.CLAIM_ABOUT, where.about),
        (record_indexes.CLAIM_REPORTER, where.reported_by),
        (record_indexes.CLAIM_PUBLISHER, where.publisher),
    ):
        yield _among(graph, field, None if value is None else frozenset((value,)))


_PARTS: Final[dict[type, Narrow]] = {
    StateWhere: _states,
    GovernorWhere: _governors,
    LawWhere: _laws,
    ActionWhere: _actions,
    SourceWhere: _sources,
    ClaimWhere: _claims,
}
_POPULATION: Final[dict[type, Callable[[KnowledgeGraph], Sequence[Any]]]] = {
    StateWhere: record_indexes.states,
    GovernorWhere: record_indexes.governors,
    LawWhere: record_indexes.laws,
    ActionWhere: record_indexes.actions,
    SourceWhere: record_indexes.sources,
    ClaimWhere: record_indexes.claims,
    LocalityWhere: record_indexes.localities,
    OrganizationWhere: record_indexes.organizations,
    PersonWhere: record_indexes.people,
}
