"""The legal status of cannabis in a jurisdiction on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Law, Provision
from ..model.vocabulary import ClaimProperty, LawEffect, LawStatus
from .day_ranges import Answer, all_of, negate


@dataclass(frozen=True, slots=True)
class LegalStatus:
    """The law behind each status in force; None if no law is recorded."""

    adult_use: Law | None
    medical: Law | None
    decriminalized: Law | None


def legal_status(graph: KnowledgeGraph, jurisdiction: str, day: date) -> LegalStatus:
    """Return the latest law with each effect that was in force in a jurisdiction on a day.

    A law is in force from the effective date of its provision, else from its own effective date, else from its
    enactment. A repeal, voiding or pause ends that on the `as_of` day of its status claim; without such a day the law
    counts as never in force.
    """
    laws_by_effect = graph.cached(_laws_by_effect).get(jurisdiction, ((), (), ()))
    return LegalStatus(*(_latest(laws, day) for laws in laws_by_effect))


def in_force(law: Law, provision: Provision | None, day: date) -> Answer:
    """Return whether a law, or one provision of it, was in force on a day.

    The days are those of `legal_status`. A law without a first day may have been in force, as may one whose first day
    or end is known to the month or year only.

    Parameters
    ----------
    law
        The law.
    provision
        The provision; None for the law as such.
    day
        The day.

    Examples
    --------
    >>> law = graph.entities["law/il/hb-1438"]
    >>> in_force(law, law.provisions[0], date(2019, 1, 1))
    <Answer.NO: 0>
    """
    start = (provision.effective if provision else None) or law.effective or law.enacted
    began = Answer.MAYBE if start is None else _reached(start, day)
    match law.status:
        case LawStatus.ENACTED:
            return began
        case LawStatus.PROPOSED | LawStatus.VETOED:
            return Answer.NO
        case _:
            end = _end(law)
            return Answer.NO if end is None else all_of((began, negate(_reached(end, day))))


_EFFECTS: Final = (LawEffect.ADULT_USE, LawEffect.MEDICAL, LawEffect.DECRIMINALIZATION)
_Laws = tuple[tuple[PartialDate, str, Law], ...]


def _laws_by_effect(graph: KnowledgeGraph) -> dict[str, tuple[_Laws, ...]]:
    """Return the laws of each jurisdiction for each effect, with the dates when they took effect; latest first."""
    places = {law.jurisdiction for law in graph.of_type(Law)}
    return {place: tuple(_laws_with(graph.laws_in(place), effect) for effect in _EFFECTS) for place in places}


def _laws_with(laws: tuple[Law, ...], effect: LawEffect) -> _Laws:
    starts = (
        (start, law.id, law)
        for law in laws
        for provision in law.provisions
        if provision.effect is effect and (start := provision.effective or law.effective or law.enacted)
    )
    return tuple(sorted(starts, key=lambda item: item[:2], reverse=True))


def _latest(laws: _Laws, day: date) -> Law | None:
    return next((law for start, _, law in laws if _is_in_force(law, start, day)), None)


def _is_in_force(law: Law, start: PartialDate, day: date) -> bool:
    if start.last_day > day:
        return False
    match law.status:
        case LawStatus.ENACTED:
            return True
        case LawStatus.PROPOSED | LawStatus.VETOED:
            return False
        case _:
            end = _end(law)
            return end is not None and day < end.first_day


def _reached(first: PartialDate, day: date) -> Answer:
    """Return whether a first day had come by a day."""
    return Answer.YES if first.last_day <= day else Answer.MAYBE if first.first_day <= day else Answer.NO


def _end(law: Law) -> PartialDate | None:
    """Return the day of the status that ended a law."""
    return next(claim.as_of for claim in law.claims if claim.property is ClaimProperty.STATUS)
