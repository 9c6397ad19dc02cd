"""The server: GraphQL at /graphql, GraphiQL at /, health at /healthz."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, Self

import anyio
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .graph import DATA, DataError, load
from .schema import run
from .schema.graphiql import build as graphiql
from .schema.request import Request as Operation
from .schema.request import RequestError

_log: Final = logging.getLogger("clemency_graph")

LARGEST_BODY: Final = 1_000_000
"""The most bytes that a request's body may have."""

_CSP: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_TYPED: Final = "application/graphql-response+json"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve; each can be set by the environment too, as CLEMENCY_GRAPH_HOST and so on."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = 8000
    """Port to listen on."""
    data: Path | None = None
    """A data folder; the package's own when left out."""
    workers: int = 1
    """How many processes."""
    reload: bool = False
    """Load the data again when they change."""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError(f"the port is {self.port}; it can be 0 to 65535")
        if self.workers < 1:
            raise ValueError(f"there are {self.workers} workers; there must be at least 1")

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings that the environment gives, and the defaults for the rest.

        Raises
        ------
        ValueError
            When one of them is not what it must be; the message names it.
        """
        given = {field.name: environment.get(f"CLEMENCY_GRAPH_{field.name.upper()}") for field in fields(cls)}
        return cls(**{name: _setting(name, value) for name, value in given.items() if value})


def _setting(name: str, value: str) -> Any:
    match name:
        case "port" | "workers":
            if not value.isdecimal():
                raise ValueError(f"CLEMENCY_GRAPH_{name.upper()} is {value!r}; it must be a whole number")
            return int(value)
        case "reload":
            return value.lower() in ("1", "true", "yes")
        case "data":
            return Path(value)
        case _:
            return value


def create_app(data: str | Path | None = None, *, reload: bool = False) -> Starlette:
    """The application, to serve or to mount in another.

    Parameters
    ----------
    data
        A data folder; the package's own when left out.
    reload
        Whether to load the data again when they change; data with problems are told in the log and never replace good.
        It works where the application's own lifespan is run, which another that mounts it has to see to.

    Returns
    -------
    Starlette
        With the graph as `app.state.graph`.

    Raises
    ------
    DataError
        When the data are wrong.
    ModuleNotFoundError
        When `reload` is asked for without the extra that it needs.

    Examples
    --------
    >>> Starlette(routes=[Mount("/clemency", create_app())])
    """
    folder = Path(data) if data else DATA
    if reload and importlib.util.find_spec("watchfiles") is None:
        raise ModuleNotFoundError('reload needs watchfiles; install it with: pip install "clemency-graph[reload]"')

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            if reload:
                tasks.start_soon(_keep_loading, app, folder)
            yield
            tasks.cancel_scope.cancel()

    app = Starlette(
        routes=[
            *_pages(),
            Route("/graphql", answer, methods=["GET", "POST"]),
            Route("/healthz", health),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]),
            Middleware(GZipMiddleware, minimum_size=1000),
            Middleware(SecurityHeaders),
        ],
        lifespan=lifespan,
    )
    app.state.graph = load(folder)
    return app


async def answer(request: Request) -> Response:
    """Run a GraphQL operation: https://graphql.github.io/graphql-over-http/draft/."""
    media_type = _media_type(request.headers)
    if media_type is None:
        return _refusal(406, f"Nothing you accept can be given; accept {_TYPED} or application/json.")
    try:
        operation = Operation.of(await _given(request))
    except _Refused as refused:
        return _refusal(refused.status, str(refused))
    except RequestError as error:
        return _refusal(400, str(error))
    provenance = operation.provenance or request.headers.get("clemency-provenance") == "true"
    result = await run_in_threadpool(
        run,
        request.app.state.graph,
        operation.query,
        operation.variables,
        operation.operation_name,
        provenance=provenance,
    )
    # Clients that accept plain JSON only take any other status for a failure of the network.
    status = 400 if media_type == _TYPED and not result.was_run else 200
    return Response(_encoded(result.as_dict()), status, media_type=media_type)


def _encoded(answer: Mapping[str, Any]) -> bytes:
    # A lone surrogate that a client sent and an error repeats has no UTF-8.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")


async def health(request: Request) -> Response:
    """Whether the server answers, and from which data."""
    return JSONResponse({"status": "ok", "version": request.app.state.graph.dataset.version})


class _Refused(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def _refusal(status: int, message: str) -> Response:
    code = {406: "NOT_ACCEPTABLE", 413: "TOO_LARGE", 415: "UNSUPPORTED_MEDIA_TYPE"}.get(status, "BAD_REQUEST")
    return JSONResponse({"errors": [{"message": message, "extensions": {"code": code}}]}, status)


def _media_type(headers: Headers) -> str | None:
    accepted = [part.partition(";")[0].strip().lower() for part in headers.get("accept", "*/*").split(",")]
    if _TYPED in accepted:
        return _TYPED
    return "application/json" if {"application/json", "application/*", "*/*"} & set(accepted) else None


async def _given(request: Request) -> object:
    if request.method != "POST":
        given: dict[str, object] = dict(request.query_params)
        for key in ("variables", "extensions"):
            if given.get(key) == "":
                del given[key]
            elif key in given:
                given[key] = _decoded(str(given[key]).encode(), f"'{key}'")
        return given
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise _Refused(415, "The body must be JSON, with Content-Type: application/json.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise _Refused(413, f"The body has more than {LARGEST_BODY:,} bytes.")
    return _decoded(bytes(body), "The body")


def _decoded(text: bytes, what: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _Refused(400, f"{what} is not JSON: {error}.") from None


def _pages() -> list[BaseRoute]:
    """GraphiQL where it was built; else a small page that says so."""
    built = graphiql.dist()
    if built is not None:
        assets: list[BaseRoute] = [Mount("/graphiql", StaticFiles(directory=built / "graphiql"))]
        index = built / "index.html"
    else:
        first = Route("/graphiql/first.graphql", _file(graphiql.FIRST_QUERY, "text/plain"))
        assets = [first, Mount("/graphiql", StaticFiles(directory=graphiql.FALLBACK))]
        index = graphiql.FALLBACK / "index.html"
    return [Route("/", _file(index, "text/html")), *assets]


def _file(path: Path, media_type: str) -> Any:
    async def send(request: Request) -> Response:
        return FileResponse(path, media_type=media_type, headers={"cache-control": "no-cache"})

    return send


async def _keep_loading(app: Starlette, folder: Path) -> None:
    from watchfiles import awatch

    async for _ in awatch(folder):
        try:
            app.state.graph = await run_in_threadpool(load, folder)
        except (DataError, OSError) as error:
            _log.error("the data in %s have problems; the data loaded before stay\n%s", folder, error)
        else:
            _log.info("loaded data version %s", app.state.graph.dataset.version)


class SecurityHeaders:
    """Adds the headers that keep a page to itself: it loads nothing from, and tells nothing to, any other host."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = _CSP
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def __getattr__(name: str) -> Any:
    # Made when asked for, so that importing this module loads no data.
    if name == "app":
        settings = Settings.of()
        return create_app(settings.data, reload=settings.reload)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
