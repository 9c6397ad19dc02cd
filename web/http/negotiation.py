"""Content negotiation: the media type and the compression that a client accepts, with their weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

GRAPHQL_JSON: Final = "application/graphql-response+json"
JSON: Final = "application/json"
CSV: Final = "text/csv"
LONGEST_CACHED: Final = 500
"""The most bytes of a header whose meaning is cached."""


def negotiate(accept: bytes | None, offered: Sequence[str] = (JSON, GRAPHQL_JSON)) -> str | None:
    """Return the media type that the client prefers, or None if it accepts none.

    Parameters
    ----------
    accept
        The Accept header; a client without one accepts anything.
    offered
        The media types that are available. A client that accepts anything gets the first; of several with the same
        weight it gets the last.
    """
    if accept is None:
        return offered[0]
    return (_negotiate if len(accept) <= LONGEST_CACHED else _negotiate.__wrapped__)(accept, offered)


@lru_cache(1024)
def _negotiate(accept: bytes, offered: Sequence[str]) -> str | None:
    if not accept.strip():
        return offered[0]
    ranges = [_parse_range(part) for part in accept.decode("latin-1").split(",")]
    best: tuple[float, int, int] = (0.0, 0, 0)
    found = None
    for place, one in enumerate(offered):
        # The most specific range that covers a type decides, whatever its weight: RFC 9110, 12.5.1.
        covering = [(_specificity(wanted, one), weight) for wanted, weight in ranges if _specificity(wanted, one)]
        if covering:
            specific, weight = max(covering)
            rank = (weight, specific, place if specific == 3 else -place)
            if weight > 0 and rank > best:
                best, found = rank, one
    return found


def accepts_gzip(accept_encoding: bytes | None) -> bool:
    """Return whether a client accepts gzip, by its Accept-Encoding header."""
    if accept_encoding is None:
        return False
    return (_accepts_gzip if len(accept_encoding) <= LONGEST_CACHED else _accepts_gzip.__wrapped__)(accept_encoding)


@lru_cache(1024)
def _accepts_gzip(accept_encoding: bytes) -> bool:
    weights = dict(_parse_range(part) for part in accept_encoding.decode("latin-1").split(","))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _parse_range(part: str) -> tuple[str, float]:
    name, *parameters = (one.strip().lower() for one in part.split(";"))
    weight = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, 1.0


def _specificity(wanted: str, offered: str) -> int:
    """Return how closely a media range names a type: 3 for the type itself, 1 for any, 0 if it does not cover it."""
    if wanted == offered:
        return 3
    if wanted == f"{offered.partition('/')[0]}/*":
        return 2
    return 1 if wanted == "*/*" else 0
