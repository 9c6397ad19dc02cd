"""The answer that leads the results of a search: the sentences of the pages of what the text names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.queries.sentence_search import named_places
from .entity_page import data_of
from .numbers import Json

_MOST: Final = 2
"""Places that are answered for at most."""
_SURE: Final = 0.4
"""The score from which the best hit is taken to be what was meant."""
_NO_ANSWER: Final = frozenset(("source",))
"""Types whose pages say what a source says, which answers no question by itself."""


class Answer(NamedTuple):
    """What is known of an entity.

    Attributes
    ----------
    entity : Mapping
        The entity, with its id and name.
    lines : list of str
        Sentences about it.
    """

    entity: Json
    lines: list[str]


def answer(graph: KnowledgeGraph, text: str, hits: Sequence[Json]) -> list[Answer]:
    """Return what is known of the places that a text names, or else of its best hit."""
    found: list[Mapping[str, Any]] = [
        {"id": place.id, "name": place.name} for place in named_places(graph, text)[:_MOST]
    ]
    if not found and hits and hits[0]["score"] >= _SURE:
        found = [hits[0]["entity"]]
    return [
        Answer(entity, data_of(graph, entity["id"])["lead"])
        for entity in found
        if entity["id"].partition("/")[0] not in _NO_ANSWER
    ]
