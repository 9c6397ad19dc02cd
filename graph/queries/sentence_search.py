"""Search for sentences: the entities that share most of the telling words of a text.

An entity is found by the words of its names and of what belongs to it: an action by its kind, place, year and actors, a
law by its effects, a person by the offices held. Rare words count for more than common ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.entity_types import ENTITY_TYPES
from ..model.records import (
    ClemencyAction,
    Entity,
    EntityType,
    Jurisdiction,
    Law,
    Locality,
    Person,
    Term,
)
from ..model.vocabulary import LawEffect, LocalityKind, Office, ReliefKind, Stage
from .search_words import stem, words

MIN_SIMILARITY: Final = 0.75
"""The similarity, as a share of the longer word, from which a word counts as a misspelling of another.

It is one minus the normalized optimal string alignment distance, which counts missing, wrong, extra and swapped
letters.
"""
LEAST_SHARE: Final = 0.5
"""The share of the telling words of a text, weighted by their rarity, that a hit has at least."""
HIGHEST_SCORE: Final = 0.89
"""The highest score of a sentence: a full name scores more."""

_TYPES: Final = {
    EntityType.ACTION: 0.9,
    EntityType.LAW: 0.97,
    EntityType.PERSON: 0.95,
    EntityType.COUNTRY: 0.94,
    EntityType.STATE: 0.94,
    EntityType.LOCALITY: 0.94,
    EntityType.PARTY: 0.9,
    EntityType.ORGANIZATION: 0.9,
    # A thing ranks before a page about it.
    EntityType.SOURCE: 0.7,
}
_ACTION_BONUS: Final = 0.25
"""The bonus of an action where the text has a word for its kind of relief."""
_NAME_BONUS: Final = 0.15
"""The bonus where the text has a whole name, number or alias of several words."""
_OFFICE_BONUS: Final = 0.1
"""The bonus of a person where the text has a word for an office."""
_MISSPELLED: Final = 0.8
"""The factor for a word that is found only by a similar one."""
_ELSEWHERE: Final = 0.5
"""The factor for what belongs to other places, where the text names a place."""
_HIGHEST: Final = 1.2
"""The highest sum of a share, a weight and the bonuses."""
_STOP: Final = frozenset(
    map(
        stem,
        words(
            "a about after all am an and any anybody anyone are as at be been before by can case did do does done "
            "during for from get give given gave got had happen happened has have how i in into is it its made "
            "make many me much my number of on or our over people persons received say since so tell than that "
            "the their them there these they this to under up us was we were what whats when where whether which "
            "who whom whose why will with you your"
        ),
    )
)
"""Words that say nothing about what is looked for."""
_CLEMENCY: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))
_EFFECTS: Final[Mapping[LawEffect, str]] = {
    LawEffect.ADULT_USE: "adult use recreational legalization",
    LawEffect.MEDICAL: "medical",
    LawEffect.DECRIMINALIZATION: "decriminalization",
}


class _Document(NamedTuple):
    """An entity, its words, those of its own names, its full names of several words, and the places it belongs to."""

    entity: Entity
    words: frozenset[str]
    own: frozenset[str]
    names: frozenset[tuple[str, ...]]
    preference: tuple[object, ...]
    places: frozenset[str]


class _Index(NamedTuple):
    documents: Sequence[_Document]
    positions: Mapping[str, Sequence[int]]
    stems: Sequence[str]


class SentenceHit(NamedTuple):
    """An entity that shares most of the telling words of a text, and its score."""

    entity: Entity
    score: float


def is_stop_word(word: str) -> bool:
    """Return whether a folded word says nothing about what is looked for."""
    return stem(word) in _STOP


def telling_words(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text that say what is looked for, each once."""
    stems = dict.fromkeys(map(stem, words(text)))
    return tuple(one for one in stems if one not in _STOP) or tuple(stems)


def relief_kinds(text: str) -> frozenset[ReliefKind]:
    """Return the kinds of relief that a text has a word for; clemency is a pardon or a commutation."""
    stems = set(map(stem, words(text)))
    named = frozenset(kind for kind in ReliefKind if stem(kind.value) in stems)
    return named | _CLEMENCY if stem("clemency") in stems else named


def match_sentence(graph: KnowledgeGraph, text: str, least_share: float = LEAST_SHARE) -> list[SentenceHit]:
    """Return the entities that share most of the telling words of a text, best first.

    Parameters
    ----------
    graph
        The graph.
    text
        A text of several words.
    least_share
        The share of the telling words, weighted by their rarity, that a hit has at least.

    Returns
    -------
    list of SentenceHit
        Each entity once. The score is the share of the telling words, weighted by rarity and by the type of the entity.
    """
    index = graph.cached(_index)
    wanted = telling_words(text)
    total = len(index.documents)
    spelled = {one: one if one in index.positions else _similar(index, one) for one in wanted}
    weights = {one: math.log(1 + total / (1 + len(index.positions.get(spelled[one], ())))) for one in wanted}
    shares: defaultdict[int, float] = defaultdict(float)
    for one in wanted:
        for position in index.positions.get(spelled[one], ()):
            shares[position] += weights[one] if spelled[one] == one else weights[one] * _MISSPELLED
    whole = sum(weights.values())
    phrase = words(text)
    named = frozenset(place.id for place in named_places(graph, text))
    kinds = relief_kinds(text)
    is_about_office = any(stem(office.value) in wanted for office in Office)
    found: list[tuple[Any, SentenceHit]] = []
    for position, share in shares.items():
        if share / whole < least_share:
            continue
        document = index.documents[position]
        entity = document.entity
        score = share / whole * _TYPES[entity.type]
        score += _ACTION_BONUS if isinstance(entity, ClemencyAction) and entity.kind in kinds else 0
        score += _NAME_BONUS if entity.id in named or any(_contains(phrase, name) for name in document.names) else 0
        score += _OFFICE_BONUS if is_about_office and entity.type is EntityType.PERSON else 0
        if named and document.places and not (named & document.places):
            score *= _ELSEWHERE
        score *= HIGHEST_SCORE / _HIGHEST
        extra = len(document.own - set(wanted))
        key = (-round(score, 3), *document.preference, extra, entity.id)
        found.append((key, SentenceHit(entity, score)))
    ordered = (hit for _, hit in sorted(found, key=lambda one: one[0]))
    # Hits of one score keep their order: each score is lowered by a little more than the one before.
    return [SentenceHit(one.entity, round(one.score, 3) - rank * 1e-6) for rank, one in enumerate(ordered)]


def _similar(index: _Index, word: str) -> str:
    """Return the indexed stem that is most like a word that none is equal to; the word itself where none is."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # A number with another digit is another number, and short words resemble too many others.
    if len(word) < 4 or word.isdecimal():
        return word
    near = process.extractOne(word, index.stems, scorer=OSA.normalized_similarity, score_cutoff=MIN_SIMILARITY)
    return near[0] if near else word


def named_places(graph: KnowledgeGraph, text: str) -> list[Jurisdiction]:
    """Return the places that a text names: of names that lie in each other, such as Kansas City, the longest."""
    return list(dict.fromkeys(place for _, places in _parts(graph, text) for place in places))


def words_beside_places(graph: KnowledgeGraph, text: str) -> list[str]:
    """Return the words of a text that are in no name of a place."""
    return [word for word, places in _parts(graph, text) if not places]


def _parts(graph: KnowledgeGraph, text: str) -> Iterator[tuple[str, Sequence[Jurisdiction]]]:
    """Yield the words of a text, and each name of a place in it as one, with the places of that name."""
    phrase = words(text)
    by_name = graph.cached(_places_by_name)
    start = 0
    while start < len(phrase):
        lengths = range(min(_LONGEST_NAME, len(phrase) - start), 0, -1)
        length = next((one for one in lengths if phrase[start : start + one] in by_name), 0)
        name = phrase[start : start + max(1, length)]
        yield " ".join(name), by_name.get(name, ()) if length else ()
        start += max(1, length)


_LONGEST_NAME: Final = 6
"""Words of the name of a place at most."""


def _places_by_name(graph: KnowledgeGraph) -> Mapping[tuple[str, ...], list[Jurisdiction]]:
    found: defaultdict[tuple[str, ...], list[Jurisdiction]] = defaultdict(list)
    for place in graph.entities.values():
        if isinstance(place, Jurisdiction):
            # A locality is named with its state or without: Birmingham, Alabama.
            for name in dict.fromkeys((place.name, place.name.partition(",")[0], *place.aliases)):
                found[words(name)].append(place)
    return found


def _contains(text: Sequence[str], name: Sequence[str]) -> bool:
    return any(tuple(text[start : start + len(name)]) == name for start in range(len(text) - len(name) + 1))


def _index(graph: KnowledgeGraph) -> _Index:
    # Most words of the graph come again and again.
    stem_of = cache(stem)
    documents = [_document(graph, entity, stem_of) for entity in graph.entities.values()]
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for position, document in enumerate(documents):
        for word in document.words:
            positions[word].append(position)
    return _Index(documents, positions, tuple(positions))


def _document(graph: KnowledgeGraph, entity: Entity, stem_of: Callable[[str], str]) -> _Document:
    texts = [entity.name, *entity.aliases]
    for name in ENTITY_TYPES[entity.type].search:
        texts += [text] if (text := getattr(entity, name)) else []
    own = frozenset(map(stem_of, words(" ".join(texts))))
    also = frozenset(map(stem_of, words(" ".join((entity.id, *_belongs(graph, entity))))))
    names = frozenset(spelled for text in texts if len(spelled := words(text)) > 1)
    return _Document(entity, own | also, own, names, _preference(graph, entity), _places(graph, entity))


def _belongs(graph: KnowledgeGraph, entity: Entity) -> Iterator[str]:
    """Yield the texts of what belongs to an entity."""
    match entity:
        case ClemencyAction():
            yield from _place(graph, entity.jurisdiction)
            yield entity.kind.value
            if entity.kind in _CLEMENCY:
                yield "clemency"
            if entity.date:
                yield str(entity.date)[:4]
            for actor in entity.actors:
                yield graph.entities[actor.entity].name
                if actor.term:
                    yield graph.terms[actor.term].office.value.replace("_", " ")
        case Law():
            yield from _place(graph, entity.jurisdiction)
            yield "law"
            for provision in entity.provisions:
                yield _EFFECTS.get(provision.effect, provision.effect.value)
        case Person():
            for term in graph.terms_of(entity.id):
                yield term.office.value.replace("_", " ")
                yield graph.entities[term.jurisdiction].name
        case Locality():
            if entity.kind is LocalityKind.CITY:
                yield "city"
            yield from _place(graph, entity.id)


def _place(graph: KnowledgeGraph, id: str) -> Iterator[str]:
    """Yield the names of a place and of the state that it lies in."""
    place = graph.entities[id]
    yield place.name
    yield from place.aliases
    state = graph.state_of(id)
    if state is not None:
        yield state.name
    elif isinstance(place, Jurisdiction):
        yield "federal nation national"


def _places(graph: KnowledgeGraph, entity: Entity) -> frozenset[str]:
    """Return the ids of the places that an entity belongs to; a state's include those of its localities."""
    ids = [entity.id] if isinstance(entity, Jurisdiction) else []
    if isinstance(entity, ClemencyAction | Law):
        ids.append(entity.jurisdiction)
    if isinstance(entity, Person):
        ids += [term.jurisdiction for term in graph.terms_of(entity.id)]
    states = (state.id for id in ids if (state := graph.state_of(id)) is not None)
    return frozenset((*ids, *states))


def _preference(graph: KnowledgeGraph, entity: Entity) -> tuple[object, ...]:
    """Return what orders hits of one score: what was done first, a state's before a locality's, the largest first."""
    match entity:
        case ClemencyAction():
            undone = entity.stage in (Stage.DECLINED, Stage.WITHDRAWN, Stage.NOT_CANNABIS)
            figures = [claim.quantity for claim in entity.claims if claim.stage is entity.stage and claim.quantity]
            figure = max((one.low or 0 for one in figures), default=0)
            return undone, entity.jurisdiction.startswith("locality/"), entity.stage is not Stage.GRANTED, -figure
        case Law():
            return False, entity.jurisdiction.startswith("locality/"), False, 0
        case Person():
            last: Term | None = max(graph.terms_of(entity.id), key=lambda term: term.start, default=None)
            return last is None, bool(last and last.end), False, 0
    return False, False, False, 0
