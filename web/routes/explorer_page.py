"""Serve GraphiQL at /graphiql and the explorer at /explore where they are built, else small pages that say so."""

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
from ..explorer.entry_files import entry_files
from ..http.conditional import ConditionalMiddleware
from ..http.html_responses import build_html
from ..pages.address import Address
from ..pages.explore_page import explore

_EXPLORER: Final = "src/explore/main.tsx"
_NO_CACHE: Final = (b"cache-control", b"no-cache")
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
        """Send GraphiQL."""
        if _ends_with_slash(request):
            return _without_slash(request, "graphiql")
        built = self._find()
        index = (built or graphiql.FALLBACK) / "index.html"
        return FileResponse(index, media_type="text/html", headers={"cache-control": "no-cache"})

    async def explorer(self, request: Request) -> Response:
        """Send the page of the explorer."""
        if _ends_with_slash(request):
            return _without_slash(request, "explore")
        built = self._find()
        files = entry_files(built, _EXPLORER) if built else None
        raw = build_html(200, explore(request.app.state.graph, Address(request.scope), files), [_NO_CACHE])
        response = Response(raw.body, raw.status)
        response.raw_headers = list(raw.headers)
        return response

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


def _ends_with_slash(request: Request) -> bool:
    """Return whether the path has a slash at its end; the addresses in these pages are relative to one without."""
    raw_path: bytes = request.scope.get("raw_path", b"")
    return raw_path.endswith(b"/")


def _without_slash(request: Request, name: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"../{name}{query}", 308)


async def _first_query(request: Request) -> Response:
    return FileResponse(graphiql.FIRST_QUERY, media_type="text/plain", headers={"cache-control": "no-cache"})


def page_routes() -> list[BaseRoute]:
    """Return the routes of both pages and of their files."""
    page = Page()
    return [
        Route("/explore", page.explorer, middleware=[Middleware(GZipMiddleware, minimum_size=1000)]),
        Route("/graphiql", page.index, middleware=_AROUND),
        Route("/graphiql/first.graphql", _first_query, middleware=_AROUND),
        Mount("/graphiql", page.files, middleware=_AROUND),
    ]
