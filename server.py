"""The server: GraphQL at /graphql, ready-made questions at /q, GraphiQL at /, and what operating it takes."""

from __future__ import annotations

import importlib.util
import signal
import sys
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

from .web import logs
from .web.draining import graceful_signals
from .web.executor import GIVING_WAY
from .web.http import responses
from .web.http.allowed_hosts import AllowedHostsMiddleware
from .web.reload import Served, watchable
from .web.routes import health
from .web.routes.downloads import downloads
from .web.routes.graphql import GraphQLEndpoint, failed
from .web.routes.saved_queries import ReadyQuestions, questions
from .web.routes.site_pages import pages
from .web.settings import Settings

__all__ = ["Application", "Settings", "create_app"]

_making: Final = Lock()


class Application(Starlette):
    """A Starlette application that hands GraphQL requests to its endpoint at once, unless middleware was added."""

    graphql: GraphQLEndpoint

    @property
    def answering(self) -> GraphQLEndpoint | None:
        """What may answer GraphQL requests without the application; None where middleware is to see them."""
        return None if self.user_middleware else self.graphql

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a path with a slash at its end is the one without."""
        is_hot = False
        if scope["type"] == "http":
            path, root = scope["path"], scope.get("root_path", "")
            if path.endswith("/") and len(path) > len(root) + 1:
                path = path[:-1]
                scope = {**scope, "path": path}
            is_hot = path == f"{root}/graphql"
        if is_hot and self.answering is not None:
            await self.answering(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(
    data: str | Path | None = None, *, reload: bool = False, settings: Settings | None = None, hangup: bool = False
) -> Application:
    """The application, to serve or to mount in another.

    Parameters
    ----------
    data
        A data folder, a packed file or its address; the package's own when left out.
    reload
        Whether to load the data again when they change; data with problems are told in the log and never replace good.
        It works where the application's own lifespan is run, which another that mounts it has to see to.
    settings
        Limits, caches and all else; `data` and `reload` count before them where they are given.
    hangup
        Whether signals to the process are the application's: SIGHUP loads the data again, and /readyz answers 503 from
        the first SIGTERM on. For a process that serves nothing else.

    Returns
    -------
    Application
        With the graph as `app.state.graph`.

    Raises
    ------
    DataError
        When the data are wrong.
    ModuleNotFoundError
        When a setting needs an extra that is not installed.
    ValueError
        When the data are to be watched and cannot be.

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
        before = sys.getswitchinterval()
        sys.setswitchinterval(min(before, GIVING_WAY))
        async with anyio.create_task_group() as tasks:
            stack = ExitStack()
            if hangup:
                stack.enter_context(graceful_signals(app.state, settings.shutdown_delay))
            if settings.reload:
                tasks.start_soon(app.state.served.watch)
            if hangup and hasattr(signal, "SIGHUP"):  # Windows has none
                await tasks.start(app.state.served.load_on_hangup)
            with stack:
                yield
            app.state.stopping = True
            app.state.served.stop_watching()
            tasks.cancel_scope.cancel()
        sys.setswitchinterval(before)
        await app.graphql.runner.close()  # type: ignore[attr-defined]

    app = Application(
        middleware=[Middleware(AllowedHostsMiddleware, allowed=hosts)] if (hosts := _hosts(settings)) else [],
        exception_handlers={HTTPException: _told, Exception: _failed},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.stopping = False
    app.state.served = Served(settings, app.state)
    app.graphql = GraphQLEndpoint(settings, app.state)
    app.router.routes += [
        Route("/graphql", app.graphql),
        Route("/q", questions),
        Route("/q/{name}", ReadyQuestions(app.graphql), methods=["GET", "HEAD"], name="question"),
        Route("/healthz", health.health),
        Route("/readyz", health.readiness),
        *([Route("/metrics", health.numbers)] if settings.metrics else []),
        *downloads(),
        *pages(),
    ]
    return app


def _hosts(settings: Settings) -> list[str]:
    named = [host.strip() for host in settings.allowed_hosts.split(",") if host.strip()]
    return [] if "*" in named else named


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = tuple((name.lower().encode(), value.encode()) for name, value in (error.headers or {}).items())
    return _response(
        responses.Refused(error.status_code, f"{error.detail}: {request.url.path}", headers=headers).reply()
    )


async def _failed(request: Request, error: Exception) -> Response:
    return _response(failed())


def _response(reply: responses.Reply) -> Response:
    response = Response(reply.body, reply.status)
    response.raw_headers = list(reply.headers)
    return response


def __getattr__(name: str) -> Any:
    # Made on first access, so that importing this module loads no data, and kept: there is one for the process.
    if name == "app":
        with _making:
            if "app" not in globals():
                logs.to_standard_error()
                globals()["app"] = create_app(settings=Settings(), hangup=True)
        return globals()["app"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
