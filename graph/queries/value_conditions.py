"""Filter conditions on values; a condition that is None is ignored."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple, Self, TypeVar

T = TypeVar("T")


def fold(text: str) -> str:
    """Return a text without regard to case and accents, blanks run together."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


folded = lru_cache(maxsize=65536)(fold)
"""The same for texts of the graph, which come again: never for one that a client sent, whose length has no bound."""


class TextPattern(NamedTuple):
    """Texts to match, folded; a part that is None asks nothing."""

    eq: str | None
    among: frozenset[str] | None
    contains: str | None

    @classmethod
    def of(cls, eq: str | None, among: Collection[str] | None, contains: str | None) -> Self:
        """Return the pattern of texts as a client sent them."""
        return cls(
            None if eq is None else fold(eq),
            None if among is None else frozenset(map(fold, among)),
            None if contains is None else fold(contains),
        )

    def matches(self, value: str | None) -> bool:
        """Return whether a text of the graph is equal to, among, or contains the others; no text never does."""
        eq, among, contains = self
        if eq is None and among is None and contains is None:
            return True
        if value is None:
            return False
        mine = folded(value)
        return (
            (eq is None or mine == eq) and (among is None or mine in among) and (contains is None or contains in mine)
        )


def word(value: T | None, eq: T | None, among: Collection[T] | None) -> bool:
    """Return whether a term of a vocabulary, or an id, equals or is one of others; None never matches."""
    return (eq is None or value == eq) and (among is None or value in among)


def number(value: int | None, eq: int | None, gte: int | None, lt: int | None) -> bool:
    """Return whether a number is in a range; None never matches."""
    if eq is None and gte is None and lt is None:
        return True
    return (
        value is not None
        and (eq is None or value == eq)
        and (gte is None or value >= gte)
        and (lt is None or value < lt)
    )
