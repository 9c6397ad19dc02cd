"""Full-text search for entities by name, alias, code or figure; it tolerates typos."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..model.entity_types import ENTITY_TYPES
from ..model.records import Entity, EntityType, Source
from .search_words import words
from .sentence_search import MIN_SIMILARITY, is_stop_word, match_sentence

MAX_TEXT_LENGTH: Final = 200
"""The maximum length of a search text in characters."""
LEAST_FIGURE: Final = 3_000
"""The least number that is looked for as a figure in a text with other words."""
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,}")
# They precede a name without being part of it.
_TITLES: Final = frozenset(("gov", "governor", "president", "pres", "mayor", "senator"))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entity that matches, its score from 0 to 1, and the text that matched."""

    entity: Entity
    score: float
    matched: str


class _Name(NamedTuple):
    """One name of an entity: its text, its words, and the score of a full match."""

    entity: Entity
    text: str
    words: tuple[str, ...]
    full_score: float


class _Index(NamedTuple):
    """All names, their positions by word, all words in order, and entities by the figures of their claims."""

    names: tuple[_Name, ...]
    positions: Mapping[str, Sequence[int]]
    words: tuple[str, ...]
    figures: Mapping[int, tuple[tuple[Entity, str], ...]]


def search(graph: KnowledgeGraph, text: str, types: Collection[EntityType] | None = None) -> list[SearchHit]:
    """Return the entities whose names, aliases, codes, numbers or figures match, best first.

    Every word of the text must equal, begin or nearly equal a word of the name. A full name scores 1; the title of a
    source, an alias, a code or a number 0.9; an exact figure 0.8. A partial name scores less, depending on its share
    of the name and on the quality of the match.
    Case, accents, punctuation, the order of words and titles such as "Gov." are ignored.

    Parameters
    ----------
    graph
        The graph.
    text
        The search text, at most `MAX_TEXT_LENGTH` characters; a text without letters and digits matches nothing.
    types
        Return only entities of these types.

    Returns
    -------
    list of SearchHit
        Each entity once, with its best match; ties are sorted by id.

    Raises
    ------
    QueryError
        If the text is too long.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise QueryError(
            f"text has {len(text)} characters; the limit is {MAX_TEXT_LENGTH}. Search for a part of the text.", "text"
        )
    index = graph.cached(_index)
    terms = words(text)
    untitled = tuple(word for word in terms if word not in _TITLES)
    telling = tuple(word for word in terms if not is_stop_word(word))
    variants = dict.fromkeys((terms, untitled, telling))
    best: dict[str, SearchHit] = {}
    for hit in (*(hit for variant in variants for hit in _match_names(index, variant)), *_match_figures(index, text)):
        if types is None or hit.entity.type in types:
            previous = best.get(hit.entity.id)
            if previous is None or hit.score > previous.score:
                best[hit.entity.id] = hit
    if len(terms) > 1:
        for found in match_sentence(graph, text):
            if types is None or found.entity.type in types:
                previous = best.get(found.entity.id)
                if previous is None or found.score > previous.score:
                    best[found.entity.id] = SearchHit(found.entity, found.score, found.entity.name)
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.entity.id))


def _match_names(index: _Index, words: tuple[str, ...]) -> Iterator[SearchHit]:
    similar = [dict(_similar_words(index, word)) for word in dict.fromkeys(words)]
    if not similar:
        return
    # Every word must be in the name, so only the names with the rarest word are candidates.
    rarest = min(similar, key=lambda candidates: sum(len(index.positions[word]) for word in candidates))
    for position in sorted({position for word in rarest for position in index.positions[word]}):
        name = index.names[position]
        found = [
            max((candidates[word] for word in name.words if word in candidates), default=0.0) for candidates in similar
        ]
        if all(found):
            yield SearchHit(name.entity, _score(name, words, sum(found) / len(found)), name.text)


def _similar_words(index: _Index, word: str) -> Iterator[tuple[str, float]]:
    """Yield the indexed words that begin with or resemble a word, with their similarity; the last of each counts."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # Short words resemble too many others, and a number with another digit is another number.
    if len(word) >= 4 and not word.isdecimal():
        for candidate, similarity, _ in process.extract(
            word, index.words, scorer=OSA.normalized_similarity, score_cutoff=MIN_SIMILARITY, limit=20
        ):
            if similarity < 1:
                yield candidate, similarity * 0.8
    for position in range(bisect_left(index.words, word), len(index.words)):
        candidate = index.words[position]
        if not candidate.startswith(word):
            break
        yield candidate, 1.0 if candidate == word else 0.9


def _score(name: _Name, words: tuple[str, ...], similarity: float) -> float:
    if words == name.words:
        return name.full_score
    if sorted(words) == sorted(name.words):
        return 0.95 * name.full_score
    share = min(1.0, sum(map(len, words)) / sum(map(len, name.words)))
    prefix = 0.1 if name.words[: len(words)] == words else 0.0
    return name.full_score * similarity * (0.3 + prefix + 0.4 * share)


def _match_figures(index: _Index, text: str) -> Iterator[SearchHit]:
    is_figure = len(words(text.replace(",", ""))) == 1
    for number in _NUMBER.findall(text):
        value = int(number.replace(",", ""))
        # A small number in a sentence is that of a law, or a year.
        if is_figure or value >= LEAST_FIGURE:
            for entity, stated in index.figures.get(value, ()):
                yield SearchHit(entity, 0.8, stated)


def _index(graph: KnowledgeGraph) -> _Index:
    names: list[_Name] = []
    positions: defaultdict[str, list[int]] = defaultdict(list)
    figures: defaultdict[int, list[tuple[Entity, str]]] = defaultdict(list)
    interned: dict[str, str] = {}
    for entity in graph.entities.values():
        for text, full_score in _searchable_texts(entity):
            spelled = tuple(interned.setdefault(word, word) for word in words(text))
            for word in dict.fromkeys(spelled):
                positions[word].append(len(names))
            names.append(_Name(entity, text, spelled, full_score))
        for claim in entity.claims:
            if claim.quantity:
                for bound in {claim.quantity.low, claim.quantity.high} - {None}:
                    figures[bound or 0].append((entity, claim.stated))
    return _Index(
        tuple(names),
        {word: array("i", found) for word, found in positions.items()},
        tuple(sorted(positions)),
        {number: tuple(found) for number, found in figures.items()},
    )


def _searchable_texts(entity: Entity) -> Iterator[tuple[str, float]]:
    # A thing ranks before a page about it.
    yield entity.name, 0.9 if isinstance(entity, Source) else 1.0
    yield entity.id, 0.9
    for alias in entity.aliases:
        yield alias, 0.9
    for name in ENTITY_TYPES[entity.type].search:
        text = getattr(entity, name)
        if text:
            yield text, 0.9
