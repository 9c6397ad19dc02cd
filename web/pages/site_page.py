"""The pages of the site that are about no single entity, by their paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...schema import run
from ...schema.saved_queries import operations
from . import glossary, sentences
from .address import Address
from .render import render


def home(graph: KnowledgeGraph, address: Address) -> str:
    """Return the home page: a search box, and the states."""
    return _render("home.html", graph, address, _query(graph, "PageOfStates"))


def states(graph: KnowledgeGraph, address: Address) -> str:
    """Return the list of states with what each granted."""
    data = _query(graph, "PageOfStates")
    rows = [(state, [sentences.total_clause(one) for one in _leading(state)]) for state in data["states"]["nodes"]]
    return _render("states.html", graph, address, data, rows=rows, operation="PageOfStates", variables="")


def terms(graph: KnowledgeGraph, address: Address) -> str:
    """Return the glossary."""
    return _render("glossary.html", graph, address, _query(graph, "PageOfStates"), sections=glossary.sections())


SITE_PAGES: Final[Mapping[str, Callable[[KnowledgeGraph, Address], str]]] = {
    "/": home,
    "/state": states,
    "/glossary": terms,
}
"""The pages, by their paths."""


def _query(graph: KnowledgeGraph, name: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the data of a saved query, with the version of the data and its day of release."""
    response = run(graph, operations()[name].document, variables or {})
    assert response.data is not None, response.errors
    return {**response.data, "dataset": response.extensions["dataset"]}


def _leading(state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sentences.leading_totals(state["totals"])


def _render(template: str, graph: KnowledgeGraph, address: Address, data: dict[str, Any], **more: Any) -> str:
    others = {name: value for name, value in data.items() if name != "day"}
    shared = {"canonical": address.base + address.path, "today": data["day"]}
    return render(template, address.root, {**others, **shared, **more})
