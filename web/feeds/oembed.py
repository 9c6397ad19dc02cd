"""oEmbed: for the address of a page, a chart or an embedded chart, how another page shows it."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from .. import png
from ..http.responses import HTTPError
from ..pages import card
from ..pages.address import Address
from ..pages.embed import embed_at
from ..pages.embed_code import WIDTH, embed_code, frame_size

JSON: Final = "application/json"
XML: Final = "text/xml"
FORMATS: Final = {"json": JSON, "xml": XML}
_MOST: Final = 2_000
_A_DAY: Final = 86_400
_MAX_URL: Final = 400


def oembed(graph: KnowledgeGraph, address: Address) -> str:
    """Return the response to a request with `url`, and perhaps `format`, `maxwidth` and `maxheight`.

    Parameters
    ----------
    graph
        The graph.
    address
        The address of the request.

    Raises
    ------
    HTTPError
        When the address is none of this server's with a chart or a figure, or the format is not known.
    """
    shape = address.field("format") or "json"
    if shape not in FORMATS:
        raise HTTPError(501, "The formats are json and xml.", "NOT_IMPLEMENTED")
    path = _path(address.field("url"), address.base)
    try:
        shown = embed_at(graph, path, address.base)
    except NotFound as error:
        raise HTTPError(404, str(error)) from None
    most_width, most_height = _bound(address, "maxwidth"), _bound(address, "maxheight")
    width, height = frame_size(shown.svg, min(WIDTH, most_width))
    frame = width, min(height, most_height)
    value: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": shown.title,
        "provider_name": "Clemency Graph",
        "provider_url": address.base,
        "cache_age": _A_DAY,
        "html": embed_code(address.base, path, shown.title, shown.svg, graph.dataset.version, frame),
        "width": frame[0],
        "height": frame[1],
    }
    fits = most_width >= card.WIDTH and most_height >= card.HEIGHT
    if shown.card and fits and png.is_available():
        picture = f"{address.base}card{'/' if path else ''}{path}.png?v={graph.dataset.version}"
        value |= {"thumbnail_url": picture, "thumbnail_width": card.WIDTH, "thumbnail_height": card.HEIGHT}
    return _xml(value) if shape == "xml" else json.dumps(value, ensure_ascii=False)


def _path(url: str, base: str) -> str:
    """Return the path of what is embedded for an address.

    Raises
    ------
    HTTPError
        When it is no address of this server.
    """
    if not url or len(url) > _MAX_URL:
        raise HTTPError(400, f"Give the address of a page of this server as url, in at most {_MAX_URL} characters.")
    try:
        asked, own = urlsplit(url), urlsplit(base)
    except ValueError:
        raise HTTPError(404, "That is no address.") from None
    path = unquote(asked.path) or "/"
    if asked.scheme not in ("http", "https") or asked.netloc != own.netloc or not f"{path}/".startswith(own.path):
        raise HTTPError(404, f"Only pages of {base} can be embedded.")
    path = path[len(own.path) :].strip("/")
    for ending in (".svg", ".png"):
        path = path.removesuffix(ending)
    if path == "card" or path.startswith("card/"):
        return path.removeprefix("card").strip("/")
    return path.removeprefix("embed").strip("/") if path == "embed" or path.startswith("embed/") else path


def _bound(address: Address, name: str) -> int:
    """Return the most pixels that a field of the query string allows.

    Raises
    ------
    HTTPError
        When it is no number.
    """
    given = address.field(name)
    if not given:
        return _MOST
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        raise HTTPError(400, f"{name} is a number of pixels.")
    return max(1, min(_MOST, int(given)))


def _xml(value: dict[str, Any]) -> str:
    root = ElementTree.Element("oembed")
    for name, one in value.items():
        ElementTree.SubElement(root, name).text = str(one)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")
