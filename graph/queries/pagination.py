"""Forward pagination of lists by cursors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

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
    first: int | None,
    after: str | None,
    default: int = 25,
    uncertain_count: int = 0,
) -> Page[T]:
    """Return the items after a cursor.

    Parameters
    ----------
    items
        The whole list, in its order.
    key
        Return the cursor of an item: a text that is unique in the list and stable when the data is updated.
    first
        The maximum number of items, 0 to `LARGEST_PAGE`.
    after
        A cursor of this list; None starts at the beginning.
    default
        The value of `first` if it is None.
    uncertain_count
        How many items of the whole list may or may not belong to it.

    Returns
    -------
    Page
        The items, with the total number of items of the list.

    Raises
    ------
    QueryError
        If `first` is out of bounds, or no item has the cursor.
    """
    size = bounded(first, "first", default)
    start = 0
    if after is not None:
        start = next((position + 1 for position, item in enumerate(items) if key(item) == after), -1)
        if start < 0:
            told = f"after: {after!r} is not a cursor of this list; use endCursor of an earlier page."
            raise QueryError(told, "after")
    return Page(len(items), items[start : start + size], start, key, uncertain_count)
