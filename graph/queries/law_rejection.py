"""The day on which voters rejected a law that was put to them.

Source: docs/method.md, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model.dates import PartialDate
from ..model.records import Claim, Law
from ..model.vocabulary import ClaimProperty, LawStatus, Rank
from .law_veto import finest

NEVER_LAW: Final = frozenset((LawStatus.PROPOSED, LawStatus.VETOED, LawStatus.REJECTED))
"""The statuses of what never became law."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """The rejection of a law by the voters.

    Attributes
    ----------
    day : PartialDate or None
        The day of the vote; None where no source gives it.
    claims : tuple of Claim
        The claims that give this day, best first; all that tell of the rejection where none does.
    """

    day: PartialDate | None
    claims: tuple[Claim, ...]


def rejection_of(law: Law) -> Rejection | None:
    """Return the rejection of a law by the voters; None where no usable claim tells of one.

    The day is that of the best claim of this status, or a finer one inside it.

    Examples
    --------
    >>> rejection_of(graph.entities["law/nd/measure-3-2018"]).day
    '2018-11-06'
    """
    told = [
        one
        for one in law.claims
        if one.property is ClaimProperty.STATUS and one.text == LawStatus.REJECTED and one.rank is not Rank.DEPRECATED
    ]
    if not told and law.status is not LawStatus.REJECTED:
        return None
    day = finest([one.as_of for one in told if one.as_of is not None])
    return Rejection(day, tuple(one for one in told if day is None or one.as_of == day))
