"""The ranking of claims about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from ..model.records import Claim
from ..model.vocabulary import Rank, SourceKind

_RANKS: Final = {rank: position for position, rank in enumerate((Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED))}
_KINDS: Final = {
    kind: position
    for position, kind in enumerate(
        (
            SourceKind.OFFICIAL,
            SourceKind.LEGAL_TEXT,
            SourceKind.RESEARCH,
            SourceKind.ADVOCACY,
            SourceKind.PRESS,
            SourceKind.DATASET,
        )
    )
}
_REPRINT: Final = len(_KINDS)


def source_order(kind: SourceKind, *, reprint: bool) -> int:
    """Return the sort key of a source, 0 for the best; a reprint follows every original."""
    return _REPRINT if reprint else _KINDS[kind]


def best_first(claims: Iterable[Claim], order: Callable[[str], int]) -> tuple[Claim, ...]:
    """Return claims sorted best first.

    Preferred claims precede normal ones, and normal ones deprecated ones. Ties are broken by the latest as-of day (that
    of a month or a year is its last day, at the latest the day of the page; claims without one are last), then by the
    better source, then by id, so that the order does not depend on the order of the files.

    Parameters
    ----------
    claims
        Claims, usually about one property of one entity.
    order
        Return the sort key of a source from its id: see `source_order`.

    Returns
    -------
    tuple of Claim
        The same claims, sorted.
    """
    return tuple(
        sorted(
            claims,
            key=lambda claim: (
                _RANKS[claim.rank],
                -_latest_day(claim).toordinal(),
                order(claim.source),
                claim.id,
            ),
        )
    )


def _latest_day(claim: Claim) -> date:
    """Return the latest day that a figure can describe."""
    if claim.as_of is None:
        return date.min
    latest = claim.as_of.last_day
    page = claim.published.last_day if claim.published else latest
    return min(latest, page) if page >= claim.as_of.first_day else latest


def first_usable(claims: Iterable[Claim]) -> Claim | None:
    """Return the first of claims sorted best first, or None if it is deprecated."""
    best = next(iter(claims), None)
    return None if best is None or best.rank is Rank.DEPRECATED else best
