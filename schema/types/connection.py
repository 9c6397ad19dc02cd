"""Connections: pages of lists in the form of the GraphQL Cursor Connections Specification."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model import records
from ...graph.model.vocabulary import Vocabulary
from ...graph.queries.day_ranges import Answer
from ...graph.queries.pagination import Page, PageRequest, page
from ...graph.queries.record_indexes import lookup
from ..context import Info
from ..inputs.default_day import with_day
from ..inputs.left_out import asks_for_certainty, left_out
from ..inputs.ordering import ordered
from ..inputs.query_planner import matching, select
from .fields import attribute, described

T = TypeVar("T")

LONG: Final = 1000
"""The length from which a sorted list is cached; there are few lists as long as that."""


@described
class PageInfo:
    """The place of a page in its list; see https://relay.dev/graphql/connections.htm."""

    has_next_page: bool = attribute("Whether there is more after this page.")
    has_previous_page: bool = attribute("Whether there is more before this page.")
    start_cursor: str | None = attribute("Cursor of the first item, for `before`; null on an empty page.")
    end_cursor: str | None = attribute("Cursor of the last item, for `after`; null on an empty page.")


@strawberry.type(description="One item of a page, with its cursor.")
class Edge(Generic[T]):
    """One item of a page, with its cursor."""

    cursor: str = attribute(
        "Where the item stands: give it as `after` or `before` to go on from here. It outlives updates of the data."
    )
    node: T = attribute("The item.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """A page of a list."""

    total_count: int = attribute(
        "How many items the whole list has, those that only may match its filter included. 0 says that none is "
        "recorded, not that there are none: `Coverage` of the place says what was looked for."
    )
    uncertain_count: int = attribute(
        "How many of them may match the filter or not, because a day is known only within a range; `certain` of the "
        "filter leaves them out, and `leftOutCount` counts them then."
    )
    left_out_count: int = attribute(
        "How many more may match the filter, and are left out because it asks for what is `certain`; 0 without that. "
        "They may belong to the list: one that is subtracted from another must hold them too."
    )
    nodes: list[T] = attribute("The items of this page.")
    edges: list[Edge[T]] = attribute("The items of this page with their cursors.")
    page_info: PageInfo = attribute("Where this page stands in the list.")


R = TypeVar("R", bound=records.Entity | records.Term | records.Claim | records.Relationship)
W = TypeVar("W", contravariant=True)


class Where(Protocol[W]):
    """A filter of records of one type."""

    def answer(self, graph: KnowledgeGraph, record: W, /) -> Answer:
        """Return whether a record matches."""


def listed(
    info: Info,
    found: Iterable[R],
    where: Where[R] | None,
    order_by: Sequence[Vocabulary] | None,
    asked: PageRequest,
    default: int = 25,
) -> Page[R]:
    """Return a page of the records that match a filter, sorted."""
    graph = info.context.graph
    asked_for, given = with_day(where, info.context), tuple(found)
    kept, _, uncertain = matching(graph, given, asked_for)
    omitted = _left_out(graph, given, asked_for, kept) if asks_for_certainty(asked_for) else 0
    return paged(ordered(graph, kept, order_by), asked, default, len(uncertain), omitted)


def all_listed(
    info: Info,
    records: Callable[[KnowledgeGraph], Sequence[R]],
    where: Where[R] | None,
    order_by: Sequence[Vocabulary] | None,
    asked: PageRequest,
    default: int = 25,
) -> Page[R]:
    """Return a page of all records of a type that match a filter, sorted; indexes are used."""
    graph = info.context.graph
    asked_for = with_day(where, info.context)
    found, key, uncertain = select(graph, records, asked_for)
    omitted = _left_out(graph, records(graph), asked_for, found) if asks_for_certainty(asked_for) else 0
    if not order_by:
        return paged(found, asked, default, len(uncertain), omitted)
    if omitted == 0 and len(order_by) == 1 and key is not None and len(found) >= LONG:
        return paged(graph.cached(_in_order, key, order_by[0]), asked, default)
    return paged(ordered(graph, found, order_by), asked, default, len(uncertain), omitted)


def _left_out(graph: KnowledgeGraph, given: Iterable[R], where: Any, kept: Sequence[R]) -> int:
    return left_out(graph, given, where, {one.id for one in kept})


def _in_order(graph: KnowledgeGraph, key: Any, order: Vocabulary) -> Sequence[Any]:
    return ordered(graph, key(graph) if callable(key) else lookup(graph, *key), [order])


def paged(
    items: Sequence[R], asked: PageRequest, default: int = 25, uncertain_count: int = 0, left_out_count: int = 0
) -> Page[R]:
    """Return a page of records, whose ids are their cursors."""
    return page(items, lambda item: item.id, asked, default, uncertain_count, left_out_count)
