"""Connections with time limits: a request must arrive whole in time, and its response must be read.

uvicorn closes connections that wait for a next request, and no others: a client that sends a byte a second, or never
reads, would keep its connection forever. One check of each connection a second costs next to nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

import orjson
import uvicorn

from ..http.responses import CODES

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Connection
else:
    try:
        # It parses HTTP in C.
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Connection
    except ModuleNotFoundError:  # the extra `fast` is not installed
        from uvicorn.protocols.http.h11_impl import H11Protocol as Connection

_INTERVAL: Final = 1.0
"""Seconds between two checks of a connection."""


class Config(uvicorn.Config):
    """uvicorn's configuration, with the time limit of connections."""

    request_timeout: float = 10.0
    """Seconds for a request to arrive whole, or for a part of a response to be read."""


class TimedConnection(Connection):
    """A connection with time limits, of the fastest kind that is installed."""

    config: Config
    _since: float | None = None
    """The time since which a request is arriving, or None."""
    _unread: tuple[int, float] = (0, 0.0)
    """The bytes of responses that are not read, and the time since which there are no fewer."""
    _idle_since: float | None = None
    """The time since which nothing has followed a response that uvicorn does not know of."""
    _check: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for a request."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._check = self.loop.call_later(_INTERVAL, self._check_limits)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the checks."""
        if self._check is not None:
            self._check.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request."""
        if self._since is None:
            self._since = self.loop.time()
        self._idle_since = None
        super().data_received(data)
        cycle = cast(Any, self.cycle)
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            self._since = None

    def start_idle(self) -> None:
        """Wait for a next request, after a response that uvicorn does not know of."""
        self._since, self._idle_since = None, self.loop.time()

    def send_400_response(self, msg: str) -> None:
        """Answer 400 in JSON to what is not HTTP."""
        self._refuse(400, msg)

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
            cycle = cast(Any, self.cycle)
            if cycle is not None and cycle.response_started and not cycle.response_complete:
                self.transport.close()  # it was refused, and the rest of its body does not come
            elif not self.transport.is_closing():
                self._refuse(408, "The request did not arrive whole in time.")
            self._since = None
        if self._idle_since is not None and now - self._idle_since > self.timeout_keep_alive:
            self.transport.close()
        self._check = self.loop.call_later(_INTERVAL, self._check_limits)

    def _refuse(self, status: int, message: str) -> None:
        body = orjson.dumps({"errors": [{"message": message, "extensions": {"code": CODES[status]}}]})
        head = (
            f"HTTP/1.1 {status} {'Bad Request' if status == 400 else 'Request Timeout'}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
