"""Admission to caches: what comes for the first time is not worth a place."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from ..graph.storage.cache_budget import Share

ADMISSION: Final = Share("keys that came before", 0.05)
_KEY: Final = 100
"""Bytes that a remembered hash takes."""


class Admission:
    """Tells keys that came before from those that come for the first time.

    It remembers hashes only, so it takes one key for another once in very many times. Once it is full it forgets all.
    """

    def __init__(self) -> None:
        self._hashes: set[int] = set()
        self._limit = 0
        ADMISSION.add(self)

    @property
    def weight(self) -> int:
        """How many bytes it takes."""
        return _KEY * len(self._hashes)

    def trim(self) -> None:
        """Forget all keys where they take more than their share."""
        self._limit = ADMISSION.limit
        if self.weight >= self._limit:
            self._hashes.clear()

    def admits(self, key: Hashable) -> bool:
        """Return whether a key came before; from then on it did."""
        hashed = hash(key)
        if hashed in self._hashes:
            return True
        if self.weight >= self._limit:
            self.trim()
        self._hashes.add(hashed)
        return False
