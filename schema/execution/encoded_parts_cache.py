"""Encoded parts of responses: the JSON of a selection of an entity, cached with the graph.

A part is cached only where it depends on nothing but the entity and the graph, neither of which changes: the selection
has no variables (the compiler ensures that), and no resolver read the current day (see `Context.dated`). A part that
depends on the day is cached for the day.
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

FRAGMENTS: Final = Share("encoded fragments", 0.25)

Entries = dict[int, orjson.Fragment]
"""Encoded parts by the `id()` of the record, which is in the graph and lives as long as the cache does."""


class WeightedSelection(Hashable, Protocol):
    """A selection whose parts are cached."""

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes."""
        ...


class SelectionFragments:
    """The encoded parts of one selection.

    Attributes
    ----------
    entries : dict
        The parts. A new dict replaces it when it is emptied, so that no reader sees the parts of another day.
    day : date or None
        The day that they depend on; None while none of them depends on a day.
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
    """The encoded parts of the entities of one graph.

    Parameters
    ----------
    graph
        The graph.

    Attributes
    ----------
    weight : int
        How many bytes it takes.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        # Not the graph itself, which keeps this: a circle would outlive it where the garbage collector does not look.
        self._records = (graph.entities, graph.terms, graph.claims)
        self._selections: OrderedDict[WeightedSelection, SelectionFragments] = OrderedDict()
        self._lock = Lock()
        self.weight = 0
        FRAGMENTS.add(self)

    def open(self, selection: WeightedSelection, context: Context) -> Entries:
        """Return the cached parts of a selection, on the day of a context."""
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
            # A selection grows with each further type of records that it meets.
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
        """Cache a part, where its record is in the graph.

        Parameters
        ----------
        selection
            Its selection.
        entries
            The parts of the selection, as `open` returned them.
        record
            Its record.
        part
            The part, as JSON.
        dated
            The day that it depends on; None where it depends on none.
        """
        fragment = orjson.Fragment(part)
        id_ = getattr(record, "id", "")
        if not any(records.get(id_) is record for records in self._records):
            return fragment
        with self._lock:
            fragments = self._selections.get(selection)
            if fragments is None or fragments.entries is not entries:
                return fragment
            if dated is not None and fragments.day is None:
                # Other requests may be reading the entries on another day; parts of this day go into a new dict.
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
        """Evict the least recently used selections that are beyond the limit."""
        limit = FRAGMENTS.limit
        with self._lock:
            while self.weight > limit and self._selections:
                _, oldest = self._selections.popitem(last=False)
                self.weight -= oldest.size
                oldest.size, oldest.entries = oldest.weight, {}

    def clear(self) -> None:
        """Evict all parts."""
        with self._lock:
            for fragments in self._selections.values():
                self._empty(fragments)

    def _empty(self, fragments: SelectionFragments) -> None:
        self.weight -= fragments.size - fragments.weight
        fragments.size = fragments.weight
        fragments.entries = {}
