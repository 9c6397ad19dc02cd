"""Finding entities by what people call them: names, aliases, codes and figures, with slips of the pen forgiven."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ..errors import QuestionError
from ..graph import KnowledgeGraph
from ..model.records import Entity, Law, Party, Source, State
from ..model.vocabulary import EntityType
from .filters import folded

LONGEST_TEXT: Final = 200
"""The most signs that a text to look for may have."""
SIMILAR: Final = 0.75
"""How alike two words must be, as a share of the longer, for one to be taken for a slip of the other.

The optimal string alignment distance counts letters that are missing, wrong, too many or swapped.
"""

_WORDS: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,}")
# What people write short, and what they put before a name without its being a part of it.
_SHORT: Final = {
    "prop": "proposition",
    "dept": "department",
    "st": "saint",
    "univ": "university",
    "assn": "association",
}
_TITLES: Final = frozenset(("gov", "governor", "president", "pres", "mayor", "senator"))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entity that was found, how well it matches (0 to 1), and the text that matched."""

    entity: Entity
    score: float
    matched: str


class _Name(NamedTuple):
    """One of the names of an entity: as shown, its words, and what the whole of it is worth."""

    entity: Entity
    shown: str
    words: tuple[str, ...]
    worth: float


class _Index(NamedTuple):
    """All names, their places by each of their words, all words in order, and entities by the numbers said of them."""

    names: tuple[_Name, ...]
    places: Mapping[str, Sequence[int]]
    words: tuple[str, ...]
    figures: Mapping[int, tuple[tuple[Entity, str], ...]]


def search(graph: KnowledgeGraph, text: str, types: Collection[EntityType] | None = None) -> list[SearchHit]:
    """Entities whose names, aliases, codes, numbers or figures match, best first.

    Every word of the text must be a word of the name, begin one, or be a slip of one. A whole name scores 1, the title
    of a source, an alias, a code or a number 0.9 and an exact figure 0.8; a part of a name less, the smaller the part
    and the worse the match.
    Case, accents, signs, the order of words and titles such as "Gov." don't count.

    Parameters
    ----------
    graph
        The graph.
    text
        What to look for, at most `LONGEST_TEXT` signs; without a letter or digit nothing is found.
    types
        Only entities of these types.

    Returns
    -------
    list of SearchHit
        Each entity once, with its best match; ties by id.

    Raises
    ------
    QuestionError
        When the text is too long.
    """
    if len(text) > LONGEST_TEXT:
        raise QuestionError(f"text has {len(text)} signs; it can have {LONGEST_TEXT} at most. Look for a part of it.")
    index = graph.derived(_index)
    asked = _words(text)
    untitled = tuple(word for word in asked if word not in _TITLES)
    readings = dict.fromkeys((asked, untitled))
    best: dict[str, SearchHit] = {}
    for hit in (*(hit for words in readings for hit in _by_name(index, words)), *_by_figure(index, text)):
        if types is None or hit.entity.type in types:
            known = best.get(hit.entity.id)
            if known is None or hit.score > known.score:
                best[hit.entity.id] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.entity.id))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_SHORT.get(word, word) for word in _WORDS.findall(folded(text)))


def _by_name(index: _Index, asked: tuple[str, ...]) -> Iterator[SearchHit]:
    likes = [dict(_alike(index, word)) for word in dict.fromkeys(asked)]
    if not likes:
        return
    # Every word must be in a name: those that have the rarest of them, and no others, are looked at.
    rarest = min(likes, key=lambda like: sum(len(index.places[word]) for word in like))
    for place in sorted({place for word in rarest for place in index.places[word]}):
        name = index.names[place]
        found = [max((like[word] for word in name.words if word in like), default=0.0) for like in likes]
        if all(found):
            yield SearchHit(name.entity, _score(name, asked, sum(found) / len(found)), name.shown)


def _alike(index: _Index, word: str) -> Iterator[tuple[str, float]]:
    """The known words that a word is, begins, or is a slip of, with how like they are: the last counts for each."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # Short words have too many neighbours, and a number with another digit is another number.
    if len(word) >= 4 and not word.isdecimal():
        for known, likeness, _ in process.extract(
            word, index.words, scorer=OSA.normalized_similarity, score_cutoff=SIMILAR, limit=20
        ):
            if likeness < 1:
                yield known, likeness * 0.8
    for place in range(bisect_left(index.words, word), len(index.words)):
        known = index.words[place]
        if not known.startswith(word):
            break
        yield known, 1.0 if known == word else 0.9


def _score(name: _Name, asked: tuple[str, ...], likeness: float) -> float:
    if asked == name.words:
        return name.worth
    if sorted(asked) == sorted(name.words):
        return 0.95 * name.worth
    share = min(1.0, sum(map(len, asked)) / sum(map(len, name.words)))
    begins = 0.1 if name.words[: len(asked)] == asked else 0.0
    return name.worth * likeness * (0.3 + begins + 0.4 * share)


def _by_figure(index: _Index, text: str) -> Iterator[SearchHit]:
    for number in _NUMBER.findall(text):
        for entity, stated in index.figures.get(int(number.replace(",", "")), ()):
            yield SearchHit(entity, 0.8, stated)


def _index(graph: KnowledgeGraph) -> _Index:
    names: list[_Name] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    figures: defaultdict[int, list[tuple[Entity, str]]] = defaultdict(list)
    known: dict[str, str] = {}
    for entity in graph.entities.values():
        for shown, worth in _called(entity):
            words = tuple(known.setdefault(word, word) for word in _words(shown))
            for word in dict.fromkeys(words):
                places[word].append(len(names))
            names.append(_Name(entity, shown, words, worth))
        for claim in entity.claims:
            if claim.quantity:
                for bound in {claim.quantity.low, claim.quantity.high} - {None}:
                    figures[bound or 0].append((entity, claim.stated))
    return _Index(
        tuple(names),
        {word: array("i", found) for word, found in places.items()},
        tuple(sorted(places)),
        {number: tuple(found) for number, found in figures.items()},
    )


def _called(entity: Entity) -> Iterator[tuple[str, float]]:
    # People look for things before they look for pages about them.
    yield entity.name, 0.9 if isinstance(entity, Source) else 1.0
    yield entity.id, 0.9
    for alias in entity.aliases:
        yield alias, 0.9
    match entity:
        case State(code=code):
            yield code, 0.9
        case Party(abbreviation=abbreviation):
            yield abbreviation, 0.9
        case Law(number=str(number)):
            yield number, 0.9
