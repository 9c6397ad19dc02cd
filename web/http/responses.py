"""Responses as bytes: a status, headers and a body, and how they are sent."""

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
"""On every response with data: any site may read it, and no browser renders it as a page."""

CODES: Final = {
    400: "BAD_REQUEST",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    408: "REQUEST_TIMEOUT",
    410: "GONE",
    413: "TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    500: "INTERNAL_SERVER_ERROR",
    503: "UNAVAILABLE",
}
"""The `extensions.code` of an error, by the status of its response."""

DRAINED_BYTES: Final = 64_000_000
"""Bytes at most of a refused body that are read before its connection is closed."""
DRAINED_SECONDS: Final = 5.0
"""Seconds at most for which a refused body is read."""

_PHRASES: Final = {status.value: status.phrase.encode() for status in HTTPStatus}


@dataclass(slots=True)
class RawResponse:
    """A response as it is sent; it is immutable."""

    status: int
    headers: Headers
    body: bytes
    _head: bytes = b""

    @property
    def head(self) -> bytes:
        """The status line and the headers as HTTP/1.1 writes them, each line with its end."""
        if not self._head:
            # The first two describe the body; the others are mostly the same.
            lines = _lines(self.headers[:2]) + _cached_lines(self.headers[2:])
            self._head = b"HTTP/1.1 %d %b\r\n%b" % (self.status, _PHRASES[self.status], lines)
        return self._head


def _lines(headers: Headers) -> bytes:
    return b"".join([b"%b: %b\r\n" % header for header in headers])


_cached_lines: Final = lru_cache(1024)(_lines)


class HTTPError(Exception):
    """A request that is refused, with the status; the message says why, and what would be right."""

    def __init__(self, status: int, message: str, code: str | None = None, headers: Headers = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code or CODES[status]
        self.headers = headers

    def response(self, media_type: str = JSON) -> RawResponse:
        """Return the response with this error."""
        error = {"message": str(self), "extensions": {"code": self.code}}
        return build_json(
            self.status, {"errors": [error]}, media_type, (*self.headers, (b"cache-control", b"no-store"))
        )


def preflight(methods: str) -> RawResponse:
    """Return the response to a preflight: any site may send these methods, with any headers."""
    allowed: Headers = (
        (b"allow", methods.encode()),
        (b"access-control-allow-methods", methods.encode()),
        (b"access-control-allow-headers", b"*"),
        (b"access-control-max-age", b"86400"),
    )
    return RawResponse(204, (*SECURITY, *allowed), b"")


def make_private(response: RawResponse) -> RawResponse:
    """Return a response that no shared cache may store."""
    headers = tuple(
        (name, value.replace(b"public", b"private")) if name == b"cache-control" else (name, value)
        for name, value in response.headers
    )
    return RawResponse(response.status, headers, response.body)


def encode_json(value: Mapping[str, Any]) -> bytes:
    """Return a value as JSON in UTF-8."""
    try:
        return orjson.dumps(value)
    except TypeError:
        # A lone surrogate from a client that an error repeats has no UTF-8. Encoded fragments are decoded.
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_decode_fragment)
        return text.encode("utf-8", "replace")


def _decode_fragment(part: orjson.Fragment) -> Any:
    return orjson.loads(orjson.dumps(part))


def build_json(
    status: int, value: Mapping[str, Any], media_type: str = JSON, headers: Iterable[Any] = ()
) -> RawResponse:
    """Return a response with a JSON body."""
    return build(status, encode_json(value), media_type, headers)


def build(status: int, body: bytes, media_type: str, headers: Iterable[Any] = ()) -> RawResponse:
    """Return a response with a body of a media type."""
    body_headers = (
        (b"content-type", b"%b; charset=utf-8" % media_type.encode()),
        (b"content-length", b"%d" % len(body)),
    )
    return RawResponse(status, (*body_headers, *SECURITY, *headers), body)


def link(scope: Scope, folder: str, name: str) -> str:
    """Return the address of what is in a folder, relative to the listing of the folder that a request asks for.

    Relative, it holds behind a proxy that strips a prefix, and whatever the host.
    """
    return name if scope.get("raw_path", b"").endswith(b"/") else f"{folder}/{name}"


async def send(
    response: RawResponse, send: Send, method: str, more: Headers = (), receive: Receive | None = None
) -> None:
    """Send a response, with further headers; to HEAD, its headers only.

    Parameters
    ----------
    response
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
    await send({"type": "http.response.start", "status": response.status, "headers": [*response.headers, *more]})
    body = b"" if method == "HEAD" else response.body
    if receive is not None and (b"connection", b"close") in response.headers:
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
