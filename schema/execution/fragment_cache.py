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
"""Encoded parts by the `id()` of the record, which is the graph's own and lives as long as the fragments does."""


class WeightedSelection(Hashable, Protocol):
    """A selection that parts of answers are kept of."""

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes of memory it takes."""
        ...


class SelectionFragments:
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


class FragmentCache:
    """The selections of one graph.

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
        self._graph = graph
        self._selections: OrderedDict[WeightedSelection, SelectionFragments] = OrderedDict()
        self._lock = Lock()
        self.weight = 0
        FRAGMENTS.add(self)

    def open(self, selection: WeightedSelection, context: Context) -> Entries:
        """The parts of a selection that are known, on the day of a context."""
        weight = selection.weight_in_bytes
        with self._lock:
            fragments = self._selections.get(selection)
            if fragments is None:
                fragments = self._selections[selection] = SelectionFragments()
            self._selections.move_to_end(selection)
            if fragments.day is not None and fragments.day != context.today:
                self._empty(fragments)
                fragments.day = context.day
            entries = fragments.entries
            # A selection grows with each further type of records that it is asked for.
            grown = weight - fragments.weight
            fragments.weight += grown
            fragments.size += grown
            self.weight += grown
        if grown:
            self.trim()
        return entries

    def put(
        self, selection: WeightedSelection, entries: Entries, record: object, part: bytes, dated: date | None
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
        if self._graph.get(getattr(record, "id", "")) is not record:
            return fragment
        with self._lock:
            fragments = self._selections.get(selection)
            if fragments is None or fragments.entries is not entries:
                return fragment
            if dated is not None and fragments.day is None:
                # Others may be looking at the entries on another day; what hangs on this one goes where they don't.
                self._empty(fragments)
                fragments.day = dated
            if dated in (None, fragments.day):
                fragments.entries[id(record)] = fragment
                size = weigh(part) + ENTRY
                fragments.size += size
                self.weight += size
        if self.weight > FRAGMENTS.limit:
            self.trim()
        return fragment

    def trim(self) -> None:
        """Drop the selections that were used longest ago, until the rest is within the share."""
        limit = FRAGMENTS.limit
        with self._lock:
            while self.weight > limit and self._selections:
                _, oldest = self._selections.popitem(last=False)
                self.weight -= oldest.size
                oldest.size, oldest.entries = oldest.weight, {}

    def clear(self) -> None:
        """Empty all selections."""
        with self._lock:
            for fragments in self._selections.values():
                self._empty(fragments)

    def _empty(self, fragments: SelectionFragments) -> None:
        self.weight -= fragments.size - fragments.weight
        fragments.size = fragments.weight
        fragments.entries = {}
