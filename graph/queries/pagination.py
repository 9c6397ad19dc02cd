"""Pagination of lists by cursors, in both directions.

Source: https://relay.dev/graphql/connections.htm, pagination algorithm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from ..errors import QueryError

T = TypeVar("T")

LARGEST_PAGE: Final = 200
"""The maximum number of items in one page."""


@dataclass(frozen=True, slots=True)
class Edge(Generic[T]):
    """An item of a page with its cursor."""

    cursor: str
    node: T


@dataclass(frozen=True, slots=True)
class PageInfo:
    """The position of a page in its list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list."""

    total_count: int
    nodes: Sequence[T]
    start: int
    key: Callable[[T], str]
    uncertain_count: int = 0
    left_out_count: int = 0

    @property
    def edges(self) -> list[Edge[T]]:
        """The items of the page with their cursors."""
        return [Edge(self.key(node), node) for node in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        """The position of the page in its list."""
        first = self.key(self.nodes[0]) if self.nodes else None
        last = self.key(self.nodes[-1]) if self.nodes else None
        return PageInfo(self.start + len(self.nodes) < self.total_count, self.start > 0, first, last)


class PageRequest(NamedTuple):
    """The part of a list that is asked for.

    Attributes
    ----------
    first, last : int or None
        The maximum number of items from the start or from the end; only one of the two is used.
    after, before : str or None
        Cursors between which the items are; None where nothing bounds them.
    """

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


def bounded(value: int | None, name: str, default: int, most: int = LARGEST_PAGE, argument: str = "") -> int:
    """Return a page size, or its default if it is None.

    Raises
    ------
    QueryError
        If the size is negative or above the limit.
    """
    if value is None:
        return default
    if not 0 <= value <= most:
        raise QueryError(f"{name} is {value}; it can be 0 to {most}.", argument or name)
    return value


def page(
    items: Sequence[T],
    key: Callable[[T], str],
    asked: PageRequest,
    default: int = 25,
    uncertain_count: int = 0,
    left_out_count: int = 0,
) -> Page[T]:
    """Return the items between two cursors, some from the start or from the end.

    Parameters
    ----------
    items
        The whole list, in its order; a page keeps the order, whichever its end is.
    key
        Return the cursor of an item: a text that is unique in the list and stable when the data is updated.
    asked
        The sizes, each 0 to `LARGEST_PAGE`, and the cursors.
    default
        The value of `first` if neither size is given. With `last`, a `first` of this value counts as not given, because
        it is the default of the schema.
    uncertain_count
        How many items of the whole list may or may not belong to it.
    left_out_count
        How many more may belong to it, and were left out because only what surely does was asked for.

    Returns
    -------
    Page
        The items, with the total number of items of the list.

    Raises
    ------
    QueryError
        If a size is out of bounds, both are given, or no item has a cursor, or that of `before` is not after `after`.
    """
    start, end = 0, len(items)
    if asked.after is not None:
        start = _place(items, key, asked.after, "after", "endCursor of an earlier page") + 1
    if asked.before is not None:
        end = _place(items, key, asked.before, "before", "startCursor of a later page")
        if end < start:
            told = (
                f"before: {asked.before!r} does not come after {asked.after!r} in this list; exchange the two cursors."
            )
            raise QueryError(told, "before")
    if asked.last is None:
        end = min(end, start + bounded(asked.first, "first", default))
    elif asked.first in (None, default):
        start = max(start, end - bounded(asked.last, "last", default))
    else:
        raise QueryError(f"first is {asked.first} and last is {asked.last}; give one of the two.", "last")
    return Page(len(items), items[start:end], start, key, uncertain_count, left_out_count)


def _place(items: Sequence[T], key: Callable[[T], str], cursor: str, argument: str, remedy: str) -> int:
    place = next((place for place, item in enumerate(items) if key(item) == cursor), None)
    if place is None:
        raise QueryError(f"{argument}: {cursor!r} is not a cursor of this list; use {remedy}.", argument)
    return place
