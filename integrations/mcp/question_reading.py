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
from ...graph.text_check.mentions import find_mentions, name_index, unknown_place
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
_CODE: Final = re.compile(r"\b[A-Z]{2}\b")
_END_OF_NOUN: Final = re.compile(
    r"\b(?:are|as|been|by|can|could|did|do|does|for|from|gave|get|got|granted|had|has|have|in|is|may|might|of|on|received|"
    r"that|to|under|was|were|who|whose|will|with|would)\b|[?.,;]",
    re.I,
)
_ACTING: Final = re.compile(r"\b(?:did|does|has|had|by|from|under|President|Gov\.?|Governor) ([A-Z][\w-]+)")
_DECIDED: Final = re.compile(r"\b(?:grant|approv|den|declin|reject|recommend|eligib|turned)", re.I)
_CAPITAL: Final = re.compile(r"\b(?:[A-Z][A-Za-z]+|[A-Z]{3,})\b")
_LAW_YEAR: Final = re.compile(
    r"\b(?P<year>(?:19|20)\d\d) (?:\w+ ){0,2}(?:law|act|bill|statute|measure|order|proclamation)\b"
    r"|\b(?:law|act|bill|statute|measure|order|proclamation) of (?P<after>(?:19|20)\d\d)\b",
    re.I,
)
_NO_NAMES: Final = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Governor", "Gov", "President", "State", "States", "United", "American", "Americans", "County", "City",
    "Federal", "Republican", "Democrat", "Democratic", "Marijuana", "Cannabis", "Pardon", "Pardons",
))  # fmt: skip
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
    names : tuple of str
        Words that name a law or a program.
    whole : Jurisdiction or None
        The place within which it asks for everything, its cities and counties too.
    elsewhere : str or None
        A place that it names and the record does not have.
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
    names: tuple[str, ...] = ()
    whole: Jurisdiction | None = None
    elsewhere: str | None = None


def read_question(graph: KnowledgeGraph, text: str) -> Question:
    """Return what a text asks for.

    Examples
    --------
    >>> read_question(load(), "How many people were pardoned in Nevada?").unit
    <Unit.PEOPLE: 'people'>
    """
    found = list(_entities(graph, text))
    places = _narrowed([one for one in found if isinstance(one, Jurisdiction)]) or _narrowed(named_places(graph, text))
    if not places:
        places = [state for code in _CODE.findall(text) if (state := graph.state(code)) is not None]
    if not places and is_federal(text):
        places = [one for id in ("country/us",) if isinstance(one := graph.get(id), Jurisdiction)]
    people = [one for one in found if isinstance(one, Person)] or list(_surnames(graph, text))
    count = _COUNT.search(text)
    unit = _unit(text[count.end() :]) if count else None
    kinds = kinds_in(text) | relief_kinds(text)
    if not kinds and _CLEARED.search(text):
        kinds = CLEARING
    days = [one for one in find_days(text) if one.day is not None]
    stages = stages_in(text) or DONE
    if unit is Unit.APPLICATIONS and not _DECIDED.search(text):
        stages = frozenset((Stage.APPLIED,))
    return Question(
        tuple(places),
        tuple(people),
        kinds,
        stages,
        None if unit is Unit.GRANTS else unit,
        unit is Unit.GRANTS,
        tuple(one.day for one in days if one.day is not None),
        any(_BY.search(text[max(0, one.start - 24) : one.start]) for one in days),
        count is not None,
        tuple(_numbers(text)),
        tuple(_names(graph, text, people)),
        next((one for one in places if re.search(rf"\b(?:in|across|within) {re.escape(one.name)}\b", text)), None),
        None if places else unknown_place(text, find_mentions(graph, text)),
    )


def _unit(text: str) -> Unit | None:
    """Return the unit of the last noun before a verb: of "low-level convictions were pardoned" the convictions."""
    nouns = _END_OF_NOUN.split(text.strip().removeprefix("of "), maxsplit=1)[0]
    for word in reversed(re.findall(r"[A-Za-z'-]+", nouns)):
        counted = counted_after(word, 0, len(word))
        if counted is not None and len(counted.units) == 1:
            return next(iter(counted.units))
    return None


def _surnames(graph: KnowledgeGraph, text: str) -> Iterator[Person]:
    """Yield the officeholders whose last name alone stands where a person acts."""
    for name in dict.fromkeys(_ACTING.findall(text)):
        for id in name_index(graph).last_names.get(name, ()):
            person = graph.entities[id]
            if isinstance(person, Person):
                yield person


def _names(graph: KnowledgeGraph, text: str, people: list[Person]) -> Iterator[str]:
    """Yield the words in a text that name a law or a program: with a capital, or the year of a law."""
    taken = {word for one in people for word in one.name.split()}
    taken |= {text[one.start : one.end] for one in find_mentions(graph, text)}
    inside = " ".join(taken)
    for match in _CAPITAL.finditer(text):
        word = match[0]
        if match.start() and word not in _NO_NAMES and word not in inside:
            yield word.lower()
    for match in _LAW_YEAR.finditer(text):
        yield match["year"] or match["after"]


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
