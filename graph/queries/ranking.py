"""Which of several claims about the same thing stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from ..model.records import Claim
from ..model.vocabulary import Rank, SourceKind

_RANKS: Final = {rank: place for place, rank in enumerate((Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED))}
_KINDS: Final = {
    kind: place
    for place, kind in enumerate(
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
    """The place of a source among others, best 0; a reprint comes after every original."""
    return _REPRINT if reprint else _KINDS[kind]


def best_first(claims: Iterable[Claim], order: Callable[[str], int]) -> tuple[Claim, ...]:
    """Claims sorted best first.

    Preferred before normal before deprecated; ties go to the latest as-of day (none given comes last), then to the
    better source, then to the id, so that the order never hangs on the order of the files.

    Parameters
    ----------
    claims
        Claims, usually about one property of one entity.
    order
        The place of a source, by its id: see `source_order`.

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
                -(claim.as_of.last_day if claim.as_of else date.min).toordinal(),
                order(claim.source),
                claim.id,
            ),
        )
    )


def first_usable(claims: Iterable[Claim]) -> Claim | None:
    """The first of claims sorted best first, unless it is deprecated: a deprecated claim is never an answer."""
    best = next(iter(claims), None)
    return None if best is None or best.rank is Rank.DEPRECATED else best
