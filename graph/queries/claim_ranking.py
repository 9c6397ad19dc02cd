"""The ranking of claims about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from ..model.dates import PartialDate
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


def rank_order(rank: Rank, *, added: bool) -> int:
    """Return the sort key of a rank, the least for the best.

    A preferred claim of an extra folder precedes those of the record: whoever adds it gives a reason for the rank.
    """
    return -1 if added and rank is Rank.PREFERRED else _RANKS[rank]


def best_first(claims: Iterable[Claim], order: Callable[[str], int]) -> tuple[Claim, ...]:
    """Return claims sorted best first.

    Preferred claims precede normal ones, and normal ones deprecated ones: see `rank_order`. Ties are broken by the day
    that a claim describes, then by the better source, then by id, so that the order does not depend on the order of
    the files.
    The later day is better; that of a month or a year is its last day, at the latest that of the page, but for figures:
    see `figure_day_order`. Claims without a day are last.

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
                rank_order(claim.rank, added=claim.origin is not None),
                _day_order(claim),
                order(claim.source),
                claim.id,
            ),
        )
    )


def figure_day_order(as_of: PartialDate | None, page: date | None) -> tuple[int, int, int]:
    """Return the sort key of the day that a figure describes, the least for the best.

    A day inside a month or a year goes before it, since that may mean an earlier day; else the later one is better.
    Figures of the same month or year follow the days of their pages, as far as these lie within it.

    Parameters
    ----------
    as_of
        The day that the figure describes; one without a day is last.
    page
        The day by which its page was published; None if that is not known.

    Returns
    -------
    tuple of int

    Examples
    --------
    >>> sorted(map(PartialDate, ("2022-12", "2023", "2023-06-08")), key=lambda day: figure_day_order(day, None))
    ['2023-06-08', '2023', '2022-12']
    """
    if as_of is None:
        return 0, 0, 0
    return -as_of.first_day.toordinal(), -len(as_of), -_latest_day(as_of, page).toordinal()


def _day_order(claim: Claim) -> tuple[int, int, int]:
    page = claim.published.last_day if claim.published else None
    if claim.quantity is not None or claim.as_of is None:
        return figure_day_order(claim.as_of, page)
    return -_latest_day(claim.as_of, page).toordinal(), 0, 0


def _latest_day(as_of: PartialDate, page: date | None) -> date:
    """Return the latest day that a claim can describe."""
    return min(as_of.last_day, page) if page is not None and page >= as_of.first_day else as_of.last_day


def first_usable(claims: Iterable[Claim]) -> Claim | None:
    """Return the first of claims sorted best first, or None if it is deprecated."""
    best = next(iter(claims), None)
    return None if best is None or best.rank is Rank.DEPRECATED else best
