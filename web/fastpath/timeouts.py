"""Connections with time limits: a request must arrive whole in time, and its response must be read.

uvicorn closes connections that wait for a next request, and no others: a client that sends a byte a second, or never
reads, would keep its connection forever. A few checks of each connection within its limits cost next to nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

import uvicorn

from .. import metrics
from ..http.responses import HTTPError
from .refusals import sender

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Connection
else:
    try:
        # It parses HTTP in C.
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Connection
    except ModuleNotFoundError:  # the extra `fast` is not installed
        from uvicorn.protocols.http.h11_impl import H11Protocol as Connection

_MAX_INTERVAL: Final = 1.0
"""The most seconds between two checks of a connection."""
_CHECKS: Final = 5
"""The number of checks within the shortest limit."""


class Config(uvicorn.Config):
    """uvicorn's configuration, with the time limit of connections."""

    request_timeout: float = 10.0
    """Seconds for a request to arrive whole, or for a part of a response to be read."""
    first_request: float = 1.0
    """Seconds that a new connection has for the beginning of its first request when the server ends."""
    is_ending: bool = False
    """Whether the server is about to end, and closes each connection after its response."""

    @property
    def check_interval(self) -> float:
        """Seconds between two checks of a connection."""
        return min(_MAX_INTERVAL, self.request_timeout / _CHECKS, self.timeout_keep_alive / _CHECKS)


class TimedConnection(Connection):
    """A connection with time limits, of the fastest kind that is installed."""

    config: Config
    _since: float | None = None
    """The time since which the client is due to send a request or its rest, or None."""
    _is_new: bool = True
    """Whether nothing has arrived yet."""
    _is_arriving: bool = False
    """Whether a part of a request has arrived; the parser in C alone reports it."""
    _unread: tuple[int, float] = (0, 0.0)
    """The bytes of responses that are not read, and the time since which there are no fewer."""
    _idle_since: float | None = None
    """The time since which a next request is due, where uvicorn does not know of it."""
    _refusal: bytes | None = None
    """The response to invalid HTTP, which is sent after those to the requests before it."""
    _check: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for a request."""
        super().connection_made(transport)
        metrics.count_connection(1)
        self._since = self.loop.time()
        self._check = self.loop.call_later(self.config.check_interval, self._check_limits)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the checks."""
        if self._check is not None:
            self._check.cancel()
        metrics.count_connection(-1)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request."""
        if self._refusal is not None:
            return
        self._is_new = False
        if self._since is None:
            self._since = self.loop.time()
        self._idle_since = None
        super().data_received(data)
        if self._is_responding():
            self._since = None
        if self.config.is_ending:
            self._close_after_response()

    def on_response_complete(self) -> None:
        """Go on with the next request: one that has arrived, one that is arriving, or the refusal of what follows."""
        super().on_response_complete()
        if not self._is_responding():
            self._since = self.loop.time() if self._has_begun() else None
            if self._refusal is not None:
                self._end(self._refusal)

    def start_idle(self) -> None:
        """Wait for a next request where uvicorn does not know that it is due."""
        self._since, self._idle_since = None, self.loop.time()
        if self.config.is_ending:
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Answer 400 in JSON to invalid HTTP, after the responses to the requests before it."""
        self._refuse(400, msg)

    def shutdown(self) -> None:
        """Close the connection as soon as no response is due, and no request is arriving or about to."""
        self.config.is_ending = True
        cycle = cast(Any, self.cycle)
        if self._since is None or (cycle is not None and not cycle.response_complete):
            super().shutdown()
        elif self._is_new:
            # A client that has just connected sends its request any moment; one that is silent longer may never.
            left = self._since + self.config.first_request - self.loop.time()
            self.loop.call_later(max(0.0, left), self._close_if_new)

    def _close_if_new(self) -> None:
        if self._is_new:
            self.transport.close()

    def _close_after_response(self) -> None:
        """Let the response that is due, if any, be the last one, and say so."""
        cycle = cast(Any, self.cycle)
        if cycle is not None and not cycle.response_complete:
            cycle.keep_alive = False

    def _has_begun(self) -> bool:
        """Return whether a part of a request has arrived, and its rest has not."""
        return self._is_arriving

    def _is_responding(self) -> bool:
        """Return whether a request that has arrived whole waits for its response."""
        cycle = cast(Any, self.cycle)
        if cycle is None or cycle.response_complete:
            return False
        return not cycle.more_body or bool(getattr(self, "pipeline", None))

    def _check_limits(self) -> None:
        now = self.loop.time()
        unread = self.transport.get_write_buffer_size()
        if unread == 0 or unread < self._unread[0]:
            self._unread = (unread, now)
        else:
            self._unread = (unread, self._unread[1] or now)
        if unread and now - self._unread[1] > self.config.request_timeout:
            self.transport.abort()
            return
        if self._since is not None and now - self._since > self.config.request_timeout:
            self._refuse(408, "The request did not arrive whole in time.")
            self._since = None
        if self._idle_since is not None and now - self._idle_since > self.timeout_keep_alive:
            self.transport.close()
        self._check = self.loop.call_later(self.config.check_interval, self._check_limits)

    def _refuse(self, status: int, message: str) -> None:
        """Answer with an error and close the connection, in turn."""
        refusal = HTTPError(status, message, headers=((b"connection", b"close"),)).response()
        self._refusal = refusal.head + b"\r\n" + refusal.body
        cycle = cast(Any, self.cycle)
        if self._is_responding():
            if cycle.more_body:  # the request that is refused waits in line
                cycle.more_body = False
                cast(Any, self).pipeline[0] = cycle, sender(refusal)
        elif cycle is not None and cycle.response_started and not cycle.response_complete:
            self.transport.close()  # the request was refused, and the rest of its body does not come
        else:
            self._end(self._refusal)

    def _end(self, last: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(last)
            self.transport.close()
