"""The tool `find`: the figures that a question asks for, entities, saved queries, and the schema by meaning."""

from __future__ import annotations

import re
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.model.records import Entity
from ...graph.queries.search import MAX_TEXT_LENGTH, search
from ...graph.queries.search_advice import advise
from ...graph.queries.search_words import stem
from ...graph.queries.sentence_search import telling_words
from ...schema.context import today as current_day
from ...schema.document_cache import core_schema
from ...schema.saved_queries import operations
from ...schema.schema_search import search_schema
from ...web.pages.search_answer import answer as page_answer
from ...web.pages.search_topics import topics
from .figure_lookup import answer
from .paging import Whole
from .resources import uri_of
from .result_pages import Result

KINDS: Final = ("answer", "entities", "schema", "saved_queries")
"""The parts of what is found."""
_MOST: Final = {"entities": 50, "schema": 20, "saved_queries": 20}
"""How many are listed of one part alone."""
_MOST_AMONG_ALL: Final = {"entities": 8, "schema": 3, "saved_queries": 3}
"""How many are listed of each part beside the others."""
_SURE: Final = 0.5


def find(graph: KnowledgeGraph, text: str, only: str | None = None) -> Result:
    """Return what fits a text.

    Parameters
    ----------
    graph
        The graph.
    text
        A question, a name, a figure, or what a field of the schema means.
    only
        One of `KINDS`, where the others are not wanted.

    Raises
    ------
    QueryError
        If the text is empty or too long, or there is no such part.
    """
    if only is not None and only not in KINDS:
        raise QueryError(f"only is {only!r}; it can be {', '.join(KINDS)}.", "only")
    if not text.strip():
        raise QueryError("text is empty; give a question, a name, or what a field means.", "text")
    if len(text) > MAX_TEXT_LENGTH:
        raise QueryError(f"text has {len(text)} characters; the limit is {MAX_TEXT_LENGTH}.", "text")
    wanted = KINDS if only is None else (only,)
    most = _MOST if only is not None else _MOST_AMONG_ALL
    day = current_day()
    data: dict[str, Any] = {}
    absent: dict[Any, Any] = {}
    advice: list[str] = []
    hits = search(graph, text)
    if "answer" in wanted:
        found = answer(graph, text, day)
        lines = found.sentences
        if not (found.figures or found.absent or found.sentences):
            shown = [{"score": hit.score, "entity": {"id": hit.entity.id, "name": hit.entity.name}} for hit in hits[:5]]
            lines = [line for page in page_answer(graph, text, shown, topics(text)) for line in page.lines]
        absent = {("sentences", len(lines) + place): one for place, one in enumerate(found.absent)}
        data["sentences"] = [Whole(sentence=one) for one in (*lines, *(one["sentence"] for one in found.absent))]
        data["figures"] = [Whole(one) for one in found.figures]
        if not hits and (found_advice := advise(graph, text, hits)):
            advice.append(found_advice.message)
    if "entities" in wanted:
        data["entities"] = [_entity(hit.entity, hit.score, hit.matched) for hit in hits[: most["entities"]]]
        data["entitiesFound"] = len(hits)
        data["advice"] = advice
    if "saved_queries" in wanted:
        data["savedQueries"] = _saved_queries(text)[: most["saved_queries"]]
    if "schema" in wanted:
        data["schema"] = [
            Whole(coordinate=one.coordinate, definition=one.description, path=one.path, example=one.example)
            for one in search_schema(core_schema(), text)[: most["schema"]]
        ]
    defaults = {"only": "every part"} if only is None else {}
    dataset = {"version": graph.dataset.version, "released": graph.dataset.released.isoformat()}
    lead = {"defaults": {**defaults, "day": f"{day.isoformat()} (today)"}, "dataset": dataset}
    return Result(lead, data, absent)


def _entity(entity: Entity, score: float, matched: str) -> Whole:
    also = {"matched": matched} if matched != entity.name else {}
    return Whole(
        id=entity.id, type=entity.type.name, name=entity.name, uri=uri_of(entity.id), score=round(score, 2), **also
    )


def _saved_queries(text: str) -> list[Whole]:
    wanted = set(telling_words(text))
    found = []
    for one in operations().values():
        named = {stem(word.lower()) for word in re.findall("[A-Z][a-z]+", one.name)}
        shared = wanted & {*named, *map(stem, telling_words(one.description))}
        if wanted and len(shared) / len(wanted) >= _SURE:
            found.append((-len(shared) - len(wanted & named), one.name, Whole(name=one.name, title=one.title)))
    return [whole for _, _, whole in sorted(found, key=lambda one: one[:2])]
