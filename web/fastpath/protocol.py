"""Responses that are written straight from the connection.

For each request, an ASGI server starts a task and receives the response in messages. That suits applications that wait;
a query of a graph in memory rarely does. Here the handler starts as soon as the request has arrived. If it ends without
waiting, as most do, its response is written together with those to other requests that arrived at the same time. If it
waits, it continues as a task of the server.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import Coroutine, Generator
from functools import partial
from time import perf_counter
from typing import Any, Final, Protocol, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.flow_control import service_unavailable

from ..http import responses
from ..http.responses import HTTPError
from ..routes.graphql import Handled
from .timeouts import Config, TimedConnection

PATH: Final = "/graphql"
"""The path of the requests that are handled here; uvicorn handles all others."""
_URL: Final = PATH.encode()
_LONGEST: Final = 65_536
"""The most bytes of a body that is buffered here; uvicorn reads longer ones, with its flow control."""
_MAX_WAIT: Final = 0.001
"""Seconds for which responses wait for others."""
_SPECIAL_HEADERS: Final = frozenset(
    (b"content-length", b"expect", b"transfer-encoding", b"upgrade", b"x-forwarded-for", b"x-forwarded-proto")
)
"""Headers that may mean that a request needs more than to be read and answered."""


class Endpoint(Protocol):
    """A handler of requests, such as `web.routes.graphql.GraphQLEndpoint`."""

    async def handle(self, scope: Scope, receive: Receive) -> Handled:
        """Return the response to a request."""


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


class FastPathConfig(Config):
    """uvicorn's configuration, with the endpoint of the fast path."""

    endpoint: Endpoint | None = None
    """The application's `direct_endpoint`, if it has one."""
    outbox: Outbox
    """Responses that are not sent yet."""
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

    def apply_forwarded_headers(self, scope: Scope) -> None:
        """Replace the address of a trusted proxy by that of the client behind it."""
        if self._proxied is not None:
            _step(cast(Any, self._proxied)(scope, None, None))

    def default_lines(self, headers: list[tuple[bytes, bytes]]) -> bytes:
        """Return the server's own headers as bytes; uvicorn builds a new list of them each second."""
        if self._default_lines[0] is not headers:
            self._default_lines = headers, b"".join(b"%b: %b\r\n" % header for header in headers)
        return self._default_lines[1]


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
    _is_forwarded: bool = False
    """Whether the headers so far name a proxy."""

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request, or several requests."""
        self._has_handled = False
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Start a request."""
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._is_plain, self._is_forwarded = True, False

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
            self._is_plain &= name == b"content-length" and int(value) <= _LONGEST

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
        if self._buffered is None:
            super().on_message_complete()
        elif not self._handle(self._buffered):
            self._pass_buffered_on()
            super().on_message_complete()
        self._buffered = None

    def shutdown(self) -> None:
        """Close the connection as soon as no request is running."""
        self._pass_buffered_on()
        self.config.outbox.empty()
        super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Answer 400 to what is not HTTP, after the responses before it."""
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
            waits_for, done = _step(coroutine)
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
        super()._start_asgi_task(cycle, rest or cast(Any, _unavailable if app is service_unavailable else app))


async def _unavailable(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 503 in JSON, in place of uvicorn's text, where there are too many connections."""
    more = ((b"retry-after", b"1"), (b"connection", b"close"))
    refused = HTTPError(503, "Too many connections; try again in a moment.", "OVERLOADED", more)
    await responses.send(refused.response(), send, scope["method"])


def _step(coroutine: Coroutine[Any, Any, Any]) -> tuple[Any, Any]:
    """Run a coroutine to its first wait; return what it waits for, or its result."""
    try:
        return coroutine.send(None), None
    except StopIteration as done:
        return None, done.value


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


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """Do nothing: only the middleware before this is wanted."""
