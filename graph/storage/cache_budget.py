"""The memory budget of the caches: caches of one kind have a share of it, and evict entries beyond that."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import date
from enum import Enum
from sys import getsizeof
from threading import Lock
from types import CodeType, FunctionType, NoneType
from typing import Any, Final, Generic, Protocol, TypeVar
from weakref import WeakSet

from ..model.records import Claim, Entity, Relationship, Term

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

DEFAULT_BYTES: Final = 256_000_000
"""The default budget of a process."""
ENTRY: Final = 200
"""The overhead of an entry in bytes, beside its key and its value."""
_MIN_ENTRIES: Final = 8
"""An entry larger than one in so many parts of a cache is not stored: it would evict too many others."""
_WEIGHTLESS: Final = (bool, NoneType, Entity, Term, Claim, Relationship, Enum, type, FunctionType)
"""Types of objects that exist without the caches: records of the graph, enum members, classes and functions."""


def weigh(*values: Any, of_graph: bool = False) -> int:
    """Return the approximate size of values and of their contents in bytes.

    Records of the graph are not counted, because they exist without the caches. A part that occurs several times is
    counted each time. An object with an attribute `weight_in_bytes` is counted as that many bytes.

    Parameters
    ----------
    *values
        Values of any type; the contents of mappings, lists, tuples, sets and dataclasses are counted.
    of_graph
        True for the result of a query. Its strings are ids and names of the graph, which are not counted, and all items
        of a list are assumed to have the type of the first, so that a list of records is not traversed.

    Examples
    --------
    >>> weigh("x" * 1_000) > 1_000
    True
    """
    total, pending = 0, list(values)
    while pending:
        value = pending.pop()
        parts = _parts_of(value.__class__)
        if parts is _weightless or (of_graph and isinstance(value, str)):
            continue
        if parts is _own_weight:
            total += value.weight_in_bytes
            continue
        total += getsizeof(value)
        if parts is iter and _is_homogeneous(value, of_graph):
            each = _parts_of(type(next(iter(value))))
            if each is _no_parts and not of_graph:
                total += sum(map(getsizeof, value))
            if each is _weightless or each is _no_parts:
                continue
        if parts is not _no_parts:
            pending += parts(value)
    return total


def _is_homogeneous(value: Collection[Any], of_graph: bool) -> bool:
    """Return whether all items of a collection have one type, or are assumed to have it."""
    if of_graph and value.__class__ in (list, tuple):
        return bool(value)
    return len(set(map(type, value))) == 1


_Parts = Callable[[Any], Iterable[Any]]
_PARTS: Final[dict[type, _Parts]] = {}
"""For each class, the function that returns the contents of a value."""


def _weightless(value: Any) -> Iterable[Any]:
    return ()


def _own_weight(value: Any) -> Iterable[Any]:
    return ()


def _no_parts(value: Any) -> Iterable[Any]:
    return ()


def _parts_of(cls: type) -> _Parts:
    parts = _PARTS.get(cls)
    if parts is None:
        parts = _PARTS[cls] = _find_parts(cls)
    return parts


def _find_parts(cls: type) -> _Parts:
    if issubclass(cls, _WEIGHTLESS):
        return _weightless
    if hasattr(cls, "weight_in_bytes"):
        return _own_weight
    if issubclass(cls, str | bytes | int | float | date | CodeType):
        return _no_parts
    if issubclass(cls, Mapping):
        return lambda value: [tuple(value), tuple(value.values())]
    if issubclass(cls, list | tuple | set | frozenset):
        return iter
    if dataclasses.is_dataclass(cls):
        names = tuple(field.name for field in dataclasses.fields(cls))
        return lambda value: [getattr(value, name) for name in names]
    return _no_parts


class Budget:
    """The maximum size of all caches of the process together.

    Parameters
    ----------
    limit
        The maximum size in bytes.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.shares: dict[str, Share] = {}

    def resize(self, limit: int) -> None:
        """Set the limit in bytes; caches beyond their new share of it evict their least recently used entries."""
        self.limit = limit
        for share in self.shares.values():
            share.trim()

    @property
    def weight(self) -> int:
        """The size of the entries of all caches in bytes."""
        return sum(share.weight for share in self.shares.values())


BUDGET: Final = Budget(DEFAULT_BYTES)
"""The budget of this process."""


class Share:
    """A fraction of the budget, divided evenly among the live caches of one kind: each graph has its own caches.

    Parameters
    ----------
    name
        The name of the kind of cache.
    fraction
        The fraction of the budget, from 0 to 1; the fractions of all shares add up to at most 1.
    """

    def __init__(self, name: str, fraction: float) -> None:
        self.name = name
        self.fraction = fraction
        self._caches: WeakSet[Bounded] = WeakSet()
        BUDGET.shares[name] = self

    @property
    def limit(self) -> int:
        """The maximum size of one of its caches in bytes."""
        return int(BUDGET.limit * self.fraction) // max(1, len(self._caches))

    @property
    def weight(self) -> int:
        """The size of its caches in bytes."""
        return sum(cache.weight for cache in self._caches)

    def add(self, cache: Bounded) -> None:
        """Add a cache, and shrink the others to make room for it."""
        self._caches.add(cache)
        self.trim()

    def trim(self) -> None:
        """Evict the entries of every cache that exceed its limit."""
        for cache in list(self._caches):
            cache.trim()

    def fits(self, weight: int) -> bool:
        """Return whether an entry of this weight is small enough to be stored."""
        return weight * _MIN_ENTRIES <= self.limit


class Bounded(Hashable, Protocol):
    """A cache that respects the limit of a share."""

    @property
    def weight(self) -> int:
        """The size of its entries in bytes."""

    def trim(self) -> None:
        """Evict the entries that exceed the limit of its share."""


class Cache(Generic[K, V]):
    """A thread-safe mapping that evicts its least recently used entries when it exceeds its share.

    Parameters
    ----------
    share
        The share of the budget that limits it.

    Attributes
    ----------
    weight : int
        The size of its entries in bytes.
    """

    def __init__(self, share: Share) -> None:
        self._share = share
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()
        self.weight = 0
        share.add(self)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K, default: Any = None) -> V | Any:
        """Return the value of a key, or the default."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return default
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: K, value: V, weight: int | None = None) -> None:
        """Store a value, unless it is too large.

        Parameters
        ----------
        key, value
            The entry.
        weight
            The size of both in bytes; measured by `weigh` if omitted.
        """
        whole = ENTRY + (weigh(key, value) if weight is None else weight)
        fits = self._share.fits(whole)
        with self._lock:
            before = self._entries.pop(key, None)
            self.weight -= before[1] if before else 0
            if fits:
                self._entries[key] = (value, whole)
                self.weight += whole
        self.trim()

    def trim(self) -> None:
        """Evict the least recently used entries until the cache is within its limit."""
        limit = self._share.limit
        with self._lock:
            while self.weight > limit and self._entries:
                _, (_, weight) = self._entries.popitem(last=False)
                self.weight -= weight

    def clear(self) -> None:
        """Evict all entries."""
        with self._lock:
            self._entries.clear()
            self.weight = 0
