"""Connections whose HTTP is parsed in Python, where the extra `fast` is not installed.

They have the limits, the refusals and the end of those whose HTTP is parsed in C. Requests are handled by uvicorn.
"""

from __future__ import annotations

from typing import Any, cast

import h11
from uvicorn.protocols.http.flow_control import CLOSE_HEADER

from .refusals import unavailable
from .timeouts import TimedConnection


class PurePythonConnection(TimedConnection):
    """A connection with time limits over `H11Protocol`, which reads a next request only after a response."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # What is refused is decided here: uvicorn would refuse it in a text.
        self._app, self._most = self.app, self.limit_concurrency
        self.limit_concurrency = None

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request; wait for the next one after the rest of a body that nothing needed."""
        was_body = self._conn.their_state is h11.SEND_BODY
        super().data_received(data)
        is_due = self._is_responding() or self._has_begun() or self._refusal is not None
        if was_body and not is_due and cast(Any, self.cycle).response_complete:
            self.start_idle()

    def handle_events(self) -> None:
        """Start the next request that has arrived, if any."""
        most, parent = self._most, cast(Any, super())
        is_full = most is not None and (len(self.connections) >= most or len(self.tasks) >= most)
        self.app = cast(Any, unavailable) if is_full else self._app
        parent.handle_events()
        if self.config.is_ending:
            self._close_after_response()

    def shutdown(self) -> None:
        """Close the connection as soon as no response is due, and no request is arriving or about to."""
        self.config.is_ending = True
        if self._has_next():
            return  # the request after this one is answered too, and is the last
        self._close_after_response()
        super().shutdown()

    def _close_after_response(self) -> None:
        """Let the response that is due be the last one, and say so, unless a next request waits."""
        cycle = cast(Any, self.cycle)
        if cycle is not None and not cycle.response_complete and cycle.keep_alive and not self._has_next():
            cycle.keep_alive = False
            cycle.default_headers = [*cycle.default_headers, CLOSE_HEADER]

    def _has_begun(self) -> bool:
        """Return whether a part of a request has arrived, and its rest has not."""
        state = self._conn.their_state
        return state is h11.SEND_BODY or (state is h11.IDLE and bool(self._conn.trailing_data[0]))

    def _has_next(self) -> bool:
        """Return whether a response is due, and a part of the request after it has arrived."""
        cycle = cast(Any, self.cycle)
        if cycle is None or cycle.response_complete:
            return False
        has_ended = self._conn.their_state not in (h11.IDLE, h11.SEND_BODY, h11.MUST_CLOSE)
        return has_ended and bool(self._conn.trailing_data[0])

    def _unsupported_upgrade_warning(self) -> None:
        """Leave it unsaid: that the server goes on without an upgrade is no reason for a warning."""

    @property
    def _conn(self) -> h11.Connection:
        conn: h11.Connection = cast(Any, self).conn
        return conn
