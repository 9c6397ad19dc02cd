"""Fields of records that are derived from the best ranked claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.dates import PartialDate
from ..model.external_identifiers import Identifier
from ..model.records import Claim, StageEvent, Term
from ..model.vocabulary import ClaimProperty, IdentifierScheme, PardonPower, RelationshipKind, Stage
from ..queries.claim_ranking import first_usable
from ..queries.stage_facts import act_among, furthest_of, says_reached


def usable(claims: Iterable[Claim], property: ClaimProperty) -> Iterator[Claim]:
    """Return the claims about a property that are not deprecated, in the same order."""
    return (claim for claim in claims if claim.property is property and first_usable((claim,)))


def first(claims: Iterable[Claim], property: ClaimProperty) -> Claim | None:
    """Return the best claim about a property, from claims sorted best first; None if there is none."""
    return next(usable(claims, property), None)


def best_date(claims: Iterable[Claim], property: ClaimProperty) -> PartialDate | None:
    """Return the best date that claims about a property give, from claims sorted best first.

    Of dates of the best rank, one that lies inside the best is better: 2020-06-17 is better than 2020-06.
    """
    dated = [(claim.rank, claim.date) for claim in usable(claims, property) if claim.date is not None]
    dates = [date for rank, date in dated if rank is dated[0][0]]
    best = next(iter(dates), None)
    while best and (finer := next((date for date in dates if date != best and date.startswith(best)), None)):
        best = finer
    return best


def targets(claims: Iterable[Claim], property: ClaimProperty) -> tuple[str, ...]:
    """Return the ids of the entities that claims about a property refer to, each once, sorted."""
    return tuple(sorted({claim.target for claim in usable(claims, property) if claim.target}))


def acted_on_law(claims: Iterable[Claim], kind: RelationshipKind) -> str | None:
    """Return the id of the person who signed or vetoed a law by the best claim; None if no claim names one."""
    return next((claim.target for claim in usable(claims, ClaimProperty.ACTOR) if claim.text == kind), None)


def identifiers(claims: Iterable[Claim]) -> tuple[Identifier, ...]:
    """Return the best identifier of each scheme, in the order of the schemes."""
    found: dict[IdentifierScheme, Identifier] = {}
    for claim in usable(claims, ClaimProperty.IDENTIFIER):
        identifier = Identifier(claim.text or "")
        found.setdefault(identifier.scheme, identifier)
    return tuple(found[scheme] for scheme in IdentifierScheme if scheme in found)


def stages(claims: Iterable[Claim]) -> tuple[StageEvent, ...]:
    """Return the stages that sources report, in the order of their days.

    A stage without a day is placed by the order of `Stage`, as is one whose month or year has the day of an earlier
    stage in it. A stage that only deprecated claims report was not reached,
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
            place = _place(event.date, latest)
            latest = max(latest, place)
            events.append((place, event))
    return tuple(event for _, event in sorted(events, key=lambda pair: pair[0]))


def _place(on: PartialDate | None, latest: str) -> str:
    """Return the day by which a stage is placed after stages of which the latest is placed by another day."""
    if on is None or on.first_day.isoformat() <= latest <= on.last_day.isoformat():
        return latest
    return on.first_day.isoformat()


def furthest_stage(history: Iterable[StageEvent]) -> Stage | None:
    """Return the furthest of the stages of an action; None where it has none.

    Granted and recorded come after refused: an action that granted some requests ends there, even if it refused others.
    """
    return furthest_of(_reached(history))


def act_day(history: Iterable[StageEvent]) -> PartialDate | None:
    """Return the day of the act of an action: granted where it was, else recorded, else the furthest stage."""
    events = tuple(history)
    act = act_among(_reached(events))
    return next((event.date for event in events if event.stage is act), None)


def acting_day(history: tuple[StageEvent, ...]) -> PartialDate | None:
    """Return the day on which the actors acted: that of the act, or else the last known day."""
    return act_day(history) or next((event.date for event in reversed(history) if event.date), None)


def _reached(history: Iterable[StageEvent]) -> list[Stage]:
    """Return the stages that a claim says were reached; all where no claim does, such as of an action without claims.

    A figure of 0, or of a whole series, does not say that its action reached the stage.
    """
    events = tuple(history)
    reached = [
        event.stage for event in events if any(says_reached(claim.rank, claim.quantity) for claim in event.claims)
    ]
    return reached or [event.stage for event in events]


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


def pardon_power(claims: Iterable[Claim]) -> PardonPower | None:
    """Return who holds the power of clemency in a place, by the best claim; None where none says."""
    best = first(claims, ClaimProperty.PARDON_POWER)
    return PardonPower(best.text) if best and best.text else None
