"""Charts and figures for pages of others: by their paths, and what changed since a version of the data.

The path of a chart is that of its file without the ending. The path of the figure that leads a page is the id of its
entity, and empty for the home page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...graph.model.vocabulary import ClaimProperty
from ...graph.queries.release_comparison import Change, changes, releases
from . import numbers
from .address import Address
from .card import Card, card_at
from .charts import chart_at
from .entity_page import data_of
from .render import render


class Embed(NamedTuple):
    """A chart or a figure for a page of somebody else.

    Attributes
    ----------
    path : str
        Its path.
    page : str
        The path of the page that it is from.
    title : str
        What it shows.
    svg : Markup or None
        The chart.
    card : Card or None
        The figure with its sentence, where it is no chart.
    is_behind : callable
        Tells whether it may rest on the claims about an entity, by the entity's id.
    """

    path: str
    page: str
    title: str
    svg: Markup | None
    card: Card | None
    is_behind: Callable[[str], bool]


def embed_at(graph: KnowledgeGraph, path: str, base: str) -> Embed:
    """Return a chart or a figure by its path.

    Parameters
    ----------
    graph
        The graph.
    path
        Its path.
    base
        The absolute address of the home page, for links in it.

    Raises
    ------
    NotFound
        If there is no such chart, and no page with a figure.
    """
    id = path.rpartition(".")[0] if "." in path else path
    if path.startswith("map/"):
        chart = chart_at(graph, path, base)
        kind = "law/" if path in ("map/automatic", "map/overdue") else "action/"
        return Embed(path, chart.page, chart.title, chart.svg, None, lambda id: id.startswith(kind))
    if id and graph.get(id) is None:
        raise NotFound(f"No page has the path {id!r}.", "page")
    if "." in path:
        chart = chart_at(graph, path, base)
        return Embed(path, chart.page, chart.title, chart.svg, None, _entities_of(graph, chart.page).__contains__)
    card = card_at(graph, path)
    behind = _entities_of(graph, path).__contains__ if path else _is_action
    return Embed(path, path, card.title, None, card, behind)


def embed_page(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page that is framed, with the chart and what changed since the version in its address."""
    path = address.path.removeprefix("embed").strip("/")
    shown = embed_at(graph, path, address.base)
    version = address.field("v")
    data = {
        "shown": shown,
        "canonical": address.base + shown.page,
        "dataset": {"version": graph.dataset.version, "released": graph.dataset.released.isoformat()},
        "changed": changed_since(graph, version, shown.is_behind) if version else "",
    }
    return render("embed.html", address.root, data)


def changed_since(graph: KnowledgeGraph, version: str, is_behind: Callable[[str], bool]) -> str:
    """Return in words which figures have changed since a version of the data; empty where none has.

    Parameters
    ----------
    graph
        The graph.
    version
        The version.
    is_behind
        Tells which entities count, by their ids.
    """
    if version == graph.dataset.version:
        return ""
    try:
        changed = [one for one in changes(graph, version) if is_behind(one.about) and _may_be_figure(one)]
    except NotFound:
        return (
            "It was embedded with a version of the data that is no release: whether figures have changed is not known."
        )
    if not changed:
        return ""
    counts = Counter(one.kind.name for one in changed)
    words = (("ADDED", "added"), ("REMOVED", "removed"), ("RERANKED", "with another rank"))
    day = next(one.released for one in releases(graph) if one.version == version)
    told = numbers.listed([f"{counts[kind]:,} {word}" for kind, word in words if counts[kind]])
    return (
        f"Figures behind this have changed since it was embedded, with data of {numbers.day(day.isoformat())}: {told}."
    )


def _may_be_figure(change: Change) -> bool:
    """Return whether a change is of a figure; the property of a removed claim is not told, so it may be."""
    return change.claim is None or change.claim.property is ClaimProperty.FIGURE


def _is_action(id: str) -> bool:
    return id.startswith("action/")


def _entities_of(graph: KnowledgeGraph, id: str) -> frozenset[str]:
    """Return the ids of an entity and of the actions on its page; of a claim, that of what it is about."""
    data = data_of(graph, id)
    if "claim" in data:
        return frozenset((data["claim"]["about"]["id"],))
    place = data.get("state") or data.get("locality") or data.get("country")
    actions = place["actions"]["nodes"] if place else []
    return frozenset((id, *(one["id"] for one in actions)))
