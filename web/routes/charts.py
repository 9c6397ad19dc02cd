"""Charts as files: the map of a measure at /map/NAME.svg, and a chart of an entity at its id with .NAME.svg.

With .png they are pictures, and with .vl.json specs of Vega-Lite. The card of a page, for links that are shared, is at
/card.png and at /card/ and the id. Each is made once a version of the data and day, and cached with the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ..http.negotiation import JSON
from ..http.responses import SECURITY, Header, HTTPError, RawResponse
from ..pages.address import Address, Moved
from ..pages.card import card_at
from ..pages.charts import chart_at
from ..pages.entity_page import KINDS
from ..pages.vega_lite import spec_at
from ..png import PngRenderer
from ..response_cache import CachedResponse
from .entity_pages import id_with_a_page
from .page_endpoint import PageContext, PageEndpoint

SVG: Final = "image/svg+xml"
Draw = Callable[[KnowledgeGraph, Address], str]


def chart_routes(context: PageContext, renderer: PngRenderer) -> list[BaseRoute]:
    """Return the routes of the charts as files; they come before those of the pages."""
    charts = {
        "svg": SvgEndpoint(context, _chart),
        "png": PngEndpoint(context, _chart, renderer),
        "vl.json": SvgEndpoint(context, _spec, JSON),
    }
    cards = {"svg": SvgEndpoint(context, _card), "png": PngEndpoint(context, _card, renderer, 1.0)}
    of_charts = ("/map/{measure}", *(f"/{kind}/{{rest:path}}.{{chart}}" for kind in KINDS))
    return [
        Route(f"{path}.{ending}", endpoint, methods=["GET", "HEAD"])
        for paths, endpoints in ((of_charts, charts), (("/card", "/card/{rest:path}"), cards))
        for path in paths
        for ending, endpoint in endpoints.items()
    ]


class SvgEndpoint(PageEndpoint):
    """A picture as SVG, whatever the query string. One that is not there is an error and no page."""

    _varies_by_query = False

    def __init__(self, context: PageContext, draw: Draw, media_type: str = SVG) -> None:
        def make(graph: KnowledgeGraph, address: Address) -> str:
            try:
                return draw(graph, address)
            except NotFound as error:
                raise HTTPError(404, str(error)) from None

        super().__init__(context, make, media_type)


class PngEndpoint(SvgEndpoint):
    """A picture as PNG, drawn from the SVG.

    Parameters
    ----------
    context
        What it shares with pages.
    draw
        Returns the SVG.
    renderer
        Draws it as PNG.
    scale
        Pixels for each unit of the SVG.
    """

    def __init__(self, context: PageContext, draw: Draw, renderer: PngRenderer, scale: float = 2.0) -> None:
        super().__init__(context, draw)
        self._renderer = renderer
        self._scale = scale

    def _key(self, address: Address) -> str:
        path: str = address.path  # no address is in the pixels
        return path

    async def _responded(self, made: str, headers: tuple[Header, ...], etag: bytes) -> CachedResponse:
        body = await self._renderer.png(made, self._scale)
        of_the_body = ((b"content-type", b"image/png"), (b"content-length", b"%d" % len(body)))
        response = RawResponse(200, (*of_the_body, *SECURITY, *headers), body)
        return CachedResponse(response, etag, compressed=response)  # PNG is compressed


def _chart(graph: KnowledgeGraph, address: Address) -> str:
    """Return the SVG of the chart whose path an address has before its ending."""
    path, _, ending = address.path.rpartition(".")
    return chart_at(graph, _checked(graph, path, ending), address.base).file


def _spec(graph: KnowledgeGraph, address: Address) -> str:
    """Return the spec of the chart whose path an address has before its ending."""
    path = address.path.removesuffix(".vl.json")
    return spec_at(graph, _checked(graph, path, "vl.json"), address.base)


def _checked(graph: KnowledgeGraph, path: str, ending: str) -> str:
    """Return the path of a chart, if the entity that it is of has a page there."""
    if not path.startswith("map/"):
        id, _, name = path.rpartition(".")
        id_with_a_page(graph, id, f".{name}.{ending}")
    return path


def _card(graph: KnowledgeGraph, address: Address) -> str:
    """Return the SVG of the card whose path an address has before its ending."""
    path, _, ending = address.path.rpartition(".")
    id = path.partition("/")[2]
    if id:
        try:
            id_with_a_page(graph, id, f".{ending}")
        except Moved as moved:
            raise Moved(f"card/{moved.path}", moved.status) from None
    return card_at(graph, id).svg
