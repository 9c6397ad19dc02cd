"""The figures of the record that a statement can be compared with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction, Jurisdiction, Law, Locality, Quantity
from ..model.vocabulary import ClaimProperty, Qualifier, Rank, ReliefKind, Stage
from ..queries.number_intervals import rounding_error
from .quantities import StatedQuantity
from .wording import kinds_in, offenses_in

_EXCLUDES: Final = re.compile(r"\b(?:not|no|except|without|excluding|other than)\b", re.I)
_NEAR: Final = 1.2
"""How many times a rounded bound the exact number may be: 15,592 is "more than 15,000"."""


class Fit(IntEnum):
    """How the number of a text fits a number of the record."""

    APART = 0
    NEAR = 1
    SAME_NUMBER = 2
    STATED = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure claim with its place, the kind of relief, and the days of what it counts.

    Attributes
    ----------
    claim : Claim
        The claim.
    place : str
        The id of the place.
    action : ClemencyAction or None
        The action; None for a figure of a place.
    kinds : frozenset of ReliefKind
        The kinds that the figure can be said to be of; none: any.
    days : tuple of PartialDate
        The days as of which, or on which, it holds.
    begins : tuple of PartialDate
        The days on which the counting, or what is behind it, began.
    offenses : frozenset of str
        What the words of the claim, and of the name and scope of the action, narrow the offenses to.
    """

    claim: Claim
    place: str
    action: ClemencyAction | None
    kinds: frozenset[ReliefKind]
    days: tuple[PartialDate, ...]
    begins: tuple[PartialDate, ...]
    offenses: frozenset[str]

    @property
    def quantity(self) -> Quantity:
        """The quantity of the claim."""
        assert self.claim.quantity is not None
        return self.claim.quantity

    @property
    def usable(self) -> bool:
        """Whether the claim is not deprecated."""
        return self.claim.rank is not Rank.DEPRECATED


@dataclass(frozen=True, slots=True)
class FigureIndex:
    """The figures of each place, those of the localities of each state, and the numbers of all."""

    of: Mapping[str, tuple[Figure, ...]]
    within: Mapping[str, tuple[Figure, ...]]
    numbers: frozenset[int | None]


def figure_index(graph: KnowledgeGraph) -> FigureIndex:
    """Return the figures of a graph by place, best first within what they are about."""
    return graph.cached(_figure_index)


def _figure_index(graph: KnowledgeGraph) -> FigureIndex:
    of: defaultdict[str, list[Figure]] = defaultdict(list)
    within: defaultdict[str, list[Figure]] = defaultdict(list)
    for entity in graph.entities.values():
        if not isinstance(entity, ClemencyAction | Jurisdiction):
            continue
        place = entity.jurisdiction if isinstance(entity, ClemencyAction) else entity.id
        for claim in entity.claims:
            if claim.property is ClaimProperty.FIGURE and claim.quantity is not None:
                figure = _figure(graph, entity, place, claim)
                of[place].append(figure)
                parent = graph.entities[place]
                if isinstance(parent, Locality) and parent.parent:
                    within[parent.parent].append(figure)
    numbers = frozenset(number_of(one.quantity) for figures in of.values() for one in figures)
    return FigureIndex(_frozen(of), _frozen(within), numbers)


def _frozen(found: Mapping[str, list[Figure]]) -> dict[str, tuple[Figure, ...]]:
    return {place: tuple(figures) for place, figures in found.items()}


def _figure(graph: KnowledgeGraph, entity: ClemencyAction | Jurisdiction, place: str, claim: Claim) -> Figure:
    assert claim.quantity is not None
    action = entity if isinstance(entity, ClemencyAction) else None
    named = kinds_in(claim.stated)
    days: list[PartialDate | None] = [claim.as_of]
    begins: list[PartialDate | None] = [claim.quantity.since]
    kinds = (
        frozenset((action.kind,)) | named
        if action
        else named
        if claim.kind is None
        else frozenset((claim.kind,)) | named
    )
    if action is not None:
        done = claim.stage in (Stage.GRANTED, Stage.RECORDED)
        days += (
            [one.date for one in action.history if one.stage is claim.stage or (done and one.stage is Stage.GRANTED)]
            if not claim.quantity.cumulative
            else []
        )
        begins += [one.date for one in action.history]
        for id in action.laws:
            law = graph.entities[id]
            if isinstance(law, Law):
                begins += [law.enacted, law.effective]
    scopes = [
        part
        for one in entity.claims
        if one.property is ClaimProperty.SCOPE
        for part in (one.text or "").split(";")
        if not _EXCLUDES.search(part)
    ]
    offenses = offenses_in(" ".join((claim.stated, entity.name, *scopes)))
    return Figure(claim, place, action, kinds, _known(days), _known(begins), offenses)


def _known(days: Iterable[PartialDate | None]) -> tuple[PartialDate, ...]:
    return tuple(dict.fromkeys(day for day in days if day is not None))


def number_of(quantity: Quantity) -> int | None:
    """Return the number that a source wrote: 15,000 of "more than 15,000"."""
    match quantity.qualifier:
        case Qualifier.MORE_THAN if quantity.low is not None:
            return quantity.low - 1
        case Qualifier.NEARLY if quantity.high is not None:
            return quantity.high + 1
        case Qualifier.UP_TO:
            return quantity.high
    return quantity.low


def fit(stated: StatedQuantity, quantity: Quantity) -> Fit:
    """Return how the number of a text fits a figure.

    STATED: the figure says so, or an exact one rounds to it; "about" and "more than" may be left out of a round number.
    SAME_NUMBER: the same number, meant otherwise, as "nearly" for "more than". NEAR: both can be true. APART: not.
    """
    number = number_of(quantity)
    if Qualifier.BETWEEN in (stated.qualifier, quantity.qualifier) or Qualifier.UNQUANTIFIED in (
        stated.qualifier,
        quantity.qualifier,
    ):
        return _fit_of_ranges(stated, quantity)
    if number == stated.number:
        return Fit.STATED if _same_bounds(stated.qualifier, quantity.qualifier) else Fit.SAME_NUMBER
    if number is not None and _rounds_to(stated, quantity, number):
        return Fit.STATED
    return Fit.NEAR if _overlap(stated, quantity) else Fit.APART


def _fit_of_ranges(stated: StatedQuantity, quantity: Quantity) -> Fit:
    if (stated.low, stated.high, stated.qualifier) == (quantity.low, quantity.high, quantity.qualifier):
        return Fit.STATED
    if stated.qualifier is Qualifier.UNQUANTIFIED and quantity.qualifier is not Qualifier.UNQUANTIFIED:
        # "Thousands" for 2,500, not for 3 or for 250,000.
        low, high = quantity.low, quantity.high
        known = [one for one in (low, high) if one is not None]
        inside = all((stated.low or 0) <= one and (stated.high is None or one <= stated.high) for one in known)
        exact = quantity.qualifier in (
            Qualifier.EXACTLY,
            Qualifier.ABOUT,
            Qualifier.BETWEEN,
            Qualifier.MORE_THAN,
            Qualifier.AT_LEAST,
        )
        return (
            Fit.STATED
            if inside and exact and stated.high is not None
            else (Fit.NEAR if _overlap(stated, quantity) else Fit.APART)
        )
    return Fit.NEAR if _overlap(stated, quantity) else Fit.APART


_WEAKER: Final = {
    Qualifier.EXACTLY: frozenset(Qualifier) - {Qualifier.BETWEEN, Qualifier.UNQUANTIFIED},
    Qualifier.ABOUT: frozenset(Qualifier) - {Qualifier.BETWEEN, Qualifier.UNQUANTIFIED},
    Qualifier.MORE_THAN: frozenset((Qualifier.MORE_THAN,)),
    Qualifier.AT_LEAST: frozenset((Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.EXACTLY)),
    Qualifier.NEARLY: frozenset((Qualifier.NEARLY,)),
    Qualifier.UP_TO: frozenset((Qualifier.UP_TO, Qualifier.EXACTLY, Qualifier.NEARLY)),
}
"""How a figure of the same number may be meant in the record for the words of a text to be right."""


def _same_bounds(stated: Qualifier, recorded: Qualifier) -> bool:
    return recorded in _WEAKER.get(stated, frozenset())


def _rounds_to(stated: StatedQuantity, quantity: Quantity, number: int) -> bool:
    """Return whether an exact number rounds to the number of a text."""
    if quantity.qualifier not in (Qualifier.EXACTLY, Qualifier.ABOUT) and not (
        quantity.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
        and stated.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
    ):
        return False
    place = last_place(stated.number)
    match stated.qualifier:
        case Qualifier.ABOUT:
            return abs(number - stated.number) <= min(rounding_error(stated.number), stated.number // 20) and place > 1
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return stated.number < number < min(stated.number + place, stated.number * _NEAR) and place > 1
        case Qualifier.NEARLY:
            return max(stated.number - place, stated.number / _NEAR) < number < stated.number and place > 1
    return False


def last_place(number: int) -> int:
    """Return the unit of the last place of a number that is not zero: 1,000 of 15,000."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place


def _overlap(stated: StatedQuantity, quantity: Quantity) -> bool:
    slack = (
        0.1 if Qualifier.ABOUT in (stated.qualifier, quantity.qualifier) or last_place(stated.number) >= 100 else 0.0
    )
    low, high = stated.low or 0, stated.high
    other_low, other_high = quantity.low or 0, quantity.high
    return (other_high is None or low * (1 - slack) <= other_high) and (high is None or other_low <= high * (1 + slack))
