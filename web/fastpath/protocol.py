"""Responses that are written straight from the connection.

For each request, an ASGI server starts a task and receives the response in messages. That suits applications that wait;
a query of a graph in memory rarely does. Here the handler starts as soon as the request has arrived. If it ends without
waiting, as most do, its response is written together with those to other requests that arrived at the same time. If it
waits, it continues as a task of the server.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Coroutine, Generator
from functools import partial
from typing import Any, Final, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.flow_control import service_unavailable

from ..http import responses
from ..routes.graphql import Handled
from .refusals import unavailable
from .timeouts import TimedConnection
from .uvicorn_config import FastPathConfig, step

PATH: Final = "/graphql"
"""The path of the requests that are handled here; uvicorn handles all others."""
_URL: Final = PATH.encode()
_LONGEST: Final = 65_536
"""The most bytes of a body that is buffered here; uvicorn reads longer ones, with its flow control."""
_SPECIAL_HEADERS: Final = frozenset(
    (b"content-length", b"expect", b"transfer-encoding", b"upgrade", b"x-forwarded-for", b"x-forwarded-proto")
)
"""Headers that may mean that a request needs more than to be read and answered."""


class FastPathConnection(TimedConnection):
    """A connection with time limits that handles requests itself where it can."""

    config: FastPathConfig
    _buffered: bytes | None = None
    """The body so far of a request that may be handled here, or None."""
    _rest: ASGIApp | None = None
    """The rest of a handler that started here and waits."""
    _has_handled: bool = False
    """Whether a request of this batch was handled here; the next ones wait for those of other connections."""
    _is_plain: bool = True
    """Whether the headers so far are those of a request with a short body or none."""
    _length: int = 0
    """The length of the body, or 0 if it is not known."""
    _unparsed: int = 0
    """The bytes to come of a body that the parser would take for another protocol."""
    _end_of_parsed: int = 0
    """The end of what the parser has read of the data that arrived last."""
    _is_forwarded: bool = False
    """Whether the headers so far name a proxy."""

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request, or several requests."""
        self._has_handled = False
        while data:
            data = self._receive(data)

    def _receive(self, data: bytes) -> bytes:
        """Receive data; return what the parser leaves, for it takes all after an upgrade for another protocol.

        The server knows no other protocol, so that this is the body of the request, and more requests.
        """
        body, data = data[: self._unparsed], data[self._unparsed :]
        if body:
            self._unparsed -= len(body)
            self.on_body(body)
            if not self._unparsed:
                self._complete()
        self._end_of_parsed = len(data)
        super().data_received(data)
        return data[self._end_of_parsed :]

    def _unsupported_upgrade_warning(self) -> None:
        """Note where the parser has stopped; that the server goes on without an upgrade is no reason for a warning."""
        upgrade = sys.exception()
        assert upgrade is not None
        self._end_of_parsed = upgrade.args[0]

    def on_message_begin(self) -> None:
        """Start a request."""
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._is_plain, self._is_forwarded = True, False
        self._length = 0
        self._is_arriving = True
        if self._since is None and not self._is_responding():
            self._since, self._idle_since = self.loop.time(), None

    def on_header(self, name: bytes, value: bytes) -> None:
        """Receive a header."""
        name = name.lower()
        if name not in _SPECIAL_HEADERS:
            self.headers.append((name, value))
            return
        super().on_header(name, value)
        if name.startswith(b"x-forwarded-"):
            self._is_forwarded = True
        else:
            self._length = int(value) if name == b"content-length" else self._length
            self._is_plain &= name == b"content-length" and self._length <= _LONGEST

    def on_headers_complete(self) -> None:
        """Buffer a request that may be handled here, until it is complete."""
        if self._is_direct():
            self._buffered = b""
        else:
            self._pass_on()

    def on_body(self, body: bytes) -> None:
        """Receive a part of a body."""
        if self._buffered is None:
            super().on_body(body)
        else:
            self._buffered += body

    def on_message_complete(self) -> None:
        """Handle a request that was buffered."""
        if self.parser.should_upgrade() and self._length:
            self._unparsed = self._length
            return
        self._complete()

    def _complete(self) -> None:
        self._is_arriving = False
        if self._buffered is None:
            super().on_message_complete()
            if cast(Any, self.cycle).response_complete:  # the response did not need the body
                self.start_idle()
        elif self.config.is_ending or not self._handle(self._buffered):
            self._pass_buffered_on()
            super().on_message_complete()
        self._buffered = None

    def shutdown(self) -> None:
        """Close the connection as soon as no response is due, and no request is arriving or about to."""
        self._pass_buffered_on()
        self.config.outbox.empty()
        super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Answer 400 to invalid HTTP, after the responses to the requests before it."""
        self.config.outbox.empty()
        super().send_400_response(msg)

    def _is_direct(self) -> bool:
        """Return whether a request may be handled here, by its headers and the state of the connection."""
        url, parser, most = self.url, self.parser, self.limit_concurrency
        cycle = cast(Any, self.cycle)
        return (
            self.config.endpoint is not None
            and self._is_plain
            and not self._has_handled
            and not self.config.is_ending
            and (url == _URL or (url.startswith(_URL + b"?") and b"#" not in url))
            and parser.get_method() in (b"POST", b"GET")
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and (cycle is None or cycle.response_complete)
            and not self.flow.write_paused
            and (most is None or (len(self.connections) < most and len(self.tasks) < most))
        )

    def _handle(self, body: bytes) -> bool:
        """Handle a request; return whether it was answered, or uvicorn has to start or continue it."""
        endpoint, headers = self.config.endpoint, self.headers
        assert endpoint is not None
        scope: Scope = {
            "type": "http",
            "method": self.parser.get_method().decode("ascii"),
            "scheme": self.scheme,
            "path": self.root_path + PATH,
            "query_string": self.url[len(_URL) + 1 :],
            "headers": headers,
            "client": self.client,
        }

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        self._has_handled = True
        try:
            if self._is_forwarded:
                self.config.apply_forwarded_headers(scope)
            coroutine = endpoint.handle(scope, receive)
            waits_for, done = step(coroutine)
        except Exception:  # it is raised again, and logged, when uvicorn runs the request
            return False
        if done is None:
            self._rest = _continue(coroutine, waits_for)
            return False
        lines = self.config.default_lines(self.server_state.default_headers)
        parts = (done.response.head, lines, done.request_id, done.response.body)
        self.config.outbox.put(self.transport, b"%b%bx-request-id: %b\r\n\r\n%b" % parts, done)
        self.server_state.total_requests += 1
        self.start_idle()
        return True

    def _pass_buffered_on(self) -> None:
        """Pass a buffered request on to uvicorn, with the part of its body that has arrived."""
        body, self._buffered = self._buffered, None
        if body is not None:
            self._pass_on()
            super().on_body(body)

    def _pass_on(self) -> None:
        """Pass a request on to uvicorn, once its headers are complete."""
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers += headers
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        rest: Any = self._rest
        self._rest = None
        super()._start_asgi_task(cycle, rest or cast(Any, unavailable if app is service_unavailable else app))


def _continue(coroutine: Coroutine[Any, Any, Handled], waits_for: Any) -> ASGIApp:
    """Return an application that continues a handler and sends its response."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response, request_id, record = await _delegate(coroutine, waits_for)
        await responses.send(response, send, scope["method"], ((b"x-request-id", request_id),))
        record()

    return app


@types.coroutine
def _delegate(coroutine: Coroutine[Any, Any, Handled], waits_for: Any) -> Generator[Any, Any, Handled]:
    """Continue a coroutine whose first step was taken elsewhere, as `yield from` would from the start.

    The task that runs this waits for `waits_for`. Its result or exception, and a cancellation, go to the coroutine.
    """
    while True:
        try:
            sent = yield waits_for
        except GeneratorExit:
            coroutine.close()
            raise
        except BaseException as error:
            step = partial(coroutine.throw, error)
        else:
            step = partial(coroutine.send, sent)
        try:
            waits_for = step()
        except StopIteration as done:
            handled: Handled = done.value
            return handled
