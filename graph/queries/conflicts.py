"""Where sources tell the same thing differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import Claim, Entity, Law, Quantity, Source
from ..model.vocabulary import ClaimProperty, Qualifier, Rank, Stage
from .ranking import first_usable

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
    if known_at is None:
        return [one for one in graph.derived(_conflicts) if property in (None, one.property)]
    found = []
    for group in graph.derived(_groups):
        if property in (None, group.property):
            known = [(place, claim) for place, claim in group.claims if claim.known_by(known_at)]
            if known and _contradict([claim for _, claim in known]):
                found.append((group.entity, known[0][0], group.conflict([claim for _, claim in known])))
    # Those about an entity stand in the order of the first claim that was known.
    return [conflict for _, _, conflict in sorted(found, key=lambda one: one[:2])]


def _conflicts(graph: KnowledgeGraph) -> tuple[Conflict, ...]:
    """Every disagreement, as everything is known."""
    told = ((group, [claim for _, claim in group.claims]) for group in graph.derived(_groups))
    return tuple(group.conflict(claims) for group, claims in told if _contradict(claims))


class _Group(NamedTuple):
    """Several claims about the same thing: the place and id of the entity, and each claim with its place there."""

    entity: int
    about: str
    key: tuple[object, ...]
    claims: list[tuple[int, Claim]]

    @property
    def property(self) -> ClaimProperty:
        """What they are about."""
        return self.claims[0][1].property

    def conflict(self, claims: Sequence[Claim]) -> Conflict:
        """The conflict of some of them."""
        id = ":".join(str(part) for part in (self.about, *self.key) if part)
        return Conflict(id, self.about, claims[0].property, claims[0].stage, tuple(claims))


def _groups(graph: KnowledgeGraph) -> tuple[_Group, ...]:
    """The claims that might contradict each other, by entity."""
    found = []
    for number, entity in enumerate(graph.entities.values()):
        groups: defaultdict[tuple[object, ...], list[tuple[int, Claim]]] = defaultdict(list)
        for place, claim in enumerate(entity.claims):
            if _contrary(entity, claim):
                unit = claim.quantity.unit if claim.quantity else None
                # A scheduled end is told by the text of its claim and does not contradict an end.
                wording = claim.text if claim.date else None
                groups[claim.property, claim.stage, unit, claim.kind, claim.term, wording].append((place, claim))
        found += [_Group(number, entity.id, key, claims) for key, claims in groups.items() if len(claims) > 1]
    return tuple(found)


def _contradict(claims: Sequence[Claim]) -> bool:
    return any(not agree(one, other) for one, other in combinations(claims, 2))


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
