"""Parts of answers that were encoded before: what was selected of an entity, kept with the graph and bounded in bytes.

A part is kept only where it hangs on nothing but the entity and the graph, neither of which changes: the selection has
no variables (the compiler sees to that), and while it was worked out nobody read the clock (`Context.dated` tells). A
part that hangs on the day is kept for the day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date
from threading import Lock
from typing import Final, Protocol

import orjson

from ...graph import KnowledgeGraph
from ...graph.storage.cache_budget import ENTRY, Share, weigh
from ..context import Context

FRAGMENTS: Final = Share("encoded parts of answers", 0.25)

Entries = dict[int, orjson.Fragment]
"""Encoded parts by the `id()` of the record, which is the graph's own and lives as long as the shelf does."""


class Selected(Hashable, Protocol):
    """A selection that parts of answers are kept of."""

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes of memory it takes."""
        ...


class Shelf:
    """The parts of one selection.

    Attributes
    ----------
    entries : dict
        The parts. Emptied by putting another in its place: who looks at one sees no other day's.
    day : date or None
        The day that they hang on; None while none of them hangs on a day.
    weight : int
        About how many bytes the selection takes.
    size : int
        About how many bytes it takes with its parts.
    """

    __slots__ = ("day", "entries", "size", "weight")

    def __init__(self) -> None:
        self.entries: Entries = {}
        self.day: date | None = None
        self.weight = self.size = 0


class Memo:
    """The shelves of one graph.

    Parameters
    ----------
    graph
        The graph whose entities the parts are of.

    Attributes
    ----------
    weight : int
        How many bytes it takes.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        # Not the graph itself, which keeps this: a circle would outlive it where the garbage collector does not look.
        self._records = (graph.entities, graph.terms, graph.claims)
        self._shelves: OrderedDict[Selected, Shelf] = OrderedDict()
        self._lock = Lock()
        self.weight = 0
        FRAGMENTS.add(self)

    def open(self, selection: Selected, context: Context) -> Entries:
        """The parts of a selection that are known, on the day of a context."""
        weight = selection.weight_in_bytes
        with self._lock:
            shelf = self._shelves.get(selection)
            if shelf is None:
                shelf = self._shelves[selection] = Shelf()
            self._shelves.move_to_end(selection)
            if shelf.day is not None and shelf.day != context.today:
                self._empty(shelf)
                shelf.day = context.day
            entries = shelf.entries
            # A selection grows with each further type of records that it is asked for.
            grown = weight - shelf.weight
            shelf.weight += grown
            shelf.size += grown
            self.weight += grown
        if grown:
            self.trim()
        return entries

    def put(
        self, selection: Selected, entries: Entries, record: object, part: bytes, dated: date | None
    ) -> orjson.Fragment:
        """Keep a part, where it is of the graph's own.

        Parameters
        ----------
        selection
            The selection that it is of.
        entries
            Its parts, as `open` gave them.
        record
            The record that it is of.
        part
            The part, as JSON.
        dated
            The day that it hangs on; None where it hangs on none.
        """
        fragment = orjson.Fragment(part)
        id_ = getattr(record, "id", "")
        if not any(records.get(id_) is record for records in self._records):
            return fragment
        with self._lock:
            shelf = self._shelves.get(selection)
            if shelf is None or shelf.entries is not entries:
                return fragment
            if dated is not None and shelf.day is None:
                # Others may be looking at the entries on another day; what hangs on this one goes where they don't.
                self._empty(shelf)
                shelf.day = dated
            if dated in (None, shelf.day):
                shelf.entries[id(record)] = fragment
                size = weigh(part) + ENTRY
                shelf.size += size
                self.weight += size
        if self.weight > FRAGMENTS.limit:
            self.trim()
        return fragment

    def trim(self) -> None:
        """Drop the shelves that were used longest ago, until the rest is within the share."""
        limit = FRAGMENTS.limit
        with self._lock:
            while self.weight > limit and self._shelves:
                _, oldest = self._shelves.popitem(last=False)
                self.weight -= oldest.size
                oldest.size, oldest.entries = oldest.weight, {}

    def forget(self) -> None:
        """Empty all shelves."""
        with self._lock:
            for shelf in self._shelves.values():
                self._empty(shelf)

    def _empty(self, shelf: Shelf) -> None:
        self.weight -= shelf.size - shelf.weight
        shelf.size = shelf.weight
        shelf.entries = {}
