"""Indicators of law: whether a place had a law of some kind in force on a day, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, Jurisdiction, Law, Provision
from ..model.vocabulary import ClaimProperty, Knowledge, LawEffect, Method, Rank
from .day_ranges import Answer, DayRange, all_of, any_of, days_of
from .legal_status import DatedProvision, dated_provisions, first_in_force, in_force

_CLEARING: Final = frozenset((LawEffect.EXPUNGEMENT, LawEffect.SEALING, LawEffect.VACATUR, LawEffect.DISMISSAL))
_DATED_BY: Final = (ClaimProperty.ENACTED, ClaimProperty.EFFECTIVE, ClaimProperty.STATUS)


@dataclass(frozen=True, slots=True)
class LawIndicator:
    """A kind of law.

    Attributes
    ----------
    name : str
        The name of the indicator.
    meaning : str
        What a law of the kind does, as the end of "a law that ...".
    effects : frozenset of LawEffect
        The effects of its provisions.
    methods : frozenset of Method or None
        The methods of its provisions; None if any will do. A provision without a method may have any.
    """

    name: str
    meaning: str
    effects: frozenset[LawEffect]
    methods: frozenset[Method] | None = None

    def matches(self, provision: Provision) -> Answer:
        """Return whether a provision is of the kind; maybe, if its method decides and is not recorded."""
        if provision.effect not in self.effects:
            return Answer.NO
        if self.methods is None or provision.method in self.methods:
            return Answer.YES
        return Answer.MAYBE if provision.method is None else Answer.NO


LAW_INDICATORS: Final = (
    LawIndicator("medical", "allows medical use, be it of low-THC extracts only", frozenset((LawEffect.MEDICAL,))),
    LawIndicator(
        "decriminalization",
        "replaces criminal penalties for possession with civil ones or none",
        frozenset((LawEffect.DECRIMINALIZATION,)),
    ),
    LawIndicator("adult_use", "allows adults to possess cannabis for any purpose", frozenset((LawEffect.ADULT_USE,))),
    LawIndicator(
        "petition_clearing",
        "provides for the expungement, sealing, vacatur or dismissal of cannabis cases on request",
        _CLEARING,
        frozenset((Method.PETITION, Method.BOTH)),
    ),
    LawIndicator(
        "automatic_clearing",
        "provides for the expungement, sealing, vacatur or dismissal of cannabis cases without a request",
        _CLEARING,
        frozenset((Method.AUTOMATIC, Method.BOTH)),
    ),
    LawIndicator(
        "resentencing", "provides for a new, lighter sentence in cannabis cases", frozenset((LawEffect.RESENTENCING,))
    ),
)
"""The indicators of the panels, in their order."""


@dataclass(frozen=True, slots=True)
class LawState:
    """Whether a law of some kind was in force in a place on a day.

    Attributes
    ----------
    status : Knowledge
        VALUE if sources date it. Without any law of the kind in the record, UNKNOWN or NOT_LOOKED_FOR by the coverage
        of the place, as are dates that leave it open.
    in_force : bool or None
        Whether one was in force; None without VALUE.
    since : DayRange or None
        The days from which one was in force without a gap; None if none was.
    claims : tuple of Claim
        The claims on which it rests: about the law in force, or about all that were not.
    """

    status: Knowledge
    in_force: bool | None
    since: DayRange | None
    claims: tuple[Claim, ...]


def law_state(graph: KnowledgeGraph, place: Jurisdiction, indicator: LawIndicator, day: date) -> LawState:
    """Return whether a law of some kind was in force in a place on a day, as `legal_status.in_force` has it.

    Parameters
    ----------
    graph
        The graph.
    place
        The place. Laws of the localities in it do not count.
    indicator
        The kind of law.
    day
        The day.

    Returns
    -------
    LawState
        A law that was never in force, such as a vetoed one, does not tell that there was none: without another one
        nothing is known.

    Examples
    --------
    >>> law_state(graph, graph.state("NV"), LAW_INDICATORS[2], date(2020, 12, 31)).since.earliest
    datetime.date(2017, 1, 1)
    """
    of_kind = [(law, one) for law, one in _provisions(graph, place) if indicator.matches(one) is not Answer.NO]
    ever = [(law, one) for law, one in of_kind if _ever(law, one)]
    if not ever:
        coverage = place.coverage.laws
        return LawState(Knowledge.UNKNOWN if coverage is Knowledge.VALUE else coverage, None, None, ())
    answers = [all_of((indicator.matches(one), in_force(law, one, day))) for law, one in ever]
    answer = any_of(answers)
    if answer is not Answer.YES:
        open_ = answer is Answer.MAYBE
        behind = [pair for pair, found in zip(ever, answers, strict=True) if found is answer]
        status = Knowledge.UNKNOWN if open_ else Knowledge.VALUE
        return LawState(status, None if open_ else False, None, _claims(behind))
    surely = dated_provisions((law, one) for law, one in ever if indicator.matches(one) is Answer.YES)
    first = first_in_force(surely, day)
    assert first is not None, "an undated provision is never surely in force"
    holding = [pair for pair, found in zip(ever, answers, strict=True) if found is Answer.YES]
    return LawState(Knowledge.VALUE, True, _since(ever, first), _claims([(first.law, first.provision), *holding]))


def _provisions(graph: KnowledgeGraph, place: Jurisdiction) -> Iterator[tuple[Law, Provision]]:
    return ((law, provision) for law in graph.laws_in(place.id) for provision in law.provisions)


def _ever(law: Law, provision: Provision) -> bool:
    """Return whether a provision was, is or may be in force on some day."""
    start = provision.effective or law.effective or law.enacted
    day = start.last_day if start else date.max
    return in_force(law, provision, day) is not Answer.NO


def _since(ever: list[tuple[Law, Provision]], first: DatedProvision) -> DayRange:
    """Return the days from which a law was in force; without an earliest, if one may have been the day before."""
    days = days_of(first.start)
    assert days.earliest is not None
    before = days.earliest - timedelta(1)
    sure = all(in_force(law, provision, before) is Answer.NO for law, provision in ever)
    return days if sure else DayRange(None, days.latest)


def _claims(provisions: list[tuple[Law, Provision]]) -> tuple[Claim, ...]:
    """Return the claims that state provisions, and the days and the status of their laws."""
    found = (
        claim
        for law, provision in provisions
        for claim in law.claims
        if claim.rank is not Rank.DEPRECATED
        and (claim.property in _DATED_BY or (claim.property is ClaimProperty.SCOPE and _states(claim, provision)))
    )
    return tuple(dict.fromkeys(found))


def _states(claim: Claim, provision: Provision) -> bool:
    """Return whether a claim is that of a provision: its text begins with the method and the effect."""
    effect = f"{provision.effect.replace('_', ' ')}: {provision.scope}"
    begins = f"{provision.method} {effect}" if provision.method else effect
    return (claim.text or "").startswith(begins)
