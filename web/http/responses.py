"""Replies: a status, headers and a body, and how they get to the wire."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

import anyio
import orjson
from starlette.types import Receive, Scope, Send

from .negotiation import JSON

Header = tuple[bytes, bytes]
Headers = tuple[Header, ...]

SECURITY: Final[Headers] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"etag, retry-after, x-request-id"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
"""On every reply that is data: any site may read it, and none may make a page of it."""

CODES: Final = {
    400: "BAD_REQUEST",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    408: "REQUEST_TIMEOUT",
    413: "TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    500: "INTERNAL_SERVER_ERROR",
    503: "UNAVAILABLE",
}
"""What `extensions.code` of an error is, by the status of its reply."""

DRAINED_BYTES: Final = 64_000_000
"""Bytes at most of a refused body that are read before its connection is closed."""
DRAINED_SECONDS: Final = 5.0
"""Seconds at most for which a refused body is read."""

_PHRASES: Final = {status.value: status.phrase.encode() for status in HTTPStatus}


@dataclass(slots=True)
class Reply:
    """What is sent back; it is not changed once it is made."""

    status: int
    headers: Headers
    body: bytes
    _head: bytes = b""

    @property
    def head(self) -> bytes:
        """The status line and the headers as HTTP/1.1 writes them, each line with its end."""
        if not self._head:
            # The first two tell of the body; what follows is mostly the same.
            lines = _lines(self.headers[:2]) + _often(self.headers[2:])
            self._head = b"HTTP/1.1 %d %b\r\n%b" % (self.status, _PHRASES[self.status], lines)
        return self._head


def _lines(headers: Headers) -> bytes:
    return b"".join([b"%b: %b\r\n" % header for header in headers])


_often: Final = lru_cache(1024)(_lines)


class Refused(Exception):
    """A request that is refused; the message says why, and what would be right."""

    def __init__(self, status: int, message: str, code: str | None = None, headers: Headers = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code or CODES[status]
        self.headers = headers

    def reply(self, media_type: str = JSON) -> Reply:
        """The reply that tells it."""
        error = {"message": str(self), "extensions": {"code": self.code}}
        return data(self.status, {"errors": [error]}, media_type, (*self.headers, (b"cache-control", b"no-store")))


def encoded(answer: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8."""
    try:
        return orjson.dumps(answer)
    except TypeError:
        # A lone surrogate that a client sent and an error repeats has no UTF-8. Parts that are encoded are decoded.
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), default=_decoded)
        return text.encode("utf-8", "replace")


def _decoded(part: orjson.Fragment) -> Any:
    return orjson.loads(orjson.dumps(part))


def data(status: int, answer: Mapping[str, Any], media_type: str = JSON, headers: Iterable[Any] = ()) -> Reply:
    """A reply with JSON."""
    return of(status, encoded(answer), media_type, headers)


def of(status: int, body: bytes, media_type: str, headers: Iterable[Any] = ()) -> Reply:
    """A reply with a body of a type."""
    described = (
        (b"content-type", b"%b; charset=utf-8" % media_type.encode()),
        (b"content-length", b"%d" % len(body)),
    )
    return Reply(status, (*described, *SECURITY, *headers), body)


def link(scope: Scope, folder: str, name: str) -> str:
    """Return the address of what is in a folder, relative to the listing of the folder that a request asks for.

    Relative, it holds behind a proxy that strips a prefix, and whatever the host.
    """
    return name if scope.get("raw_path", b"").endswith(b"/") else f"{folder}/{name}"


async def send(reply: Reply, send: Send, method: str, more: Headers = (), receive: Receive | None = None) -> None:
    """Send a response, with further headers; to HEAD, its headers only.

    Parameters
    ----------
    reply
        The response.
    send
        Takes the messages.
    method
        The method of the request.
    more
        Further headers.
    receive
        Gives what is left of the request's body. Where the response closes the connection, a bounded rest is read
        first: a client that is still sending would lose the response with the connection.
    """
    await send({"type": "http.response.start", "status": reply.status, "headers": [*reply.headers, *more]})
    body = b"" if method == "HEAD" else reply.body
    if receive is not None and (b"connection", b"close") in reply.headers:
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await _drain(receive)
        body = b""
    await send({"type": "http.response.body", "body": body})


async def _drain(receive: Receive) -> None:
    """Read and drop what is left of a body, for as long and as much as the bounds allow."""
    left = DRAINED_BYTES
    with anyio.move_on_after(DRAINED_SECONDS):
        while left > 0:
            message = await receive()
            left -= len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                break
