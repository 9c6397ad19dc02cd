"""The claims, entities and terms that the values of an answer rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from graphql import GraphQLResolveInfo, execute

from ...graph import KnowledgeGraph
from ...graph.model.records import Claim, Entity, Term
from ...graph.queries.pagination import Page
from ...graph.queries.total import Total
from ..context import Context
from ..document_cache import core_schema, prepare
from .answer_differences import Path

Records = Mapping[Path, object]
_DEPTH: Final = 4
"""How many objects inside one another are searched for ids."""


def records_of(graph: KnowledgeGraph, document: str, variables: Mapping[str, Any], day: date) -> Records:
    """Execute a saved query, and return the record behind each object of its answer, by its path.

    Parameters
    ----------
    graph
        The graph.
    document
        The document of the saved query.
    variables
        Their values.
    day
        The day that the answer takes for today.
    """
    prepared = prepare(document)
    found: dict[Path, object] = {}

    def record_object(next_: Any, root: object, info: GraphQLResolveInfo[Any], **arguments: Any) -> object:
        before = info.path.prev
        found.setdefault(tuple(before.as_list()) if before else (), root)
        return next_(root, info, **arguments)

    assert prepared.document is not None
    execute(
        core_schema(),
        prepared.document,
        context_value=Context(graph, day),
        variable_values=dict(variables),
        operation_name=prepared.name,
        middleware=[record_object],
    )
    return found


def counted_by_totals(records: Records) -> dict[str, list[str]]:
    """Return the ids of the entities that each total of an answer counts or leaves out, by its path with slashes."""
    totals = {place: record for place, record in records.items() if isinstance(record, Total)}
    return {
        "/".join(map(str, place)): sorted(id for id in ids_in(total) if not id.startswith("claim/"))
        for place, total in totals.items()
    }


def ids_within(records: Records, path: Path) -> set[str]:
    """Return the ids of the records within a value."""
    inside = (record for place, record in records.items() if place[: len(path)] == path)
    return set().union(*map(ids_in, inside))


def ids_around(records: Records, path: Path) -> set[str]:
    """Return the ids of the records around a value, up to the nearest claim, term or entity.

    A total rests on its actions and on the state that it is of, but a claim in it on itself alone.
    """
    found: set[str] = set()
    for length in range(len(path), -1, -1):
        record = records.get(path[:length])
        if isinstance(record, Page):
            continue  # What is beside an item on its page is no reason for it.
        found |= ids_in(record)
        if isinstance(record, Claim | Term | Entity):
            break
    return found


def ids_in(value: object) -> set[str]:
    """Return the ids of claims, terms and entities that a record has or refers to."""
    found: set[str] = set()
    _collect(value, _DEPTH, found, set())
    return found


def ids_in_answer(value: object, known: AbstractSet[str]) -> Iterator[str]:
    """Yield those of some ids that are written in a part of an answer."""
    match value:
        case str():
            if value in known:
                yield value
        case dict():
            for one in value.values():
                yield from ids_in_answer(one, known)
        case list():
            for one in value:
                yield from ids_in_answer(one, known)


def _collect(value: object, depth: int, found: set[str], seen: set[int]) -> None:
    match value:
        case str():
            if "/" in value:
                found.add(value)
            return
        case Claim():
            found.update((value.id, value.about))
            return
        case Entity() | Term():
            found.add(value.id)
            for claim in value.claims:
                found.update((claim.id, claim.about))
            return
        case None | int() | float() | bytes() | KnowledgeGraph():
            return
        case Total():
            # What its relations tell of other actions is no part of it.
            value = (value.asked, value.rounds, value.uncounted_ids, value.uncertain_ids, value.claims, value.tallies)
    if depth == 0 or id(value) in seen:
        return
    seen.add(id(value))
    for part in _parts(value):
        _collect(part, depth - 1, found, seen)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if is_dataclass(value):
        return [getattr(value, one.name) for one in fields(value)]
    return ()
