"""Read a sentence as statements: a quantity with the place, kind, stage and days that its clause gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import Country
from ..model.vocabulary import ReliefKind, Stage
from .carry_forward import Context, Place, head_terms, place_of
from .days import DayRole, StatedDay, find_days
from .quantities import StatedQuantity, find_quantities
from .wording import find_hindrance, is_about_relief, is_federal, is_national, kinds_in, offenses_in, stages_in

_CUTS: Final = re.compile(
    r";| while | whereas | although |, but |, and | and (?=[A-Z])|, |\band\b|\u2014|"
    r" as well as "
)
_HARD_CUTS: Final = re.compile(r"; | while | whereas | although |, but ")
_MOVE: Final = re.compile(
    r"\b(?:move|decision|vote|voted|order|action) to (?:mass[ -])?(?:pardon|expunge|seal|vacate|dismiss|commute)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity of a text with what its words say of it.

    Attributes
    ----------
    quantity : StatedQuantity
        The number and what it counts; its place is that in the sentence.
    sentence, clause : str
        The sentence, and the words in it around the number up to the next quantity.
    place : Place
        The place that it is about.
    kinds : frozenset of ReliefKind
        The kinds of relief that it can be of; none: any.
    stages : frozenset of Stage
        The stages that it can be at; none: the words tell of none.
    days : tuple of StatedDay
        The days that it states.
    hindrance : str or None
        Why it is no plain statement.
    federal, national : bool
        Whether it speaks of the federal government, and of all places together.
    offenses : frozenset of str
        What the words from the number on narrow the offenses to.
    heads : frozenset of str
        The governors, presidents and mayors whom the clause names.
    tentative : bool
        Only an earlier sentence speaks of relief, or nothing says what the number counts: it counts as a statement of
        clemency if the record has its number.
    carried_stage : bool
        The stages are those of an earlier sentence.
    """

    quantity: StatedQuantity
    sentence: str
    clause: str
    place: Place
    kinds: frozenset[ReliefKind]
    stages: frozenset[Stage]
    days: tuple[StatedDay, ...]
    hindrance: str | None
    federal: bool
    national: bool
    offenses: frozenset[str]
    heads: frozenset[str]
    tentative: bool = False
    carried_stage: bool = False

    @property
    def points(self) -> tuple[StatedDay, ...]:
        """The days of what is told."""
        return tuple(day for day in self.days if day.role is DayRole.POINT)


class _Words(NamedTuple):
    """What the words of a whole sentence say."""

    kinds: frozenset[ReliefKind]
    stages: frozenset[Stage]
    federal: bool
    national: bool
    hindrance: str | None


def read_statements(graph: KnowledgeGraph, context: Context, published: date | None = None) -> Iterator[Statement]:
    """Yield the statements of a sentence that are about relief, in order."""
    text = context.sentence.text
    quantities = find_quantities(text)
    days = find_days(text, published)
    # A day is no count, as in "May 5 people".
    quantities = tuple(
        one for one in quantities if not any(day.start < one.end and one.start < day.end for day in days)
    )
    if not quantities:
        return
    about = is_about_relief(text)
    # Read once for all the numbers of the sentence.
    words = _Words(kinds_in(text), stages_in(text), is_federal(text), is_national(text), find_hindrance(text))
    for quantity, (start, end) in zip(quantities, clauses(text, quantities), strict=True):
        if not about and quantity.counted.kind is None and context.topic is None:
            continue
        if quantity.bare and not quantity.counted.units and context.topic is not None:
            quantity = replace(quantity, counted=replace(quantity.counted, units=context.topic.units))
        yield _statement(graph, context, words, quantity, days, (start, end), published, alone=len(quantities) == 1)


def _statement(
    graph: KnowledgeGraph,
    context: Context,
    words: _Words,
    quantity: StatedQuantity,
    days: tuple[StatedDay, ...],
    span: tuple[int, int],
    published: date | None,
    *,
    alone: bool,
) -> Statement:
    text = context.sentence.text
    start, end = span
    clause = text[start:end]
    kinds = frozenset((quantity.counted.kind,)) if quantity.counted.kind else kinds_in(clause) or words.kinds
    stages = stages_in(clause) or words.stages
    if _MOVE.search(clause):
        stages = frozenset((Stage.GRANTED, Stage.RECORDED))
    own = tuple(day for day in days if start <= day.start < end)
    heads = frozenset(
        id
        for mention in context.mentions
        if start <= mention.start < end or alone
        for id in mention.entities
        if head_terms(graph, id)
    )
    place = place_of(graph, context, start, end, published)
    federal = is_federal(clause) or (words.federal and not is_national(clause))
    if place.id is None and place.unnamed and federal:
        place = Place(next((one.id for one in graph.of_type(Country)), None), place.reason)
    federal |= context.federal and place.carried
    tentative = quantity.bare or (quantity.counted.kind is None and not is_about_relief(text))
    carried_stage = not stages and context.topic is not None
    if carried_stage and context.topic is not None:
        stages = context.topic.stages
    return Statement(
        quantity, text, clause, place, kinds, stages, own or days,
        words.hindrance or ("it is a share, a multiple or a rate" if quantity.shared else None),
        federal, words.national, offenses_in(text[quantity.start : end]), heads, tentative, carried_stage,
    )  # fmt: skip


def clauses(text: str, quantities: tuple[StatedQuantity, ...]) -> list[tuple[int, int]]:
    """Return the part of a sentence around each quantity: up to a comma or an "and" before the next one.

    Examples
    --------
    >>> text = "Ohio pardoned 5 people, and Utah pardoned 7 people."
    >>> [text[start:end] for start, end in clauses(text, find_quantities(text))]
    ['Ohio pardoned 5 people', ', and Utah pardoned 7 people.']
    """
    cuts = [0]
    for one, other in pairwise(quantities):
        between = list(_CUTS.finditer(text, one.end, other.start))
        strong = [cut for cut in between if cut[0].strip() not in (",", "and")]
        chosen = strong[-1] if strong else between[-1] if between else None
        cuts.append(max(one.end, chosen.start() if chosen else min(one.end, other.start)))
    cuts.append(len(text))
    found = []
    for quantity, (start, end) in zip(quantities, pairwise(cuts), strict=True):
        first, last = start, end
        for cut in _HARD_CUTS.finditer(text, start, end):
            if cut.end() <= quantity.start:
                first = cut.start()
            elif cut.start() >= quantity.end:
                last = min(last, cut.start())
        found.append((first, last))
    return found
