"""The legal status of cannabis in a jurisdiction on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Law, Provision
from ..model.vocabulary import ClaimProperty, LawEffect, LawStatus, Rank
from .day_ranges import Answer, all_of, negate


@dataclass(frozen=True, slots=True)
class LegalStatus:
    """The latest law behind each status in force, and the first one by which it is so without a gap; None if none."""

    adult_use: Law | None
    medical: Law | None
    decriminalized: Law | None
    first_adult_use: Law | None = None
    first_medical: Law | None = None
    first_decriminalized: Law | None = None


def legal_status(graph: KnowledgeGraph, jurisdiction: str, day: date) -> LegalStatus:
    """Return the latest law with each effect that was in force in a jurisdiction on a day, and the first one.

    A law is in force from the effective date of its provision, else from its own effective date, else from its
    enactment. A repeal, voiding or pause ends that on the `as_of` day of its status claim; without such a day the law
    counts as never in force. Where several claims date the end, the law is surely in force only before the first of
    them, and one that was to begin later never was; nor was one that was voided and of which no enactment is recorded.
    A provision with an end of its own is in force only before that day. The first law is the earliest that was in force
    on the day, or on the day before the first day of one that was.
    """
    laws_by_effect = graph.cached(_laws_by_effect).get(jurisdiction, ((), (), ()))
    latest = (_latest(laws, day) for laws in laws_by_effect)
    first = (first_in_force(laws, day) for laws in laws_by_effect)
    return LegalStatus(*latest, *(found.law if found else None for found in first))


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
    held = _is_in_force(law, start, day)
    return all_of((held, _not_ended(provision, day))) if provision else held


_EFFECTS: Final = (LawEffect.ADULT_USE, LawEffect.MEDICAL, LawEffect.DECRIMINALIZATION)


class DatedProvision(NamedTuple):
    """A provision of a law with the day from which it is in force."""

    start: PartialDate
    law: Law
    provision: Provision


def _laws_by_effect(graph: KnowledgeGraph) -> dict[str, tuple[tuple[DatedProvision, ...], ...]]:
    """Return the laws of each jurisdiction for each effect, with the dates when they took effect; latest first."""
    places = {law.jurisdiction for law in graph.of_type(Law)}
    return {
        place: tuple(
            dated_provisions(
                (law, provision)
                for law in graph.laws_in(place)
                for provision in law.provisions
                if provision.effect is effect
            )
            for effect in _EFFECTS
        )
        for place in places
    }


def dated_provisions(provisions: Iterable[tuple[Law, Provision]]) -> tuple[DatedProvision, ...]:
    """Return those of some provisions that have a first day, the latest first."""
    dated = (
        DatedProvision(start, law, provision)
        for law, provision in provisions
        if (start := provision.effective or law.effective or law.enacted)
    )
    return tuple(sorted(dated, key=lambda one: (one.start, one.law.id), reverse=True))


def _latest(provisions: Iterable[DatedProvision], day: date) -> Law | None:
    return next((one.law for one in provisions if in_force(one.law, one.provision, day) is Answer.YES), None)


def first_in_force(provisions: Iterable[DatedProvision], day: date) -> DatedProvision | None:
    """Return the first of some provisions, the latest first, by which a status held without a gap up to a day."""
    known = tuple(provisions)
    first = None
    while True:
        holding = [one for one in known if in_force(one.law, one.provision, day) is Answer.YES]
        if not holding:
            return first
        first = holding[-1]
        if first.start.first_day > day or first.start.first_day == date.min:
            return first
        day = first.start.first_day - timedelta(1)


def _is_in_force(law: Law, start: PartialDate | None, day: date) -> Answer:
    began = Answer.MAYBE if start is None else _reached(start, day)
    match law.status:
        case LawStatus.ENACTED:
            return began
        case LawStatus.PROPOSED | LawStatus.VETOED | LawStatus.REJECTED:
            return Answer.NO
        case _:
            ends = _ends(law)
            never_enacted = start is None and law.status is LawStatus.VOIDED
            if not ends or never_enacted or (start is not None and start.first_day > ends[0].last_day):
                return Answer.NO
            ended = [_reached(end, day) for end in ends]
            return all_of((began, negate(ended[0] if ended[0] is ended[-1] else Answer.MAYBE)))


def _not_ended(provision: Provision, day: date) -> Answer:
    """Return whether the end of a provision, if it has one, was still to come."""
    if provision.never_effective:
        return Answer.NO
    return Answer.YES if provision.effective_until is None else negate(_reached(provision.effective_until, day))


def _reached(first: PartialDate, day: date) -> Answer:
    """Return whether a first day had come by a day."""
    return Answer.YES if first.last_day <= day else Answer.MAYBE if first.first_day <= day else Answer.NO


def _ends(law: Law) -> list[PartialDate]:
    """Return the days on which a status ended a law, by its usable claims: the earliest one and that of the best claim.

    A court may void a law months before the highest one upholds it.
    """
    claims = [one for one in law.claims if one.property is ClaimProperty.STATUS and one.text == law.status]
    days = [one.as_of for one in claims if one.rank is not Rank.DEPRECATED and one.as_of is not None]
    if not days or claims[0].as_of is None:
        return []
    return [min(days, key=lambda one: one.first_day), claims[0].as_of]
