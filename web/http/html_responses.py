"""Responses with HTML, and the headers that isolate their pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .responses import Header, Headers, RawResponse

HTML: Final = "text/html"
_CSP: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ISOLATION: Final[Headers] = (
    (b"content-security-policy", _CSP),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""A page loads nothing from other hosts and runs no script that is not a file of this server."""


def build_html(status: int, page: str, headers: Iterable[Header] = ()) -> RawResponse:
    """Return a response with a page."""
    body = page.encode()
    of_the_body = (
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"vary", b"accept-encoding"),
    )
    return RawResponse(status, (*of_the_body, *_ISOLATION, *headers), body)


def redirect(status: int, address: str) -> RawResponse:
    """Return a redirect to an address, which may be relative."""
    return RawResponse(status, ((b"location", address.encode()), (b"content-length", b"0"), *_ISOLATION), b"")
