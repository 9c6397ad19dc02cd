"""The veto of a law, whether or not it became law all the same.

Source: docs/method.md, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.dates import PartialDate
from ..model.records import Claim, Law
from ..model.vocabulary import ClaimProperty, LawStatus, Rank, RelationshipKind


@dataclass(frozen=True, slots=True)
class Veto:
    """The veto of a law.

    Attributes
    ----------
    day : PartialDate or None
        Its day; None where no source gives it.
    claims : tuple of Claim
        The claims that give this day, best first; all that tell of the veto where none does.
    """

    day: PartialDate | None
    claims: tuple[Claim, ...]


def veto_of(law: Law) -> Veto | None:
    """Return the veto of a law; None where no usable claim tells of one.

    The day is that of the best claim that names who vetoed it, or else of the status, or a finer one inside it.

    Examples
    --------
    >>> veto_of(graph.entities["law/de/sb-75-2025"]).day
    '2025-08-28'
    """
    usable = [one for one in law.claims if one.rank is not Rank.DEPRECATED]
    told = [
        *(one for one in usable if one.property is ClaimProperty.ACTOR and one.text == RelationshipKind.VETOED),
        *(one for one in usable if one.property is ClaimProperty.STATUS and one.text == LawStatus.VETOED),
    ]
    if not told and law.vetoed_by is None and law.status is not LawStatus.VETOED:
        return None
    day = finest([one.as_of for one in told if one.as_of is not None])
    return Veto(day, tuple(one for one in told if day is None or one.as_of == day))


def finest(days: list[PartialDate]) -> PartialDate | None:
    """Return the first of some days, or the finest that lies inside it."""
    best = next(iter(days), None)
    while best and (finer := next((day for day in days if day != best and day.startswith(best)), None)):
        best = finer
    return best
