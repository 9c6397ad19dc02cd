"""The answer that leads the results of a search: what a place or an action that the text names is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.queries.sentence_search import named_places
from . import sentences
from .numbers import Json
from .site_query import query

_MOST: Final = 2
"""Places that are answered for at most."""
_SURE: Final = 0.4
"""The score from which the best hit is taken to be what was meant."""


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


def answer(graph: KnowledgeGraph, text: str, hits: Sequence[Json], today: str) -> list[Answer]:
    """Return what is known of the places that a text names, or else of its best hit; nothing of other types."""
    places = [{"id": place.id, "name": place.name} for place in named_places(graph, text)[:_MOST]]
    if not places and hits and hits[0]["score"] >= _SURE:
        places = [hits[0]["entity"]]
    found = (_answer(graph, place, hits, today) for place in places)
    return [one for one in found if one is not None]


def _answer(graph: KnowledgeGraph, entity: Mapping[str, Any], hits: Sequence[Json], today: str) -> Answer | None:
    kind, _, rest = entity["id"].partition("/")
    if kind == "state":
        state = query(graph, "PageOfAState", {"code": rest.upper()})["state"]
        return Answer(entity, sentences.state_sentences(state, today))
    if kind == "locality":
        return Answer(entity, _of_locality(graph, entity["id"], today))
    if kind == "action":
        action = query(graph, "PageOfAnAction", {"id": entity["id"]})["action"]
        return Answer(entity, sentences.action_sentences(action, today))
    return None


def _of_locality(graph: KnowledgeGraph, id: str, today: str) -> list[str]:
    """Return sentences about what a city or county did, and that it is not what its state did."""
    code = id.split("/")[1].upper()
    state = query(graph, "PageOfAState", {"code": code})["state"]
    own = [one for one in state["actions"]["nodes"] if one["jurisdiction"]["id"] == id]
    if not own:
        return ["No clemency action of its own is recorded."]
    lines = [_sentence(one, today) for one in own]
    return [*lines, f"This is what the city or county did; what {state['name']} did as a state is told apart."]


def _sentence(action: Json, today: str) -> str:
    if action["figure"] is None:
        return f"{action['name']}: no source that was read gives a number."
    said: str = sentences.figure_sentence(action["kind"], action["figure"], today)
    return f"{action['name']}: {said[:1].lower()}{said[1:]}"
