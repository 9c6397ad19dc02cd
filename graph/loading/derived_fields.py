"""Plain fields, derived from the best ranked claims and never stored beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.dates import PartialDate
from ..model.records import Claim, StageEvent, Term
from ..model.vocabulary import ClaimProperty, Stage
from ..queries.ranking import first_usable

_REACHED: Final = sorted(Stage, key=lambda stage: (stage is Stage.WITHDRAWN, stage in (Stage.GRANTED, Stage.RECORDED)))


def usable(claims: Iterable[Claim], property: ClaimProperty) -> Iterator[Claim]:
    """The claims about a property that are not deprecated, in the order given."""
    return (claim for claim in claims if claim.property is property and first_usable((claim,)))


def first(claims: Iterable[Claim], property: ClaimProperty) -> Claim | None:
    """The best claim about a property, from claims sorted best first."""
    return next(usable(claims, property), None)


def best_date(claims: Iterable[Claim], property: ClaimProperty) -> PartialDate | None:
    """The date that the best claim about a property gives."""
    best = first(claims, property)
    return best.date if best else None


def targets(claims: Iterable[Claim], property: ClaimProperty) -> tuple[str, ...]:
    """The entities that claims about a property point at, each once, by id."""
    return tuple(sorted({claim.target for claim in usable(claims, property) if claim.target}))


def stages(claims: Iterable[Claim]) -> tuple[StageEvent, ...]:
    """The stages that sources report, in the order of their days.

    A stage without a day stands where the order of stages puts it; one that only deprecated claims report was not
    reached, and is left out.
    """
    staged: dict[Stage, list[Claim]] = {}
    for claim in claims:
        if claim.stage is not None:
            staged.setdefault(claim.stage, []).append(claim)
    events: list[tuple[str, StageEvent]] = []
    latest = ""
    for stage in Stage:
        told = staged.get(stage, [])
        if any(first_usable((claim,)) for claim in told):
            event = StageEvent(stage, best_date(told, ClaimProperty.DATE), tuple(told))
            latest = max(latest, event.date or "")
            events.append((event.date or latest, event))
    return tuple(event for _, event in sorted(events, key=lambda pair: pair[0]))


def furthest(history: Iterable[StageEvent]) -> StageEvent:
    """The furthest of at least one stage, in the order of `Stage`.

    That some were refused is not where an action ends in which others were granted.
    """
    return max(history, key=lambda event: _REACHED.index(event.stage))


def acting_day(history: tuple[StageEvent, ...]) -> PartialDate | None:
    """The day on which the actors acted: that of the furthest stage, or else the last day known."""
    day = furthest(history).date
    return day or next((event.date for event in reversed(history) if event.date), None)


def term_held(terms: Iterable[Term], jurisdiction: str, day: PartialDate | None) -> str | None:
    """The term under which someone acted: held on every day that the date can mean; here rather than elsewhere."""
    if day is None:
        return None
    known = tuple(terms)
    held = [term for term in known if term.covers(day.first_day) and term.covers(day.last_day)]
    # On the day of a hand-over the morning is the old holder's: outgoing presidents and governors pardon in it.
    held = held or [term for term in known if term.end == day]
    held.sort(key=lambda term: (term.jurisdiction != jurisdiction, term.id))
    return held[0].id if held else None
