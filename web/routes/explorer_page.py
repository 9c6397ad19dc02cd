"""Serve GraphiQL at /graphiql where it is built, else a small page that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
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
    """Adds headers that isolate a page: it loads nothing from any other host, and sends nothing to one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its response."""

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


class Page:
    """The page and its files: those that were built, else those of a small page that stands in.

    A page that is built while the server runs is served from then on.
    """

    def __init__(self) -> None:
        self._built: Path | None = None
        self._folders: dict[Path, StaticFiles] = {}

    async def index(self, request: Request) -> Response:
        """Send the page, whose files have addresses relative to /graphiql without a slash at its end."""
        if request.scope.get("raw_path", b"").endswith(b"/"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"../graphiql{query}", 308)
        built = self._find()
        index = (built or graphiql.FALLBACK) / "index.html"
        return FileResponse(index, media_type="text/html", headers={"cache-control": "no-cache"})

    async def files(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file of the page."""
        folder = self._built / "graphiql" if self._built is not None else graphiql.FALLBACK
        if folder not in self._folders:
            self._folders[folder] = StaticFiles(directory=folder)
        await self._folders[folder](scope, receive, send)

    def _find(self) -> Path | None:
        if self._built is None:
            self._built = graphiql.dist()
        return self._built


async def _first_query(request: Request) -> Response:
    return FileResponse(graphiql.FIRST_QUERY, media_type="text/plain", headers={"cache-control": "no-cache"})


def page_routes() -> list[BaseRoute]:
    """Return the routes of the page."""
    page = Page()
    return [
        Route("/graphiql", page.index, middleware=_AROUND),
        Route("/graphiql/first.graphql", _first_query, middleware=_AROUND),
        Mount("/graphiql", page.files, middleware=_AROUND),
    ]
