"""uvicorn's configuration with what all connections of the fast path share."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Coroutine, Sequence
from multiprocessing.synchronize import Event
from typing import Any, Final, Protocol, cast

from starlette.datastructures import State
from starlette.types import Receive, Scope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ..routes.graphql import Handled
from ..socket_backlog import drain_backlog
from .batched_writes import Outbox
from .timeouts import Config

_MOMENT: Final = 0.05
"""Seconds between two looks at an event of another process."""
_MOMENTS: Final = 20
"""The number of looks."""


class Endpoint(Protocol):
    """A handler of requests, such as `web.routes.graphql.GraphQLEndpoint`."""

    async def handle(self, scope: Scope, receive: Receive) -> Handled:
        """Return the response to a request."""


class FastPathConfig(Config):
    """uvicorn's configuration, with the endpoint of the fast path."""

    endpoint: Endpoint | None = None
    """The application's `direct_endpoint`, if it has one."""
    outbox: Outbox
    """Responses that are not sent yet."""
    listeners: Sequence[socket.socket] = ()
    """The sockets that it listens on."""
    all_end: Event | None = None
    """Set once all the processes that share the sockets are told to end; None for a process alone."""
    _proxied: ProxyHeadersMiddleware | None = None
    _default_lines: tuple[object, bytes] = (None, b"")

    def load(self) -> None:
        """Load the application and its endpoint."""
        super().load()
        self.outbox = Outbox()
        app = self.loaded_app
        if isinstance(app, ProxyHeadersMiddleware):
            self._proxied = ProxyHeadersMiddleware(_nothing, self.forwarded_allow_ips)
            app = app.app
        self.endpoint = getattr(app, "direct_endpoint", None)
        if isinstance(state := getattr(app, "state", None), State):
            state.connections = self

    def close_after_responses(self) -> None:
        """Close each connection after the next response."""
        self.is_ending = True

    async def stop_accepting(self) -> None:
        """Accept what is left to accept, unless other processes go on with it."""
        if self.all_end is None or await _becomes_set(self.all_end):
            await drain_backlog(self.listeners)

    def apply_forwarded_headers(self, scope: Scope) -> None:
        """Replace the address of a trusted proxy by that of the client behind it."""
        if self._proxied is not None:
            step(cast(Any, self._proxied)(scope, None, None))

    def default_lines(self, headers: list[tuple[bytes, bytes]]) -> bytes:
        """Return the server's own headers as bytes; uvicorn builds a new list of them each second."""
        if self._default_lines[0] is not headers:
            self._default_lines = headers, b"".join(b"%b: %b\r\n" % header for header in headers)
        return self._default_lines[1]


def step(coroutine: Coroutine[Any, Any, Any]) -> tuple[Any, Any]:
    """Run a coroutine to its first wait; return what it waits for, or its result."""
    try:
        return coroutine.send(None), None
    except StopIteration as done:
        return None, done.value


async def _becomes_set(event: Event) -> bool:
    """Return whether an event is set, or is within a moment: a signal may reach a worker before its supervisor."""
    for _ in range(_MOMENTS):
        if event.is_set():
            return True
        await asyncio.sleep(_MOMENT)
    return event.is_set()


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """Do nothing: only the middleware before this is wanted."""
