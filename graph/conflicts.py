"""Where sources tell the same thing differently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from .knowledge import KnowledgeGraph
from .ranking import first_usable
from .records import Claim, Entity, Law, Quantity, Source
from .vocabulary import ClaimProperty, Qualifier, Rank, Stage

ROUNDING: Final = 0.05
"""How far, as a share of it, a rounded figure may be from what it rounds: 'about 45,000' and 47,144 agree."""

# Scopes are worded freely, and several actors, laws and names stand side by side: unlike is not contrary there.
_SIDE_BY_SIDE: Final = frozenset((ClaimProperty.SCOPE, ClaimProperty.ACTOR, ClaimProperty.LAW, ClaimProperty.NAME))


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same property of the same thing at the same stage in the same unit, told differently; best claim first."""

    id: str
    about: str
    property: ClaimProperty
    stage: Stage | None
    claims: tuple[Claim, ...]


def conflicts(
    graph: KnowledgeGraph, property: ClaimProperty | None = None, known_at: date | None = None
) -> list[Conflict]:
    """Every disagreement between sources, by entity.

    Parameters
    ----------
    graph
        The graph.
    property
        Only disagreements about this property.
    known_at
        Only disagreements between claims that had been published by this day.

    Returns
    -------
    list of Conflict
        Each with all claims about the same thing, those that agree included.
    """
    found = []
    for entity in graph.entities.values():
        groups: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in entity.claims:
            known = known_at is None or claim.known_by(known_at)
            if known and _contrary(entity, claim) and property in (None, claim.property):
                unit = claim.quantity.unit if claim.quantity else None
                # A scheduled end is told by the text of its claim and does not contradict an end.
                wording = claim.text if claim.date else None
                groups[claim.property, claim.stage, unit, claim.kind, claim.term, wording].append(claim)
        for key, claims in groups.items():
            if any(not agree(one, other) for one, other in combinations(claims, 2)):
                first = claims[0]
                id = ":".join(str(part) for part in (entity.id, *key) if part)
                found.append(Conflict(id, entity.id, first.property, first.stage, tuple(claims)))
    return found


def _contrary(entity: Entity, claim: Claim) -> bool:
    """Whether unlike values of a claim's property are contrary; a status is in free words but of a law."""
    return claim.property not in _SIDE_BY_SIDE and (
        claim.property is not ClaimProperty.STATUS or isinstance(entity, Law)
    )


def preferred(conflict: Conflict) -> Claim | None:
    """The claim that stands for what the conflict is about; None where all are deprecated."""
    return first_usable(conflict.claims)


def why(graph: KnowledgeGraph, conflict: Conflict) -> str:
    """Why the preferred claim stands before the best of those that contradict it."""
    best = preferred(conflict)
    if best is None:
        return "All are deprecated: none is an answer."
    rival = next((claim for claim in conflict.claims if not agree(best, claim)), None)
    if best.rank is Rank.PREFERRED:
        return best.rank_reason or ""
    if rival is None:
        return "It agrees with all the others, which contradict each other."
    if rival.rank is Rank.DEPRECATED:
        return rival.rank_reason or ""
    if best.as_of != rival.as_of:
        return f"It is as of {best.as_of}, the latest day." if best.as_of else "It comes first by its source."
    one, other = graph.entities[best.source], graph.entities[rival.source]
    if (
        isinstance(one, Source)
        and isinstance(other, Source)
        and (one.kind, one.reprint_of) != (other.kind, other.reprint_of)
    ):
        return f"Its source is {_kind(one)}, the other {_kind(other)}."
    return "Nothing tells which is right; it comes first by its id alone."


def _kind(source: Source) -> str:
    return "a reprint" if source.reprint_of else f"of kind {source.kind.replace('_', ' ')}"


def agree(one: Claim, other: Claim) -> bool:
    """Whether two claims about the same thing can both be true."""
    if one.quantity and other.quantity:
        series = one.quantity.cumulative and other.quantity.cumulative
        if series and one.as_of != other.as_of:
            return True
        return _agree(one.quantity, other.quantity)
    if one.date and other.date:
        return one.date.agrees_with(other.date)
    if one.as_of != other.as_of and one.property is ClaimProperty.STATUS:
        return True
    return (one.text, one.target) == (other.text, other.target)


def _agree(one: Quantity, other: Quantity) -> bool:
    (low, high), (other_low, other_high) = spread(one), spread(other)
    return (high is None or other_low is None or other_low <= high) and (
        other_high is None or low is None or low <= other_high
    )


def spread(quantity: Quantity) -> tuple[float | None, float | None]:
    """What a figure can mean, rounding allowed for; None where no bound is stated."""
    if quantity.qualifier is Qualifier.ABOUT and quantity.low is not None and quantity.high is not None:
        return quantity.low * (1 - ROUNDING), quantity.high * (1 + ROUNDING)
    return quantity.low, quantity.high
