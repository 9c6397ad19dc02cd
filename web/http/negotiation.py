"""Which of the forms that there are a client accepts: media types and compression, with their weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

TYPED: Final = "application/graphql-response+json"
JSON: Final = "application/json"
CSV: Final = "text/csv"
LONGEST_KEPT: Final = 500
"""Bytes of a header at most whose meaning is remembered."""


def media_type(accept: bytes | None, offered: Sequence[str] = (JSON, TYPED)) -> str | None:
    """The media type to answer with: of those offered, the one that the client weighs most; None where it takes none.

    Parameters
    ----------
    accept
        The Accept header; a client without one takes anything.
    offered
        What there is. The first is given to who takes anything; among others of the same weight the last is.
    """
    if accept is None:
        return offered[0]
    return (_media_type if len(accept) <= LONGEST_KEPT else _media_type.__wrapped__)(accept, offered)


@lru_cache(1024)
def _media_type(accept: bytes, offered: Sequence[str]) -> str | None:
    if not accept.strip():
        return offered[0]
    ranges = [_weighed(part) for part in accept.decode("latin-1").split(",")]
    best: tuple[float, int, int] = (0.0, 0, 0)
    found = None
    for place, one in enumerate(offered):
        # The most specific range that covers it decides, whatever its weight: RFC 9110, 12.5.1.
        covering = [(_specific(wanted, one), weight) for wanted, weight in ranges if _specific(wanted, one)]
        if covering:
            specific, weight = max(covering)
            rank = (weight, specific, place if specific == 3 else -place)
            if weight > 0 and rank > best:
                best, found = rank, one
    return found


def takes_gzip(accept_encoding: bytes | None) -> bool:
    """Whether a client takes gzip by its Accept-Encoding header."""
    if accept_encoding is None:
        return False
    return (_takes_gzip if len(accept_encoding) <= LONGEST_KEPT else _takes_gzip.__wrapped__)(accept_encoding)


@lru_cache(1024)
def _takes_gzip(accept_encoding: bytes) -> bool:
    weights = dict(_weighed(part) for part in accept_encoding.decode("latin-1").split(","))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weighed(part: str) -> tuple[str, float]:
    name, *parameters = (one.strip().lower() for one in part.split(";"))
    weight = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, 1.0


def _specific(wanted: str, offered: str) -> int:
    """How closely a media range names a type: 3 for the type itself, 1 for any; 0 where it does not cover it."""
    if wanted == offered:
        return 3
    if wanted == f"{offered.partition('/')[0]}/*":
        return 2
    return 1 if wanted == "*/*" else 0
