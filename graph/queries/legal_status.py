"""Which law made cannabis legal, medically or not, or no crime, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Law
from ..model.vocabulary import ClaimProperty, LawEffect, LawStatus


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
    told = graph.derived(_told).get(jurisdiction, ((), (), ()))
    return LegalStatus(*(_latest(laws, day) for laws in told))


_EFFECTS: Final = (LawEffect.ADULT_USE, LawEffect.MEDICAL, LawEffect.DECRIMINALIZATION)
_Laws = tuple[tuple[PartialDate, str, Law], ...]


def _told(graph: KnowledgeGraph) -> dict[str, tuple[_Laws, ...]]:
    """For each jurisdiction and effect, the laws that have it, with the day from which on; the latest first."""
    places = {law.jurisdiction for law in graph.of_type(Law)}
    return {place: tuple(_with(graph.laws_in(place), effect) for effect in _EFFECTS) for place in places}


def _with(laws: tuple[Law, ...], effect: LawEffect) -> _Laws:
    starts = (
        (start, law.id, law)
        for law in laws
        for provision in law.provisions
        if provision.effect is effect and (start := provision.effective or law.effective or law.enacted)
    )
    return tuple(sorted(starts, key=lambda one: one[:2], reverse=True))


def _latest(laws: _Laws, day: date) -> Law | None:
    return next((law for start, _, law in laws if _holds(law, start, day)), None)


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
