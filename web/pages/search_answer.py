"""The answer that leads the results of a search: the sentences of the pages of what the text names or asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.model.vocabulary import Unit
from ...graph.queries.search_words import stem, words
from ...graph.queries.sentence_search import HIGHEST_SCORE, named_places
from . import numbers
from .entity_page import data_of
from .numbers import Json
from .search_topics import Topic
from .topic_answers import topic_answer

_MOST: Final = 2
"""Places that are answered for at most."""
_SURE: Final = 0.4
"""The score from which the best hit is taken to be what was meant."""
_NO_ANSWER: Final = frozenset(("source",))
"""Types whose pages say what a source says, which answers no question by itself."""
_UNITS: Final = {stem(numbers.unit(one.name, 2)): numbers.unit(one.name, 2) for one in Unit}


class Answer(NamedTuple):
    """What is known of an entity or a topic.

    Attributes
    ----------
    path : str
        The address of its page, relative to the home page.
    name : str
        Its name.
    lines : list of str
        Sentences about it.
    """

    path: str
    name: str
    lines: list[str]


def answer(graph: KnowledgeGraph, text: str, hits: Sequence[Json], topics: Sequence[Topic]) -> list[Answer]:
    """Return what is known of the places that a text names, or of its topic, or else of its best hit.

    Parameters
    ----------
    graph
        The graph.
    text
        What is searched for.
    hits
        What was found, best first.
    topics
        The topic pages that words of the text point to.
    """
    places = [{"id": place.id, "name": place.name} for place in named_places(graph, text)[:_MOST]]
    if places:
        return [_of_entity(graph, place, text) for place in places]
    # The whole name of something scores more than any sentence about it.
    best = hits[0] if hits else None
    if best is None or best["score"] <= HIGHEST_SCORE:
        for topic in topics:
            if lines := topic_answer(graph, topic.path):
                return [Answer(topic.path, topic.title, lines)]
    if best and best["score"] >= _SURE and best["entity"]["id"].partition("/")[0] not in _NO_ANSWER:
        return [_of_entity(graph, best["entity"], text)]
    return []


def _of_entity(graph: KnowledgeGraph, entity: Mapping[str, Any], text: str) -> Answer:
    data = data_of(graph, entity["id"])
    lines = [*data["lead"], *_in_the_unit(text, data["lead"], data.get("own_totals", ()))]
    return Answer(entity["id"], entity["name"], lines)


def _in_the_unit(text: str, lead: Sequence[str], totals: Sequence[str]) -> list[str]:
    """Return the totals in a unit that a text has a word for, where no sentence of the lead is in it."""
    asked = {_UNITS[one] for one in map(stem, words(text)) if one in _UNITS}
    counted = {unit: re.compile(rf"\d {unit}\b") for unit in asked}
    missing = [pattern for pattern in counted.values() if not any(map(pattern.search, lead))]
    return [line for line in totals if any(pattern.search(line) for pattern in missing)]
