"""What came by before: of very many things, in very little memory, with a chance of one in very many to be wrong."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

REMEMBERED: Final = 100_000
"""How many things are remembered; then it begins anew."""


class Seen:
    """Things that came by not long ago, by their hashes. What comes once is not worth a place where things are kept."""

    def __init__(self) -> None:
        self._hashes: set[int] = set()

    def before(self, thing: Hashable) -> bool:
        """Whether a thing came by before; from then on it did."""
        hashed = hash(thing)
        if hashed in self._hashes:
            return True
        if len(self._hashes) >= REMEMBERED:
            self._hashes.clear()
        self._hashes.add(hashed)
        return False
