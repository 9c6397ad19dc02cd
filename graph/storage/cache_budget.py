"""The memory of every cache: one weigher, one budget for the process, and a share of it for each kind of cache."""

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
"""The budget of a process that sets no other."""
ENTRY: Final = 200
"""Bytes that an entry takes in a cache beside its key and its value."""
_LARGEST_PART: Final = 8
"""An entry that would take more than this part of a cache is not kept: it would evict too many others."""
_FREE: Final = (bool, NoneType, Entity, Term, Claim, Relationship, Enum, type, FunctionType)
"""What exists whether a cache refers to it or not: the records of the graph, enum members, classes and functions."""


def weigh(*values: Any, of_graph: bool = False) -> int:
    """Return about how many bytes some values take, with all that they hold.

    Parts that the graph holds anyway count as references only; a part that occurs several times counts each time.
    An object with an attribute `weight_in_bytes` counts what that says.

    Parameters
    ----------
    values
        What is weighed.
    of_graph
        Whether they are the result of a query: strings are then ids and names of the graph, which do not count, and all
        items of a list are taken to be like the first, so that a list of records is weighed without a look at each.

    Examples
    --------
    >>> weigh("x" * 1_000) > 1_000
    True
    """
    total, left = 0, list(values)
    while left:
        value = left.pop()
        parts = _parts_of(value.__class__)
        if parts is _free or (of_graph and isinstance(value, str)):
            continue
        if parts is _own_weight:
            total += value.weight_in_bytes
            continue
        total += getsizeof(value)
        if parts is iter and _same(value, of_graph):
            each = _parts_of(type(next(iter(value))))
            if each is _no_parts and not of_graph:
                total += sum(map(getsizeof, value))
            if each is _free or each is _no_parts:
                continue
        if parts is not _no_parts:
            left += parts(value)
    return total


def _same(value: Collection[Any], of_graph: bool) -> bool:
    """Return whether all items of a list are of one class, or may be taken to be."""
    if of_graph and value.__class__ in (list, tuple):
        return bool(value)
    return len(set(map(type, value))) == 1


_Parts = Callable[[Any], Iterable[Any]]
_PARTS: Final[dict[type, _Parts]] = {}
"""How the parts of a value are found, by its class."""


def _free(value: Any) -> Iterable[Any]:
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
    if issubclass(cls, _FREE):
        return _free
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
    """The bytes that all caches of the process may take together."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.shares: dict[str, Share] = {}

    def resize(self, limit: int) -> None:
        """Set the limit; caches that are too large for it evict what they used longest ago."""
        self.limit = limit
        for share in self.shares.values():
            share.trim()

    @property
    def weight(self) -> int:
        """How many bytes the entries of all caches take."""
        return sum(share.weight for share in self.shares.values())


BUDGET: Final = Budget(DEFAULT_BYTES)
"""The budget of this process."""


class Share:
    """A part of the budget, which all live caches of one kind divide evenly: each graph has caches of its own.

    Parameters
    ----------
    name
        What its caches keep.
    fraction
        Which part of the budget, from 0 to 1; the fractions of all shares add up to 1 at most.
    """

    def __init__(self, name: str, fraction: float) -> None:
        self.name = name
        self.fraction = fraction
        self._caches: WeakSet[Bounded] = WeakSet()
        BUDGET.shares[name] = self

    @property
    def limit(self) -> int:
        """How many bytes one of its caches may take."""
        return int(BUDGET.limit * self.fraction) // max(1, len(self._caches))

    @property
    def weight(self) -> int:
        """How many bytes its caches take."""
        return sum(cache.weight for cache in self._caches)

    def add(self, cache: Bounded) -> None:
        """Add a cache; the others make room for it."""
        self._caches.add(cache)
        self.trim()

    def trim(self) -> None:
        """Let every cache evict what is beyond its limit."""
        for cache in list(self._caches):
            cache.trim()

    def fits(self, weight: int) -> bool:
        """Return whether an entry is small enough to be kept."""
        return weight * _LARGEST_PART <= self.limit


class Bounded(Hashable, Protocol):
    """A cache that keeps within a share."""

    @property
    def weight(self) -> int: ...

    def trim(self) -> None: ...


class Cache(Generic[K, V]):
    """A mapping that evicts its least recently used entries when it outgrows its share; safe in threads.

    Parameters
    ----------
    share
        The share of the budget that it takes part in.

    Attributes
    ----------
    weight : int
        How many bytes its entries take.
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
        """Return the value under a key, or the default."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return default
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: K, value: V, weight: int | None = None) -> None:
        """Keep a value, unless it is too large.

        Parameters
        ----------
        key, value
            The entry.
        weight
            Bytes that both take; weighed when left out.
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
        """Evict the least recently used entries that are beyond the limit."""
        limit = self._share.limit
        with self._lock:
            while self.weight > limit and self._entries:
                _, (_, weight) = self._entries.popitem(last=False)
                self.weight -= weight

    def clear(self) -> None:
        """Evict everything."""
        with self._lock:
            self._entries.clear()
            self.weight = 0
