"""Answers given straight from the connection.

For each request an ASGI server starts a task and takes the answer in messages: that serves applications that wait. A
question about a graph in memory waits for nothing. Here it is begun as soon as its request has arrived whole, and where
it comes to its end at once, as nearly every one does, the reply leaves with those to other requests that came at the
same time. One that has to wait goes on from where it stands, as a task of the server's own.
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
from ..http.responses import Refused
from ..routes.graphql import Answered
from .timeouts import Config, TimedConnection

PATH: Final = "/graphql"
"""Where requests are answered so; all others are the server's."""
_URL: Final = PATH.encode()
_LONGEST: Final = 65_536
"""Bytes of a body up to which it is held until it is whole; the server reads longer ones, in its own measure."""
_TOGETHER: Final = 0.001
"""Seconds for which replies wait for others."""
_TELLING: Final = frozenset(
    (b"content-length", b"expect", b"transfer-encoding", b"upgrade", b"x-forwarded-for", b"x-forwarded-proto")
)
"""The headers by which a request may turn out to be none that is simply read and answered."""


class Answering(Protocol):
    """What answers a request, such as `web.endpoint.GraphQLEndpoint`."""

    async def answered(self, scope: Scope, receive: Receive) -> Answered:
        """The reply to a request."""


class Outbox:
    """Replies that leave together, once all requests that came together are answered.

    A client is woken when the first of its replies arrives. To wake it for each takes as long as to make one.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[asyncio.Transport, bytes, Answered]] = []
        self._since = 0.0

    def put(self, transport: asyncio.Transport, whole: bytes, done: Answered) -> None:
        """Take a reply, to be sent after all else that is to be done now; at once, where that takes long."""
        self._waiting.append((transport, whole, done))
        now = perf_counter()
        if len(self._waiting) == 1:
            self._since = now
            asyncio.get_running_loop().call_soon(self.empty)
        elif now - self._since > _TOGETHER:
            self.empty()

    def empty(self) -> None:
        """Send all replies, and count their requests."""
        leaving, self._waiting = self._waiting, []
        for transport, whole, done in leaving:
            # Who has gone away meanwhile is counted like all others.
            if not transport.is_closing():
                transport.write(whole)
            if (b"connection", b"close") in done.reply.headers:
                transport.close()
        for _, _, done in leaving:
            done.note()


class DirectConfig(Config):
    """uvicorn's configuration, with what answers at once."""

    answering: Answering | None = None
    """The application's `answering`, where it has one."""
    outbox: Outbox
    """What is answered and not sent."""
    _proxied: ProxyHeadersMiddleware | None = None
    _named: tuple[object, bytes] = (None, b"")

    def load(self) -> None:
        """Load the application, and find what answers at once."""
        super().load()
        self.outbox = Outbox()
        app = self.loaded_app
        if isinstance(app, ProxyHeadersMiddleware):
            self._proxied = ProxyHeadersMiddleware(_nothing, self.forwarded_allow_ips)
            app = app.app
        self.answering = getattr(app, "answering", None)

    def seen_through(self, scope: Scope) -> None:
        """Put the client that a trusted proxy tells of in the place of the proxy."""
        if self._proxied is not None:
            _stepped(cast(Any, self._proxied)(scope, None, None))

    def lines(self, headers: list[tuple[bytes, bytes]]) -> bytes:
        """The server's own headers as they are written; it makes a list of them anew each second."""
        if self._named[0] is not headers:
            self._named = headers, b"".join(b"%b: %b\r\n" % header for header in headers)
        return self._named[1]


class DirectConnection(TimedConnection):
    """A connection that is held to its time and answers at once what can be."""

    config: DirectConfig
    _held: bytes | None = None
    """The body so far of a request that may be answered at once; None while there is none such."""
    _going_on: ASGIApp | None = None
    """What was begun here and has to wait."""
    _has_answered: bool = False
    """Whether a request of those that came together was answered: the next ones let others go first."""
    _is_plain: bool = True
    """Whether the headers so far tell of nothing but a request with a short body, or none."""
    _is_forwarded: bool = False
    """Whether the headers so far tell of a proxy."""

    def data_received(self, data: bytes) -> None:
        """Take a part of a request, or several requests."""
        self._has_answered = False
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to take a request."""
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._is_plain, self._is_forwarded = True, False

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        name = name.lower()
        if name not in _TELLING:
            self.headers.append((name, value))
            return
        super().on_header(name, value)
        if name.startswith(b"x-forwarded-"):
            self._is_forwarded = True
        else:
            self._is_plain &= name == b"content-length" and int(value) <= _LONGEST

    def on_headers_complete(self) -> None:
        """Hold a request that may be answered at once, until it is whole."""
        if self._is_direct():
            self._held = b""
        else:
            self._hand_on()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        if self._held is None:
            super().on_body(body)
        else:
            self._held += body

    def on_message_complete(self) -> None:
        """Answer a request that was held."""
        if self._held is None:
            super().on_message_complete()
        elif not self._is_answered(self._held):
            self._let_go()
            super().on_message_complete()
        self._held = None

    def shutdown(self) -> None:
        """End the connection as soon as no request is under way."""
        self._let_go()
        self.config.outbox.empty()
        super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Tell that what came is no HTTP, after what was answered before it."""
        self.config.outbox.empty()
        super().send_400_response(msg)

    def _is_direct(self) -> bool:
        """Whether a request may be answered at once, by what its headers say and by how the connection stands."""
        url, parser, most = self.url, self.parser, self.limit_concurrency
        cycle = cast(Any, self.cycle)
        return (
            self.config.answering is not None
            and self._is_plain
            and not self._has_answered
            and (url == _URL or (url.startswith(_URL + b"?") and b"#" not in url))
            and parser.get_method() in (b"POST", b"GET")
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and (cycle is None or cycle.response_complete)
            and not self.flow.write_paused
            and (most is None or (len(self.connections) < most and len(self.tasks) < most))
        )

    def _is_answered(self, body: bytes) -> bool:
        """Whether a request was answered at once, or was begun and waits."""
        answering, headers = self.config.answering, self.headers
        assert answering is not None
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

        self._has_answered = True
        try:
            if self._is_forwarded:
                self.config.seen_through(scope)
            coroutine = answering.answered(scope, receive)
            waits_for, done = _stepped(coroutine)
        except Exception:  # the server tells it, when it comes to it again
            return False
        if done is None:
            self._going_on = _rest_of(coroutine, waits_for)
            return False
        lines = self.config.lines(self.server_state.default_headers)
        parts = (done.reply.head, lines, done.id, done.reply.body)
        self.config.outbox.put(self.transport, b"%b%bx-request-id: %b\r\n\r\n%b" % parts, done)
        self.server_state.total_requests += 1
        self.rests()
        return True

    def _let_go(self) -> None:
        """Hand a request on that was held, with as much of its body as came."""
        held, self._held = self._held, None
        if held is not None:
            self._hand_on()
            super().on_body(held)

    def _hand_on(self) -> None:
        """Let the server take a request whose headers came."""
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers += headers
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        begun: Any = self._going_on
        self._going_on = None
        super()._start_asgi_task(cycle, begun or cast(Any, _unavailable if app is service_unavailable else app))


async def _unavailable(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 503 in JSON, in place of uvicorn's text, where there are too many connections."""
    more = ((b"retry-after", b"1"), (b"connection", b"close"))
    refused = Refused(503, "Too many connections; try again in a moment.", "OVERLOADED", more)
    await responses.send(refused.reply(), send, scope["method"])


def _stepped(coroutine: Coroutine[Any, Any, Any]) -> tuple[Any, Any]:
    """What a coroutine waits for after a first step, or what it came to."""
    try:
        return coroutine.send(None), None
    except StopIteration as done:
        return None, done.value


def _rest_of(coroutine: Coroutine[Any, Any, Answered], waits_for: Any) -> ASGIApp:
    """An application that goes on with what was begun, and sends its reply."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        reply, id, note = await _rest(coroutine, waits_for)
        await responses.send(reply, send, scope["method"], ((b"x-request-id", id),))
        note()

    return app


@types.coroutine
def _rest(coroutine: Coroutine[Any, Any, Answered], waits_for: Any) -> Generator[Any, Any, Answered]:
    """Go on with a coroutine whose first step was taken elsewhere, as `yield from` would from the start.

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
            answered: Answered = done.value
            return answered


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """The end of the way of a scope that only wants to be seen through."""
