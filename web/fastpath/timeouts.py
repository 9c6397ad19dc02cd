"""Connections that are held to their time: a request must arrive whole in it, and an answer must be read.

uvicorn ends connections that wait for a next request, and no others: a client that sends a byte a second, or reads
none, would hold its place for ever. One look a second at all connections costs a request next to nothing.
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
        # HTTP parsed in C.
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Connection
    except ModuleNotFoundError:  # the extra `fast` is not installed
        from uvicorn.protocols.http.h11_impl import H11Protocol as Connection

_LOOKS: Final = 1.0
"""Seconds between two looks."""


class Config(uvicorn.Config):
    """uvicorn's configuration, with the time that a connection has."""

    request_timeout: float = 10.0
    """Seconds for a request to arrive whole, or for a part of an answer to be read."""


class TimedConnection(Connection):
    """A connection that is held to its time, of the fastest kind that is installed."""

    config: Config
    _since: float | None = None
    """Since when a request is arriving; None while none is."""
    _unread: tuple[int, float] = (0, 0.0)
    """How many bytes of answers are not read, and since when there are no fewer."""
    _rests_since: float | None = None
    """Since when an answer that the server knows nothing of is given, and nothing has come after it."""
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._look = self.loop.call_later(_LOOKS, self._look_at_it)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the looks."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        if self._since is None:
            self._since = self.loop.time()
        self._rests_since = None
        super().data_received(data)
        cycle = cast(Any, self.cycle)
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            self._since = None

    def rests(self) -> None:
        """Wait for a next request, after an answer that was given beside the server."""
        self._since, self._rests_since = None, self.loop.time()

    def send_400_response(self, msg: str) -> None:
        """Tell that what came is no HTTP, as every other error is told."""
        self._refuse(400, msg)

    def _look_at_it(self) -> None:
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
                self.transport.close()  # it was refused, and what is left of it does not come
            elif not self.transport.is_closing():
                self._refuse(408, "The request did not arrive whole in time.")
            self._since = None
        if self._rests_since is not None and now - self._rests_since > self.timeout_keep_alive:
            self.transport.close()
        self._look = self.loop.call_later(_LOOKS, self._look_at_it)

    def _refuse(self, status: int, message: str) -> None:
        body = orjson.dumps({"errors": [{"message": message, "extensions": {"code": CODES[status]}}]})
        head = (
            f"HTTP/1.1 {status} {'Bad Request' if status == 400 else 'Request Timeout'}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
