"""Two states side by side."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from . import state_page, total_sentences
from .address import Address, Moved
from .numbers import Json
from .site_query import query, query_links, render_site

_OPEN: Final = frozenset(("OVERDUE", "MISSED", "PENDING", "PARTLY"))


class Side(NamedTuple):
    """One of the two states.

    Attributes
    ----------
    state : Mapping
        The state, as the saved query PageOfAState returns it.
    view : Mapping
        What the page of the state needs beside it.
    totals : list of str
        What the state itself granted, a sentence each.
    duties : list of (Mapping, Mapping)
        Its laws with their duties that are not done.
    """

    state: Json
    view: Json
    totals: list[str]
    duties: list[Any]


def compare_form(graph: KnowledgeGraph, address: Address) -> str:
    """Return the form that picks two states, or lead to their page where it was sent."""
    one, other = address.field("one").lower(), address.field("other").lower()
    if one and other:
        for code in (one, other):
            _state(graph, code)
        raise Moved(f"compare/{one}/{other}", 303)
    return render_site("compare_form.html", address, query(graph, "PageOfStates"))


def compare(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page of two states."""
    _, *codes = address.path.split("/")
    if any(code != code.lower() for code in codes):
        raise Moved(address.path.lower())
    if codes[0] == codes[1]:
        raise Moved(f"state/{codes[0]}", 303)
    data = [_state(graph, code) for code in codes]
    return render_site(
        "compare.html",
        address,
        data[0],
        sides=[_side(one) for one in data],
        queries=query_links(*(("PageOfAState", {"code": code.upper()}) for code in codes)),
    )


def _state(graph: KnowledgeGraph, code: str) -> dict[str, Any]:
    data = query(graph, "PageOfAState", {"code": code})
    if data["state"] is None:
        raise NotFound(f"No state has the code {code!r}.")
    return data


def _side(data: dict[str, Any]) -> Side:
    state, today = data["state"], data["day"]
    view = state_page.view(data)
    own = [one for one in state["actions"]["nodes"] if one["jurisdiction"]["id"] == state["id"]]
    leading = total_sentences.leading_totals((one for one in state["totals"] if one["level"] == "STATE"), own)
    duties = [pair for pair in view["duties"] if pair[1]["status"] in _OPEN]
    return Side(state, view, [total_sentences.total_sentence(one, today, own) for one in leading], duties)
