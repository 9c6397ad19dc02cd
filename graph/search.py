"""Finding entities by what people call them: whole names, beginnings of words, and ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from .filters import folded
from .knowledge import KnowledgeGraph
from .records import Entity, Law, Party, State
from .vocabulary import EntityType

_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entity that was found, how well it matches (0 to 1), and the text that matched."""

    entity: Entity
    score: float
    matched: str


def search(graph: KnowledgeGraph, text: str, types: Collection[EntityType] | None = None) -> list[SearchHit]:
    """Entities whose names, aliases, codes or numbers match, best first.

    A whole name scores 1, an alias, code or number 0.9, the beginning of one 0.7; else every word of the text must
    begin a word of the name, in any order: 0.5, scaled by how much of the name that is. Case and accents don't count.

    Parameters
    ----------
    graph
        The graph.
    text
        What to look for; without a letter or digit nothing is found.
    types
        Only entities of these types.

    Returns
    -------
    list of SearchHit
        Ties by id.
    """
    asked = " ".join(_WORDS.findall(folded(text)))
    if not asked:
        return []
    hits = [
        hit
        for entity, names in graph.derived(_names)
        if (not types or entity.type in types) and (hit := _best(entity, names, asked)) is not None
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entity.id))


def _best(entity: Entity, names: tuple[tuple[str, str, float], ...], asked: str) -> SearchHit | None:
    score, matched = max(
        ((_score(asked, plain, whole), shown) for shown, plain, whole in names), key=lambda pair: pair[0]
    )
    return SearchHit(entity, score, matched) if score > 0 else None


def _score(asked: str, plain: str, whole: float) -> float:
    if asked == plain:
        return whole
    if plain.startswith(asked):
        return 0.7 * whole
    words = plain.split()
    if all(any(word.startswith(part) for word in words) for part in asked.split()):
        return 0.5 * whole * len(asked) / max(len(asked), len(plain))
    return 0.0


def _names(graph: KnowledgeGraph) -> tuple[tuple[Entity, tuple[tuple[str, str, float], ...]], ...]:
    return tuple(
        (entity, tuple((shown, " ".join(_WORDS.findall(folded(shown))), whole) for shown, whole in _called(entity)))
        for entity in graph.entities.values()
    )


def _called(entity: Entity) -> Iterator[tuple[str, float]]:
    yield entity.name, 1.0
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
