"""The pages: GraphiQL where it was built, else a small page that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..explorer import build as graphiql
from ..http.conditional import ConditionalMiddleware

_CSP: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class SecurityHeaders:
    """Adds the headers that keep a page to itself: it loads nothing from, and tells nothing to, any other host."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its reply."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = _CSP
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["cross-origin-resource-policy"] = "same-origin"
                headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


_AROUND: Final = [
    Middleware(SecurityHeaders),
    Middleware(ConditionalMiddleware),
    Middleware(GZipMiddleware, minimum_size=1000),
]


def pages() -> list[BaseRoute]:
    """The routes of the pages."""
    built = graphiql.dist()
    if built is not None:
        assets: list[BaseRoute] = [_folder(built / "graphiql")]
        index = built / "index.html"
    else:
        first = _file("/graphiql/first.graphql", graphiql.FIRST_QUERY, "text/plain")
        assets = [first, _folder(graphiql.FALLBACK)]
        index = graphiql.FALLBACK / "index.html"
    return [_file("/", index, "text/html"), *assets]


def _folder(path: Path) -> Mount:
    return Mount("/graphiql", StaticFiles(directory=path), middleware=_AROUND)


def _file(address: str, path: Path, media_type: str) -> Route:
    async def send(request: Request) -> Response:
        return FileResponse(path, media_type=media_type, headers={"cache-control": "no-cache"})

    endpoint: Any = send
    return Route(address, endpoint, middleware=_AROUND)
