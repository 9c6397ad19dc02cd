"""Charts and figures that other pages frame, at /embed/..., and how they are found, at /oembed."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ..feeds.oembed import JSON, XML, oembed
from ..http.html_responses import build_html
from ..http.responses import Header, Headers, build
from ..pages.address import Address, Moved
from ..pages.embed import embed_page
from ..response_cache import CachedResponse
from .entity_pages import id_with_a_page
from .page_endpoint import PageContext, PageEndpoint

_FRAMED: Final[Headers] = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    ),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
"""Any page may frame these, and no other page of the server."""


def embed_routes(context: PageContext) -> list[BaseRoute]:
    """Return the routes."""
    framed = _EmbedEndpoint(context, _embed)
    return [
        Route("/embed", framed, methods=["GET", "HEAD"]),
        Route("/embed/{rest:path}", framed, methods=["GET", "HEAD"]),
        Route("/oembed", _OembedEndpoint(context, oembed, JSON), methods=["GET", "HEAD"]),
    ]


class _EmbedEndpoint(PageEndpoint):
    """A page that other pages may frame."""

    async def _responded(self, made: str, headers: tuple[Header, ...], etag: bytes) -> CachedResponse:
        response = build_html(200, made, headers)
        replaced = {name for name, _ in _FRAMED} | {b"cross-origin-opener-policy"}
        kept = tuple(one for one in response.headers if one[0] not in replaced)
        response.headers = (*kept, *_FRAMED)
        return CachedResponse(response, etag)


class _OembedEndpoint(PageEndpoint):
    """A response in JSON, or in XML."""

    async def _responded(self, made: str, headers: tuple[Header, ...], etag: bytes) -> CachedResponse:
        media_type = XML if made.startswith("<") else JSON
        return CachedResponse(build(200, made.encode(), media_type, ((b"vary", b"accept-encoding"), *headers)), etag)


def _embed(graph: KnowledgeGraph, address: Address) -> str:
    path = address.path.removeprefix("embed").strip("/")
    if path and not path.startswith("map/"):
        id, dot, name = path.rpartition(".") if "." in path else (path, "", "")
        try:
            id_with_a_page(graph, id, f"{dot}{name}")
        except Moved as moved:
            query = f"?{address.query}" if address.query else ""
            raise Moved(f"embed/{moved.path}{query}", moved.status) from None
    return embed_page(graph, address)
