"""Answers of topic pages to a search that names no place, person or law: the sentences that lead such a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ...graph import KnowledgeGraph
from . import home_questions, vetoes_page
from .site_query import query, query_all

Sentences = Callable[[KnowledgeGraph], list[str]]


def topic_answer(graph: KnowledgeGraph, path: str) -> list[str]:
    """Return the sentences that answer what a topic page is about; none where it has no short answer.

    Parameters
    ----------
    graph
        The graph.
    path
        The address of the page, relative to the home page.
    """
    make = _ANSWERS.get(path)
    return make(graph) if make else []


def _automatic(graph: KnowledgeGraph) -> list[str]:
    return home_questions.which_clear(query(graph, "PageOfAutomaticClearing")).answer


def _pardons(graph: KnowledgeGraph) -> list[str]:
    data = query(graph, "PageOfHome")
    return home_questions.how_many_people(data["totals"], data["day"]).answer


def _deadlines(graph: KnowledgeGraph) -> list[str]:
    duties = query_all(graph, "Deadlines", "duties", {"status": ["OVERDUE"]})
    return home_questions.which_are_overdue(duties["duties"]["nodes"]).answer


def _disputed(graph: KnowledgeGraph) -> list[str]:
    return home_questions.where_sources_differ(query(graph, "DisputedFigures")["conflicts"]["nodes"]).answer


def _vetoes(graph: KnowledgeGraph) -> list[str]:
    return vetoes_page.lead(query_all(graph, "PageOfVetoes", "laws"))


_ANSWERS: Final[Mapping[str, Sentences]] = {
    "vetoes": _vetoes,
    "automatic": _automatic,
    "pardons": _pardons,
    "deadlines": _deadlines,
    "disputed": _disputed,
}
