"""Fields of records that are derived from the best ranked claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.dates import PartialDate
from ..model.identifiers import Identifier
from ..model.records import Claim, StageEvent, Term
from ..model.vocabulary import ClaimProperty, IdentifierScheme, Stage
from ..queries.ranking import first_usable

_REACHED: Final = sorted(Stage, key=lambda stage: (stage is Stage.WITHDRAWN, stage in (Stage.GRANTED, Stage.RECORDED)))


def usable(claims: Iterable[Claim], property: ClaimProperty) -> Iterator[Claim]:
    """Return the claims about a property that are not deprecated, in the same order."""
    return (claim for claim in claims if claim.property is property and first_usable((claim,)))


def first(claims: Iterable[Claim], property: ClaimProperty) -> Claim | None:
    """Return the best claim about a property, from claims sorted best first; None if there is none."""
    return next(usable(claims, property), None)


def best_date(claims: Iterable[Claim], property: ClaimProperty) -> PartialDate | None:
    """Return the date of the best claim about a property."""
    best = first(claims, property)
    return best.date if best else None


def targets(claims: Iterable[Claim], property: ClaimProperty) -> tuple[str, ...]:
    """Return the ids of the entities that claims about a property refer to, each once, sorted."""
    return tuple(sorted({claim.target for claim in usable(claims, property) if claim.target}))


def identifiers(claims: Iterable[Claim]) -> tuple[Identifier, ...]:
    """Return the best identifier of each scheme, in the order of the schemes."""
    found: dict[IdentifierScheme, Identifier] = {}
    for claim in usable(claims, ClaimProperty.IDENTIFIER):
        identifier = Identifier(claim.text or "")
        found.setdefault(identifier.scheme, identifier)
    return tuple(found[scheme] for scheme in IdentifierScheme if scheme in found)


def stages(claims: Iterable[Claim]) -> tuple[StageEvent, ...]:
    """Return the stages that sources report, in the order of their days.

    A stage without a day is placed by the order of `Stage`. A stage that only deprecated claims report was not reached,
    and is omitted.

    Parameters
    ----------
    claims
        The claims about an action, best first.
    """
    staged: dict[Stage, list[Claim]] = {}
    for claim in claims:
        if claim.stage is not None:
            staged.setdefault(claim.stage, []).append(claim)
    events: list[tuple[str, StageEvent]] = []
    latest = ""
    for stage in Stage:
        reports = staged.get(stage, [])
        if any(first_usable((claim,)) for claim in reports):
            event = StageEvent(stage, best_date(reports, ClaimProperty.DATE), tuple(reports))
            latest = max(latest, event.date or "")
            events.append((event.date or latest, event))
    return tuple(event for _, event in sorted(events, key=lambda pair: pair[0]))


def furthest(history: Iterable[StageEvent]) -> StageEvent:
    """Return the furthest of one or more stages, in the order of `Stage`.

    Granted and recorded come after refused: an action that granted some requests ends there, even if it refused others.
    """
    return max(history, key=lambda event: _REACHED.index(event.stage))


def acting_day(history: tuple[StageEvent, ...]) -> PartialDate | None:
    """Return the day on which the actors acted: that of the furthest stage, or else the last known day."""
    day = furthest(history).date
    return day or next((event.date for event in reversed(history) if event.date), None)


def term_held(terms: Iterable[Term], jurisdiction: str, day: PartialDate | None) -> str | None:
    """Return the id of the term of office in which a person acted, or None.

    Parameters
    ----------
    terms
        The terms of the person.
    jurisdiction
        The id of the jurisdiction of the action; a term in it is preferred.
    day
        The day of the action. The term covers every day that a partial date can mean.
    """
    if day is None:
        return None
    candidates = tuple(terms)
    held = [term for term in candidates if term.covers(day.first_day) and term.covers(day.last_day)]
    # Outgoing presidents and governors pardon on the last day of their term, on which the next term begins.
    held = held or [term for term in candidates if term.end == day]
    held.sort(key=lambda term: (term.jurisdiction != jurisdiction, term.id))
    return held[0].id if held else None
