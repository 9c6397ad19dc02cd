"""What a question in words asks for: places, people, kinds of relief, stages, a unit and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...graph import KnowledgeGraph
from ...graph.model.dates import PartialDate
from ...graph.model.records import Jurisdiction, Locality, Person
from ...graph.model.vocabulary import ReliefKind, Stage, Unit
from ...graph.queries.sentence_search import named_places, relief_kinds
from ...graph.text_check.days import find_days
from ...graph.text_check.mentions import find_mentions
from ...graph.text_check.units import counted_after
from ...graph.text_check.wording import DONE, is_federal, kinds_in, stages_in

_COUNT: Final = re.compile(r"\bhow (?:many|much)\b|\bnumbers? of\b|\btotal\b|\bcount of\b", re.I)
_CLEARED: Final = re.compile(r"\bclear(?:ed|ing|s)?\b|\bwiped?\b|\brelief\b|\berased?\b", re.I)
_BY: Final = re.compile(
    r"\b(?:by|as of|up to|until|through|before|at)(?: the)?(?: end of| close of| start of| beginning of| mid)?"
    r"(?: early| late)? ?$",
    re.I,
)
_NUMBER: Final = re.compile(r"(?<![\w,.])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w,.$])\d{3,}(?![\w,%])")
CLEARING: Final = frozenset((
    ReliefKind.EXPUNGEMENT, ReliefKind.SEALING, ReliefKind.VACATUR, ReliefKind.DISMISSAL, ReliefKind.RESENTENCING,
))  # fmt: skip
"""The kinds of relief that clear records."""
_PAPERS: Final = re.compile(r" (?:[\w-]+ ){0,3}(?:certificates?|applications?|petitions?)\b", re.I)
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks for.

    Attributes
    ----------
    places, people : tuple
        Those that it names; of two of one name both, unless it says which.
    kinds : frozenset of ReliefKind
        The kinds of relief; none: any.
    stages : frozenset of Stage
        The stages; that of what was done where it names none.
    unit : Unit or None
        The unit; None: any.
    is_of_acts : bool
        It counts acts, such as pardons, which sources count in people too.
    days : tuple of PartialDate
        The days that it names.
    is_up_to : bool
        It asks for what was so up to that day, and not within it.
    is_count : bool
        It asks for a number.
    numbers : tuple of int
        The numbers in it that are no years.
    """

    places: tuple[Jurisdiction, ...]
    people: tuple[Person, ...]
    kinds: frozenset[ReliefKind]
    stages: frozenset[Stage]
    unit: Unit | None
    is_of_acts: bool
    days: tuple[PartialDate, ...]
    is_up_to: bool
    is_count: bool
    numbers: tuple[int, ...]


def read_question(graph: KnowledgeGraph, text: str) -> Question:
    """Return what a text asks for.

    Examples
    --------
    >>> read_question(load(), "How many people were pardoned in Nevada?").unit
    <Unit.PEOPLE: 'people'>
    """
    found = [one for one in _entities(graph, text)]
    places = _narrowed([one for one in found if isinstance(one, Jurisdiction)])
    if not places:
        places = _narrowed(named_places(graph, text))
    if not places and is_federal(text):
        places = [one for id in ("country/us",) if isinstance(one := graph.get(id), Jurisdiction)]
    count = _COUNT.search(text)
    # Of "certificates of pardon" the certificates are counted.
    papers = _PAPERS.match(text, count.end()) if count else None
    end = papers.end() if papers else len(text)
    counted = counted_after(text, count.end(), end) if count else None
    kinds = kinds_in(text) | relief_kinds(text)
    if not kinds and _CLEARED.search(text):
        kinds = CLEARING
    days = [one for one in find_days(text) if one.day is not None]
    units = counted.units if counted else frozenset()
    unit = next(iter(units)) if len(units) == 1 else None
    stages = stages_in(text)
    return Question(
        tuple(places),
        tuple(one for one in found if isinstance(one, Person)),
        kinds,
        stages or DONE,
        None if unit is Unit.GRANTS else unit,
        unit is Unit.GRANTS,
        tuple(one.day for one in days if one.day is not None),
        any(_BY.search(text[max(0, one.start - 24) : one.start]) for one in days),
        count is not None,
        tuple(one for one in _numbers(text)),
    )


def _entities(graph: KnowledgeGraph, text: str) -> Iterator[Jurisdiction | Person]:
    seen = set()
    for mention in find_mentions(graph, text):
        for id in mention.entities:
            entity = graph.entities[id]
            if id not in seen and isinstance(entity, Jurisdiction | Person):
                seen.add(id)
                yield entity


def _narrowed(places: list[Jurisdiction]) -> list[Jurisdiction]:
    """Return the places that are meant: of cities with one name that of the state beside it, and not that state."""
    ids = {one.id for one in places}
    cities = [one for one in places if isinstance(one, Locality)]
    within = [one for one in cities if one.parent in ids]
    if within:
        parents = {one.parent for one in within}
        names = {one.name.partition(",")[0] for one in within}
        return [
            one
            for one in places
            if one.id not in parents
            and not (isinstance(one, Locality) and one not in within and one.name.partition(",")[0] in names)
        ]
    return places


def _numbers(text: str) -> Iterator[int]:
    for found in _NUMBER.findall(text):
        value = int(found.replace(",", ""))
        if "," in found or value not in _YEARS:
            yield value
