"""The place and the people that a sentence is about, from itself, the sentences before it and its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Country, Locality, Person, State, Term
from ..model.vocabulary import Office, Stage, Unit
from .datelines import Dateline, dateline_of
from .mentions import Mention, find_mentions, unknown_place
from .quantities import find_quantities
from .sentences import Sentence
from .wording import is_about_relief, is_federal, stages_in

_BACK: Final = re.compile(
    r"\b(?:the (?:state|governor|city|county|board|program|territory|district|commonwealth|"
    r"law)|there|its|it|he|she|they|his|her|here|officials|lawmakers|courts?|also)\b",
    re.I,
)
_HEADS: Final = (Office.GOVERNOR, Office.PRESIDENT, Office.MAYOR)
_UNNAMED: Final = re.compile(r"\b(?:Gov\.|Governor|Mayor|President) (?P<name>[A-Z][\w.'-]+(?: [A-Z][\w'-]+){0,2})")


@dataclass(frozen=True, slots=True)
class Place:
    """The place that words are about.

    Attributes
    ----------
    id : str or None
        The place; None where none is known, or several can be meant.
    reason : str or None
        Why none is known.
    carried : bool
        It is taken from an earlier sentence or a heading.
    unnamed : bool
        Nothing names a place, here or before.
    unrecorded : str or None
        The name of a place that the record does not know.
    """

    id: str | None
    reason: str | None = None
    carried: bool = False
    unnamed: bool = False
    unrecorded: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the last sentence about relief told of: its stages, and what its last number counts."""

    stages: frozenset[Stage]
    units: frozenset[Unit]


@dataclass(slots=True)
class Context:
    """A sentence with what it names and what earlier ones leave it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    carried: str | None = None
    back: str | None = None
    unknown: str | None = None
    federal: bool = False
    topic: Topic | None = None


def in_context(graph: KnowledgeGraph, sentences: Sequence[Sentence], published: date | None) -> tuple[Context, ...]:
    """Return each sentence with its mentions and the place that it inherits.

    A heading with a place gives it to what follows, up to the next heading. A sentence gives its place to the rest of
    its block, and to a later block that refers back: "the state", "the governor", "there".
    """
    found: list[Context] = []
    known: dict[str, tuple[str, ...]] = {}
    heading = last = in_block = None
    federal = False
    block = -1
    topic: Topic | None = None
    country = next((one.id for one in graph.of_type(Country)), None)
    for sentence in sentences:
        if sentence.block != block:
            block, in_block = sentence.block, None
        mentions = find_mentions(graph, sentence.text, known)
        context = Context(sentence, mentions, unknown=unknown_place(sentence.text, mentions), topic=topic)
        if is_about_relief(sentence.text):
            topic = _topic(sentence.text, topic)
        for mention in mentions:
            people = [id for id in mention.entities if id.startswith("person/")]
            if len(people) == 1 and mention.full:
                surname = sentence.text[mention.start : mention.end].split()[-1].strip(".")
                known[surname] = (people[0],)
        dateline = dateline_of(sentence.text) if in_block is None else None
        datelined = _datelined(graph, dateline, mentions)
        if datelined is not None:
            heading = last = in_block = datelined
        own = place_of(graph, context, 0, len(sentence.text), published, alone=True)
        if sentence.heading:
            federal = is_federal(sentence.text) and own.id in (None, country)
            heading = last = country if federal else own.id or datelined
            in_block = None
        else:
            context.federal = federal
            context.carried = in_block or heading
            context.back = last if _BACK.search(sentence.text) else None
            if own.id is not None:
                in_block = last = own.id
            elif own.reason is not None:
                # Several places, or one that is not recorded: what comes next may be about any of them.
                in_block = heading = last = None
        found.append(context)
    return tuple(found)


def _datelined(graph: KnowledgeGraph, dateline: Dateline | None, mentions: Iterable[Mention]) -> str | None:
    """Return the id of the state of a dateline; None where it names a place of the record, which the text may mean."""
    if dateline is None or any(one.start < dateline.end for one in mentions):
        return None
    return next((state.id for state in graph.of_type(State) if state.code == dateline.state), None)


def _topic(text: str, before: Topic | None) -> Topic:
    counted = [one.counted.units for one in find_quantities(text) if one.counted.units]
    return Topic(stages_in(text), counted[-1] if counted else before.units if before else frozenset())


def place_of(
    graph: KnowledgeGraph, context: Context, start: int, end: int, published: date | None, *, alone: bool = False
) -> Place:
    """Return the place that a part of a sentence is about.

    Parameters
    ----------
    graph
        The graph.
    context
        The sentence.
    start, end
        The part of it.
    published
        The day of the text, on which "Gov. Brown" held the office.
    alone
        Whether to look at the sentence only, not at what it inherits.

    Returns
    -------
    Place
        Named in the part, else in the sentence, else by the office of the people there, else inherited.
    """
    if context.unknown is not None:
        reason = f"'{context.unknown}' is a place, or names one, that the record does not know"
        return Place(None, reason, unrecorded=context.unknown if context.unknown[:1].isupper() else None)
    text = context.sentence.text
    inside = [one for one in context.mentions if start <= one.start and one.end <= end]
    for among in (inside, list(context.mentions)):
        places = _places(graph, among)
        if len(places) == 1:
            return Place(places[0])
        if len(places) > 1:
            return Place(None, f"it names {len(places)} places: {', '.join(graph.entities[id].name for id in places)}")
    for among in (inside, list(context.mentions)):
        offices = _by_office(graph, among, published)
        if len(offices) == 1:
            return Place(offices[0])
        if len(offices) > 1:
            return Place(None, "it names office holders of several places")
    unnamed = next((one for one in _UNNAMED.finditer(text) if not _is_mentioned(one, context.mentions)), None)
    if unnamed is not None:
        return Place(None, f"'{unnamed[0]}' is nobody whom the record knows")
    if alone:
        return Place(None)
    inherited = context.carried or context.back
    return Place(inherited, None if inherited else "it names no place", inherited is not None, inherited is None)


def _is_mentioned(match: re.Match[str], mentions: Iterable[Mention]) -> bool:
    return any(one.start < match.end() and match.start() < one.end for one in mentions)


def _places(graph: KnowledgeGraph, mentions: Iterable[Mention]) -> list[str]:
    """Return the places of mentions: the city rather than its state, and a place rather than the country."""
    named = [tuple(id for id in one.entities if not id.startswith("person/")) for one in mentions]
    named = [ids for ids in named if ids]
    certain = {ids[0] for ids in named if len(ids) == 1}
    found: list[str] = []
    for ids in named:
        if len(ids) > 1:
            # A county of one name in several states: the state named beside it tells which.
            within = [id for id in ids if (state := graph.state_of(id)) is not None and state.id in certain]
            ids = tuple(within) if len(within) == 1 else ids
        found += ids
    parents = {place.parent for id in found if isinstance(place := graph.entities[id], Locality)}
    kept = [id for id in dict.fromkeys(found) if id not in parents]
    narrower = [id for id in kept if not isinstance(graph.entities[id], Country)]
    return narrower or kept


def _by_office(graph: KnowledgeGraph, mentions: Iterable[Mention], published: date | None) -> list[str]:
    found: list[str] = []
    for mention in mentions:
        terms = [term for id in mention.entities for term in head_terms(graph, id, mention.title)]
        if published is not None and len({term.person for term in terms}) > 1:
            terms = [term for term in terms if term.covers(published)] or terms
        if mention.title is not None or (mention.full and terms):
            found += [term.jurisdiction for term in terms]
    return list(dict.fromkeys(found))


def head_terms(graph: KnowledgeGraph, person: str, title: Office | None = None) -> tuple[Term, ...]:
    """Return the terms of a person as governor, president or mayor; only those of an office that is named."""
    if not isinstance(graph.entities.get(person), Person):
        return ()
    return tuple(
        term for term in graph.terms_of(person) if term.office in _HEADS and (title is None or term.office is title)
    )
