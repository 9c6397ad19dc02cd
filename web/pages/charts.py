"""Charts by their paths: map/people is the map of a measure, state/ca.uptake the chart of a page of an entity."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from . import share_multiples
from .entity_page import data_of
from .map_page import map_of, multiples_of

_TITLE = "{http://www.w3.org/2000/svg}title"


class Chart(NamedTuple):
    """A chart.

    Attributes
    ----------
    svg : Markup
        The chart, with its title, its legend, its days and its license in itself.
    page : str
        The path of the page that has it.
    """

    svg: Markup
    page: str

    @property
    def title(self) -> str:
        """What it shows."""
        return ElementTree.fromstring(self.svg).findtext(_TITLE, "")

    @property
    def file(self) -> str:
        """The chart as a file of SVG."""
        return f'<?xml version="1.0" encoding="utf-8"?>\n{self.svg}\n'


def chart_at(graph: KnowledgeGraph, path: str, root: str) -> Chart:
    """Return a chart.

    Parameters
    ----------
    graph
        The graph.
    path
        `map/` and the name of a measure, or `map/share-by-state`; or the id of an entity or a claim, a dot, and the
        name of a chart of its page.
    root
        The address of the home page, for links in the chart.

    Raises
    ------
    NotFound
        If there is no such chart.
    """
    if path == f"map/{share_multiples.NAME}":
        return Chart(multiples_of(graph), "map/share")
    if path.startswith("map/"):
        return Chart(map_of(graph, path.removeprefix("map/"), root).svg, path)
    id, _, name = path.rpartition(".")
    charts: dict[str, Markup] = data_of(graph, id).get("charts", {})
    if name not in charts:
        raise NotFound(f"The page of {id} has {'the charts ' + ', '.join(charts) if charts else 'no chart'}.", "page")
    return Chart(charts[name], id)
