"""Conflicts: claims about the same thing that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.identifiers import Identifier
from ..model.records import Claim, Entity, Law, Quantity, Source
from ..model.vocabulary import ClaimProperty, Qualifier, Rank, Stage
from .ranking import first_usable

ROUNDING: Final = 0.05
"""The relative error that a rounded figure allows for: 'about 45,000' and 47,144 agree."""

# Scopes are free text, and an entity can have several actors, laws and names: different values do not contradict.
_MULTIVALUED: Final = frozenset((ClaimProperty.SCOPE, ClaimProperty.ACTOR, ClaimProperty.LAW, ClaimProperty.NAME))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Contradicting claims about one property of one entity, at the same stage and in the same unit; best first."""

    id: str
    about: str
    property: ClaimProperty
    stage: Stage | None
    claims: tuple[Claim, ...]


def conflicts(
    graph: KnowledgeGraph, property: ClaimProperty | None = None, known_at: date | None = None
) -> list[Conflict]:
    """Return the conflicts between sources, by entity.

    Parameters
    ----------
    graph
        The graph.
    property
        Return only conflicts about this property.
    known_at
        Return only conflicts between claims that were published by this day.

    Returns
    -------
    list of Conflict
        Each with all claims about the same thing, including those that agree.
    """
    if known_at is None:
        return [conflict for conflict in graph.cached(_conflicts) if property in (None, conflict.property)]
    found = []
    for group in graph.cached(_groups):
        if property in (None, group.property):
            known = [(position, claim) for position, claim in group.claims if claim.known_by(known_at)]
            if known and _contradict([claim for _, claim in known]):
                found.append((group.entity, known[0][0], group.conflict([claim for _, claim in known])))
    # The conflicts of an entity are ordered by the position of their first known claim.
    return [conflict for _, _, conflict in sorted(found, key=lambda item: item[:2])]


def _conflicts(graph: KnowledgeGraph) -> tuple[Conflict, ...]:
    """Return the conflicts between all claims, whenever they were published."""
    groups = ((group, [claim for _, claim in group.claims]) for group in graph.cached(_groups))
    return tuple(group.conflict(claims) for group, claims in groups if _contradict(claims))


class _Group(NamedTuple):
    """Claims about the same thing: the position and id of the entity, and each claim with its position there."""

    entity: int
    about: str
    key: tuple[object, ...]
    claims: list[tuple[int, Claim]]

    @property
    def property(self) -> ClaimProperty:
        """The property that the claims are about."""
        return self.claims[0][1].property

    def conflict(self, claims: Sequence[Claim]) -> Conflict:
        """Return the conflict between some of the claims."""
        id = ":".join(str(part) for part in (self.about, *self.key) if part)
        return Conflict(id, self.about, claims[0].property, claims[0].stage, tuple(claims))


def _groups(graph: KnowledgeGraph) -> tuple[_Group, ...]:
    """Return the groups of claims that can contradict each other, by entity."""
    found = []
    for number, entity in enumerate(graph.entities.values()):
        groups: defaultdict[tuple[object, ...], list[tuple[int, Claim]]] = defaultdict(list)
        for position, claim in enumerate(entity.claims):
            if _can_contradict(entity, claim):
                unit = claim.quantity.unit if claim.quantity else None
                # A scheduled end is marked by the text of its claim and does not contradict an actual end; identifiers
                # of several schemes do not contradict each other.
                wording = claim.text if claim.date else None
                if claim.property is ClaimProperty.IDENTIFIER:
                    wording = Identifier(claim.text or "").scheme
                groups[claim.property, claim.stage, unit, claim.kind, claim.term, wording].append((position, claim))
        found += [_Group(number, entity.id, key, claims) for key, claims in groups.items() if len(claims) > 1]
    return tuple(found)


def _contradict(claims: Sequence[Claim]) -> bool:
    return any(not agree(one, other) for one, other in combinations(claims, 2))


def _can_contradict(entity: Entity, claim: Claim) -> bool:
    """Return whether different values of the property contradict; a status is free text except of a law."""
    return claim.property not in _MULTIVALUED and (
        claim.property is not ClaimProperty.STATUS or isinstance(entity, Law)
    )


def preferred(conflict: Conflict) -> Claim | None:
    """Return the preferred claim of a conflict, or None if all its claims are deprecated."""
    return first_usable(conflict.claims)


def spread(conflict: Conflict) -> float | None:
    """Return how many times the least upper bound of its figures, at least 1, the greatest lower bound is."""
    quantities = [claim.quantity for claim in conflict.claims if claim.quantity is not None]
    lows = [quantity.low for quantity in quantities if quantity.low is not None]
    highs = [quantity.high for quantity in quantities if quantity.high is not None]
    return max(lows) / max(1, min(highs)) if lows and highs else None


def explain(graph: KnowledgeGraph, conflict: Conflict) -> str:
    """Return the reason why the preferred claim precedes the best claim that contradicts it."""
    best = preferred(conflict)
    if best is None:
        return "All claims are deprecated: none is used."
    rival = next((claim for claim in conflict.claims if not agree(best, claim)), None)
    if best.rank is Rank.PREFERRED:
        return best.rank_reason or ""
    if rival is None:
        return "It agrees with all other claims, which contradict each other."
    if rival.rank is Rank.DEPRECATED:
        return rival.rank_reason or ""
    if best.as_of != rival.as_of:
        return f"It is as of {best.as_of}, the latest day." if best.as_of else "Its source has precedence."
    one, other = graph.entities[best.source], graph.entities[rival.source]
    if (
        isinstance(one, Source)
        and isinstance(other, Source)
        and (one.kind, one.reprint_of) != (other.kind, other.reprint_of)
    ):
        return f"Its source is {_source_kind(one)}, the other {_source_kind(other)}."
    return "The claims are equal in rank, day and source; it is first by its id."


def _source_kind(source: Source) -> str:
    return "a reprint" if source.reprint_of else f"of kind {source.kind.replace('_', ' ')}"


def agree(one: Claim, other: Claim) -> bool:
    """Return whether two claims about the same thing can both be true."""
    if one.quantity and other.quantity:
        series = one.quantity.cumulative and other.quantity.cumulative
        if series and one.as_of != other.as_of:
            return True
        return _ranges_overlap(one.quantity, other.quantity)
    if one.date and other.date:
        return one.date.agrees_with(other.date)
    if one.as_of != other.as_of and one.property is ClaimProperty.STATUS:
        return True
    return (one.text, one.target) == (other.text, other.target)


def _ranges_overlap(one: Quantity, other: Quantity) -> bool:
    (low, high), (other_low, other_high) = value_range(one), value_range(other)
    return (high is None or other_low is None or other_low <= high) and (
        other_high is None or low is None or low <= other_high
    )


def value_range(quantity: Quantity) -> tuple[float | None, float | None]:
    """Return the bounds of a figure, widened if it is rounded; a bound that is not stated is None."""
    if quantity.qualifier is Qualifier.ABOUT and quantity.low is not None and quantity.high is not None:
        return quantity.low * (1 - ROUNDING), quantity.high * (1 + ROUNDING)
    return quantity.low, quantity.high
