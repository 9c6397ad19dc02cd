"""Conditional requests, RFC 9110: the entity tag of a representation, If-None-Match, and 304 Not Modified."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .responses import RawResponse

_TAG: Final = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_OF_THE_BODY: Final = frozenset((b"content-type", b"content-length", b"content-encoding"))


def weak(fingerprint: str) -> bytes:
    """Return the tag of representations that mean the same, such as one and its compressed form."""
    return f'W/"{fingerprint}"'.encode()


def names(if_none_match: bytes | None, etag: bytes) -> bool:
    """Return whether an If-None-Match header has this very tag, by the weak comparison that it calls for."""
    return if_none_match is not None and bool(etag) and etag.removeprefix(b"W/") in _TAG.findall(if_none_match)


def matches(if_none_match: bytes | None, etag: bytes) -> bool:
    """Return whether an If-None-Match header names a tag: this very one, or any with `*`.

    Parameters
    ----------
    if_none_match
        The header.
    etag
        The tag of the representation that the client would be sent; empty where there is none.
    """
    return names(if_none_match, etag) or (if_none_match is not None and if_none_match.strip() == b"*" and bool(etag))


def respond(response: RawResponse, headers: Mapping[bytes, bytes], method: str = "GET") -> RawResponse:
    """Return a response, or 304 in its place where the client has the representation already.

    Only what would have been a 200 to GET or HEAD becomes a 304.
    """
    if response.status != 200 or method not in ("GET", "HEAD"):
        return response
    etag = next((value for name, value in response.headers if name == b"etag"), b"")
    return not_modified(response) if matches(headers.get(b"if-none-match"), etag) else response


def not_modified(response: RawResponse) -> RawResponse:
    """Return 304 with the headers of a response, but for those that describe its body."""
    return RawResponse(304, tuple(header for header in response.headers if header[0] not in _OF_THE_BODY), b"")


class ConditionalMiddleware:
    """Answers 304 in place of a 200 whose ETag the client has; for routes that send Starlette's responses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and drop the body of its response where the client has it."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("if-none-match")
        if_none_match = given.encode("latin-1") if given is not None else None
        is_modified = True

        async def conditional(message: Message) -> None:
            nonlocal is_modified
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                etag = headers.get("etag", "")
                if etag and not etag.startswith("W/"):
                    # The tag stands for every encoding of the body. HEAD cannot tell whether GET compresses it.
                    headers["etag"] = etag = f"W/{etag}"
                is_modified = message["status"] != 200 or not matches(if_none_match, etag.encode("latin-1"))
                if not is_modified:
                    response = not_modified(RawResponse(200, tuple(message["headers"]), b""))
                    await send({**message, "status": response.status, "headers": list(response.headers)})
                    await send({"type": "http.response.body", "body": b""})
                    return
            if is_modified:
                await send(message)

        await self.app(scope, receive, conditional)
