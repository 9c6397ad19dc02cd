"""The map of the states: on the home page, on a page of its own with a table of the same, and as a file."""

from __future__ import annotations

from typing import Final, NamedTuple

from markupsafe import Markup

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...schema.context import today
from . import share_multiples
from .address import Address
from .map_measures import MEASURES, NOTHING, Measure, Value
from .numbers import Json
from .site_query import query, query_links, render_site
from .state_map import state_map

DEFAULT: Final = next(iter(MEASURES))


class MapOfStates(NamedTuple):
    """A map with what it is drawn from.

    Attributes
    ----------
    measure : Measure
        What it shows.
    svg : Markup
        The map.
    rows : list of (Mapping, Value)
        Each state with its value: those with one first, by name.
    page : Mapping
        The data of the saved query PageOfStates.
    """

    measure: Measure
    svg: Markup
    rows: list[tuple[Json, Value]]
    page: Json


def map_of(graph: KnowledgeGraph, name: str, root: str, page: Json | None = None) -> MapOfStates:
    """Return the map of a measure.

    Parameters
    ----------
    graph
        The graph.
    name
        The name of the measure.
    root
        The address of the home page, for links.
    page
        The data of the saved query PageOfStates, if they are there.

    Raises
    ------
    NotFound
        If there is no such measure.
    """
    if name not in MEASURES:
        raise NotFound(f"There is no map of {name!r}; there are: {', '.join(MEASURES)}.", "page")
    measure = MEASURES[name]
    page = page or query(graph, "PageOfStates")
    values = measure.values(graph, page)
    states = {one["code"]: one for one in page["states"]["nodes"]}
    rows = [(state, values[code]) for code, state in states.items()]
    rows.sort(key=lambda row: (row[1].level == NOTHING, str(row[0]["name"])))
    svg = state_map(measure, values, states, page["dataset"], page["day"], root)
    return MapOfStates(measure, svg, rows, page)


def multiples_of(graph: KnowledgeGraph) -> Markup:
    """Return the share of the eligible that had relief as small multiples by state."""
    data = query(graph, "UptakeByState")
    return share_multiples.share_multiples(data["states"]["nodes"], data["dataset"], today().isoformat())


def map_page(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page of the map of a measure."""
    shown = map_of(graph, address.path.rpartition("/")[2], address.root)
    return render_site(
        "map.html",
        address,
        shown.page,
        shown=shown,
        multiples=multiples_of(graph) if shown.measure.name == "share" else None,
        measures=MEASURES.values(),
        queries=query_links(shown.measure.query),
    )
