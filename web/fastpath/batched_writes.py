"""Responses that the connections of the fast path send together."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import Final

from ..routes.graphql import Handled

_MAX_WAIT: Final = 0.001
"""Seconds for which responses wait for others."""


class Outbox:
    """Responses that are sent together, once all requests that arrived together are handled.

    A client wakes up when the first of its responses arrives. To wake it for each costs as much as to build one.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[asyncio.Transport, bytes, Handled]] = []
        self._since = 0.0

    def put(self, transport: asyncio.Transport, whole: bytes, done: Handled) -> None:
        """Add a response. It is sent after all other work that is due, or now if that takes long."""
        self._waiting.append((transport, whole, done))
        now = perf_counter()
        if len(self._waiting) == 1:
            self._since = now
            asyncio.get_running_loop().call_soon(self.empty)
        elif now - self._since > _MAX_WAIT:
            self.empty()

    def empty(self) -> None:
        """Send all responses, and record their requests."""
        batch, self._waiting = self._waiting, []
        for transport, whole, done in batch:
            # A request whose client has disconnected meanwhile is recorded like all others.
            if not transport.is_closing():
                transport.write(whole)
            if (b"connection", b"close") in done.response.headers:
                transport.close()
        for _, _, done in batch:
            done.record()
