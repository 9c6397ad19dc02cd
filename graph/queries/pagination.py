"""Pages of lists: forward from a cursor, with the count of the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from ..errors import QuestionError

T = TypeVar("T")

LARGEST_PAGE: Final = 100
"""The most items in one page."""


@dataclass(frozen=True, slots=True)
class Edge(Generic[T]):
    """One item of a page with its cursor."""

    cursor: str
    node: T


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list, in its order."""

    total_count: int
    nodes: Sequence[T]
    start: int
    key: Callable[[T], str]

    @property
    def edges(self) -> list[Edge[T]]:
        """The items with their cursors."""
        return [Edge(self.key(node), node) for node in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where the page stands."""
        first = self.key(self.nodes[0]) if self.nodes else None
        last = self.key(self.nodes[-1]) if self.nodes else None
        return PageInfo(self.start + len(self.nodes) < self.total_count, self.start > 0, first, last)


def bounded(value: int | None, name: str, default: int, most: int = LARGEST_PAGE) -> int:
    """A size as asked, or its default.

    Raises
    ------
    QuestionError
        When it is negative or above the limit; the message names both.
    """
    if value is None:
        return default
    if not 0 <= value <= most:
        raise QuestionError(f"{name} is {value}; it can be 0 to {most}.")
    return value


def page(
    items: Sequence[T], key: Callable[[T], str], first: int | None, after: str | None, default: int = 25
) -> Page[T]:
    """The items after a cursor.

    Parameters
    ----------
    items
        The whole list, in its order.
    key
        What an item's cursor is: a text that no other item of the list has, and that outlives an update of the data.
    first
        How many at most, 0 to `LARGEST_PAGE`.
    after
        A cursor of this list; from the start when left out.
    default
        `first`, where it is left out.

    Returns
    -------
    Page
        With the count of the whole list.

    Raises
    ------
    QuestionError
        When `first` is out of bounds, or no item has the cursor.
    """
    size = bounded(first, "first", default)
    start = 0
    if after is not None:
        start = next((place + 1 for place, item in enumerate(items) if key(item) == after), -1)
        if start < 0:
            raise QuestionError(f"after: {after!r} is no cursor of this list; take endCursor of an earlier page.")
    return Page(len(items), items[start : start + size], start, key)
