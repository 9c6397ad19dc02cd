"""The days of records as ranges, for filters: no day, a stated one, or one that is merely bounded.

Source: docs/method.md, section 2, filters of days.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction, Law, Source, Term
from ..model.vocabulary import ClaimProperty, Instrument, Rank, Stage
from .day_ranges import UNBOUNDED, Answer, DayRange, all_of, days_of, negate
from .facts_from_records import relations_of
from .law_rejection import NEVER_LAW, rejection_of
from .law_veto import veto_of
from .main_stage import act_of
from .stage_facts import authorized_from, stage_days, stages_reached
from .terms_on_day import is_scheduled

_NEVER_INTRODUCED: Final = (Instrument.PROCLAMATION, Instrument.EXECUTIVE_ORDER, Instrument.RULE)


class RecordDay(NamedTuple):
    """The day of a record.

    Attributes
    ----------
    days : DayRange or None
        The days that it can be; None where there is no such day.
    stated : bool
        A source gives it, if only the year.
    """

    days: DayRange | None
    stated: bool


NO_DAY: Final = RecordDay(None, False)


def act_day(graph: KnowledgeGraph, action: ClemencyAction) -> RecordDay:
    """Return the day of the act of an action."""
    act = act_of(graph, action)
    return RecordDay(DayRange(act.earliest, act.latest), act.date is not None)


def stage_day(graph: KnowledgeGraph, action: ClemencyAction, stage: Stage) -> RecordDay:
    """Return the day on which an action reached a stage.

    What was recorded had been granted, so a record bounds the day of an action of which no claim says that it was
    granted.
    """
    return graph.cached(_stage_day, action.id, stage)


def _stage_day(graph: KnowledgeGraph, id: str, stage: Stage) -> RecordDay:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    stated = next((event.date for event in action.history if event.stage is stage), None)
    claims = graph.cached(relations_of).actions[id].claims
    if not claims:
        return RecordDay(days_of(stated), stated is not None) if stage is action.stage else NO_DAY
    days = stage_days(claims, stage)
    if days is None and stage is Stage.GRANTED:
        recorded = stage_days(claims, Stage.RECORDED)
        days = None if recorded is None else DayRange(_no_later(authorized_from(claims), recorded), recorded.latest)
    return RecordDay(days, days is not None and stated is not None)


def _no_later(day: date | None, than: DayRange) -> date | None:
    return None if day is not None and than.latest is not None and day > than.latest else day


def reached(graph: KnowledgeGraph, action: ClemencyAction) -> frozenset[Stage]:
    """Return the stages of an action that some usable claim gives."""
    return graph.cached(_reached, action.id)


def _reached(graph: KnowledgeGraph, id: str) -> frozenset[Stage]:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    return stages_reached(graph.cached(relations_of).actions[id].claims) or frozenset((action.stage,))


def introduced_day(law: Law) -> RecordDay:
    """Return the day on which a law was introduced as a bill; an order, a proclamation and a rule were not.

    A day that no source gives is no later than the enactment and than each day of a status.
    """
    if law.introduced is not None:
        return RecordDay(days_of(law.introduced), True)
    if law.instrument in _NEVER_INTRODUCED:
        return NO_DAY
    claims = (one for one in law.claims if one.property is ClaimProperty.STATUS and one.rank is not Rank.DEPRECATED)
    days = (law.enacted, *(one.as_of for one in claims))
    return RecordDay(DayRange(None, min((one.last_day for one in days if one), default=None)), False)


def vetoed_day(law: Law) -> RecordDay:
    """Return the day of the veto of a law; one that nobody vetoed has none.

    A veto whose day no source gives is not before the introduction, and not after the enactment.
    """
    veto = veto_of(law)
    if veto is None:
        return NO_DAY
    if veto.day is not None:
        return RecordDay(days_of(veto.day), True)
    earliest, latest = law.introduced, law.enacted
    return RecordDay(DayRange(earliest.first_day if earliest else None, latest.last_day if latest else None), False)


def rejected_day(law: Law) -> RecordDay:
    """Return the day on which voters rejected a law, any since its introduction where no source gives it; else none."""
    rejection = rejection_of(law)
    if rejection is None:
        return NO_DAY
    if rejection.day is not None:
        return RecordDay(days_of(rejection.day), True)
    return RecordDay(DayRange(law.introduced.first_day if law.introduced else None, None), False)


def enacted_day(law: Law) -> RecordDay:
    """Return the day of the enactment of a law; a bill, a vetoed and a rejected one have none.

    A day that no source gives is not before the introduction. It is no later than the first day of effect, and than the
    day and the page of each claim that it is, or was, a law.
    """
    if law.enacted is not None or law.status in NEVER_LAW:
        return _of_law(law, law.enacted)
    claims = [one for one in law.claims if one.property is ClaimProperty.STATUS and one.rank is not Rank.DEPRECATED]
    said = [one for one in claims if one.text not in NEVER_LAW]
    partial = (law.effective, *(one.effective for one in law.provisions), *(one.as_of for one in said))
    pages = (day for one in said for day in (one.retrieved, one.published and one.published.last_day))
    latest = min((day for day in (*(one and one.last_day for one in partial), *pages) if day), default=None)
    return RecordDay(_bounded(law.introduced, latest), False)


def effective_day(law: Law) -> RecordDay:
    """Return the day from which a law is in force; a bill, a vetoed and a rejected one have none.

    A day that no source gives is not before the enactment, nor before the introduction.
    """
    if law.effective is not None or law.status in NEVER_LAW:
        return _of_law(law, law.effective)
    return RecordDay(_bounded(law.enacted or law.introduced, None), False)


def _bounded(earliest: PartialDate | None, latest: date | None) -> DayRange:
    return DayRange(_no_later(earliest.first_day, DayRange(None, latest)) if earliest else None, latest)


def _of_law(law: Law, day: PartialDate | None) -> RecordDay:
    return NO_DAY if day is None and law.status in NEVER_LAW else RecordDay(days_of(day), day is not None)


def published_day(source: Source) -> RecordDay:
    """Return the days on which a source can have been published: none after it was read, or after its `not_after`."""
    by = min(source.retrieved, source.not_after.last_day) if source.not_after else source.retrieved
    if source.published is None:
        return RecordDay(DayRange(None, by), False)
    return RecordDay(DayRange(source.published.first_day, min(source.published.last_day, by)), True)


def described_day(graph: KnowledgeGraph, claim: Claim) -> RecordDay:
    """Return the day that a claim describes: that of a figure is no later than its page; other claims may have none."""
    if claim.as_of is not None:
        return RecordDay(days_of(claim.as_of), True)
    if claim.quantity is None:
        return NO_DAY
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return RecordDay(DayRange(None, (published_day(source).days or UNBOUNDED).latest), False)


def in_office(term: Term, day: date, today: date | None = None) -> Answer:
    """Return whether a person held an office on a day: from the start of the term up to but excluding its end.

    On a day after today, a term that has not ended may have: it surely covers only days before its scheduled end.
    """
    answer = holds(term.start, term.end, day)
    to_come = today is not None and day > today
    return min(answer, Answer.MAYBE) if to_come and not is_scheduled(term, day) else answer


def holds(start: PartialDate, end: PartialDate | None, day: date) -> Answer:
    """Return whether a day lies between a start and an end, which is excluded."""
    begun = _by(start, day)
    return begun if end is None else all_of((begun, negate(_by(end, day))))


def _by(event: PartialDate, day: date) -> Answer:
    """Return whether something had happened on or before a day."""
    if event.last_day <= day:
        return Answer.YES
    return Answer.MAYBE if event.first_day <= day else Answer.NO
