"""The web application: pages, GraphQL at /graphql, saved queries at /q, GraphiQL, downloads, health and metrics."""

from __future__ import annotations

import importlib.util
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from .schema.cache_admission import Admission
from .web import logs
from .web.draining import graceful_signals
from .web.executor import frequent_switches
from .web.http import responses
from .web.http.allowed_hosts import AllowedHostsMiddleware
from .web.http.allowed_origins import AllowedOriginsMiddleware
from .web.pages_ahead import render_ahead
from .web.png import PngRenderer
from .web.reload import Reloader, watchable
from .web.response_cache import ResponseCache
from .web.routes import health, metrics
from .web.routes.charts import chart_routes
from .web.routes.downloads import download_routes
from .web.routes.embeds import embed_routes
from .web.routes.entity_files import entity_file_routes
from .web.routes.entity_pages import entity_routes
from .web.routes.explorer_page import page_routes
from .web.routes.feeds import feed_routes
from .web.routes.graphql import GraphQLEndpoint, internal_error
from .web.routes.list_pages import list_routes
from .web.routes.page_endpoint import PageContext, not_found_response
from .web.routes.saved_queries import SavedQueryEndpoint, list_saved_queries, open_in_graphiql
from .web.routes.site_pages import site_routes
from .web.settings import Settings

__all__ = ["Application", "Settings", "create_app"]

_creating: Final = Lock()


class Application(Starlette):
    """A Starlette application that passes GraphQL requests to their endpoint directly, unless it has middleware."""

    graphql: GraphQLEndpoint

    @property
    def direct_endpoint(self) -> GraphQLEndpoint | None:
        """The endpoint that may handle GraphQL requests without the application; None if middleware must see them."""
        return None if self.user_middleware else self.graphql

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request; a path with a slash at its end is the same as without."""
        is_hot = False
        if scope["type"] == "http":
            path, root = scope["path"], scope.get("root_path", "")
            if path.endswith("/") and len(path) > len(root) + 1:
                path = path[:-1]
                scope = {**scope, "path": path}
            is_hot = path == f"{root}/graphql"
        if is_hot and self.direct_endpoint is not None:
            await self.direct_endpoint(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(
    data: str | Path | None = None, *, reload: bool = False, settings: Settings | None = None, hangup: bool = False
) -> Application:
    """Return the application, to be served or mounted in another.

    Parameters
    ----------
    data
        A data folder, a packed file or its address (default: the package's own data).
    reload
        Whether to reload the data when they change; errors in them are logged, and the old data stay. An application
        that mounts this one must run its lifespan.
    settings
        Limits, caches and everything else (default: from the environment); `data` and `reload` take precedence.
    hangup
        Whether to handle signals to the process: SIGHUP reloads the data, and /readyz answers 503 from the first
        SIGTERM on. It also renders the common pages ahead of the first request. For a process that serves nothing else.

    Returns
    -------
    Application
        With the graph as `app.state.graph`.

    Raises
    ------
    DataError
        When the data have errors.
    ModuleNotFoundError
        When a setting needs an extra that is not installed.
    ValueError
        When the data cannot be watched, or a setting is wrong.

    Examples
    --------
    >>> Starlette(routes=[Mount("/clemency", create_app())])
    """
    settings = settings or Settings()
    if data or reload:
        settings = settings.changed(data=str(data) if data else settings.data, reload=reload or settings.reload)
    if settings.reload and importlib.util.find_spec("watchfiles") is None:
        raise ModuleNotFoundError('reload needs watchfiles; install it with: pip install "clemency-graph[reload]"')

    if settings.reload:
        watchable(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            stack = ExitStack()
            stack.enter_context(frequent_switches())
            if hangup:
                stack.enter_context(graceful_signals(app.state, settings.shutdown_delay))
            if settings.reload:
                tasks.start_soon(app.state.reloader.watch)
            if hangup and hasattr(signal, "SIGHUP"):  # Windows has none
                await tasks.start(app.state.reloader.reload_on_hangup)
            if hangup:
                tasks.start_soon(render_ahead, pages.executor, app.state)
            with stack:
                yield
            app.state.stopping = True
            tasks.cancel_scope.cancel()
        renderer.close()
        await app.graphql.executor.close()  # type: ignore[attr-defined]

    app = Application(
        middleware=_middleware(settings),
        exception_handlers={HTTPException: _http_error, responses.HTTPError: _refusal, Exception: _internal_error},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.stopping = False
    app.state.connections = None
    app.state.reloader = Reloader(settings, app.state)
    app.graphql = GraphQLEndpoint(settings, app.state)
    pages = PageContext(settings, app.state, app.graphql.executor, ResponseCache(), Admission())
    renderer = PngRenderer()
    app.router.routes += [
        Route("/graphql", app.graphql),
        Route("/q", list_saved_queries),
        Route("/q/{name}", SavedQueryEndpoint(app.graphql), methods=["GET", "HEAD"], name="saved_query"),
        Route("/healthz", health.liveness),
        Route("/readyz", health.readiness),
        *([Route("/metrics", metrics.prometheus)] if _shows_metrics(settings, is_alone=hangup) else []),
        *download_routes(),
        Route("/graphiql/open/{name}", open_in_graphiql),
        *page_routes(),
        *chart_routes(pages, renderer),
        *embed_routes(pages),
        *site_routes(pages),
        *list_routes(pages),
        *entity_file_routes(app.graphql.executor),
        *feed_routes(pages),
        *entity_routes(pages),
    ]
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    """Return the middleware that the settings call for; without any, GraphQL requests take the shortest way."""
    hosts, origins = _names(settings.allowed_hosts), _names(settings.allowed_origins)
    return [
        *([Middleware(AllowedHostsMiddleware, allowed=hosts)] if hosts and "*" not in hosts else []),
        *([Middleware(AllowedOriginsMiddleware, allowed=origins)] if "*" not in origins else []),
    ]


def _names(setting: str) -> list[str]:
    return [name.strip() for name in setting.split(",") if name.strip()]


def _shows_metrics(settings: Settings, *, is_alone: bool) -> bool:
    """Return whether to serve the metrics; a mounted application serves them only where that is asked for."""
    return settings.metrics and (is_alone or "metrics" in settings.model_fields_set)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405 and request.method == "OPTIONS":
        return _response(responses.preflight((error.headers or {}).get("Allow", "GET, HEAD")))
    headers = tuple((name.lower().encode(), value.encode()) for name, value in (error.headers or {}).items())
    if error.status_code == 404 and "text/html" in request.headers.get("accept", ""):
        return _response(await not_found_response(request.scope, request.app.graphql.executor, request.app.state.graph))
    return _response(
        responses.HTTPError(error.status_code, f"{error.detail}: {request.url.path}", headers=headers).response()
    )


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, responses.HTTPError)
    return _response(error.response())


async def _internal_error(request: Request, error: Exception) -> Response:
    return _response(internal_error())


def _response(raw: responses.RawResponse) -> Response:
    response = Response(raw.body, raw.status)
    response.raw_headers = list(raw.headers)
    return response


def __getattr__(name: str) -> Any:
    # Created on first access, so that importing this module loads no data. There is one in a process.
    if name == "app":
        with _creating:
            if "app" not in globals():
                logs.configure()
                globals()["app"] = create_app(settings=Settings(), hangup=True)
        return globals()["app"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
