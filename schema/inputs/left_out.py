"""How many records a filter leaves out only because it asks for what is certain."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import fields, is_dataclass
from typing import Any

from ...graph import KnowledgeGraph
from ...graph.queries.day_ranges import Answer


def asks_for_certainty(where: Any) -> bool:
    """Return whether `certain` is true somewhere in a filter."""
    if isinstance(where, list):
        return any(map(asks_for_certainty, where))
    if not is_dataclass(where) or isinstance(where, type):
        return False
    return getattr(where, "certain", None) is True or any(
        asks_for_certainty(getattr(where, field.name)) for field in fields(where)
    )


def left_out(graph: KnowledgeGraph, records: Iterable[Any], where: Any, kept: Collection[str]) -> int:
    """Count the records that may match a filter without its `certain`, and are not among those kept with it.

    Parameters
    ----------
    graph
        The graph.
    records
        All records that were filtered.
    where
        The filter, of which some part asks for certainty.
    kept
        The ids of those that it kept.
    """
    doubtful = without_certainty(where)
    return sum(one.id not in kept and doubtful.answer(graph, one) is not Answer.NO for one in records)


def without_certainty(where: Any) -> Any:
    """Return a filter whose `certain`, and that of each of its parts, is not given."""
    if isinstance(where, list):
        return [without_certainty(one) for one in where]
    if not asks_for_certainty(where):
        return where
    # A copy keeps the day that was filled in.
    found = copy(where)
    for field in fields(where):
        value = None if field.name == "certain" else without_certainty(getattr(where, field.name))
        setattr(found, field.name, value)
    return found
