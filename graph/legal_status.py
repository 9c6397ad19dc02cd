"""Which law made cannabis legal, medically or not, or no crime, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .dates import PartialDate
from .knowledge import KnowledgeGraph
from .records import Law
from .vocabulary import ClaimProperty, LawEffect, LawStatus


@dataclass(frozen=True, slots=True)
class LegalStatus:
    """The law behind each status in force; None where none is recorded."""

    adult_use: Law | None
    medical: Law | None
    decriminalized: Law | None


def legal_status(graph: KnowledgeGraph, jurisdiction: str, day: date) -> LegalStatus:
    """The latest law with each effect that was in force in a jurisdiction on a day.

    A law is in force from the effective day of its provision, or else its own, or else, where no source gives one,
    the day of its enactment; a later repeal, voiding or pause ends that on the day that its status claim gives as
    `as_of`, and one without such a day is taken not to have been in force.
    """
    laws = graph.laws_in(jurisdiction)
    return LegalStatus(
        *(
            _latest(laws, effect, day)
            for effect in (LawEffect.ADULT_USE, LawEffect.MEDICAL, LawEffect.DECRIMINALIZATION)
        )
    )


def _latest(laws: tuple[Law, ...], effect: LawEffect, day: date) -> Law | None:
    in_force = [
        (start, law.id, law)
        for law in laws
        for provision in law.provisions
        if provision.effect is effect
        and (start := provision.effective or law.effective or law.enacted)
        and _holds(law, start, day)
    ]
    return max(in_force)[2] if in_force else None


def _holds(law: Law, start: PartialDate, day: date) -> bool:
    if start.last_day > day:
        return False
    match law.status:
        case LawStatus.ENACTED:
            return True
        case LawStatus.PROPOSED | LawStatus.VETOED:
            return False
        case _:
            ended = next(claim.as_of for claim in law.claims if claim.property is ClaimProperty.STATUS)
            return ended is not None and day < ended.first_day
