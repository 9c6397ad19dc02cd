"""Which sites may read responses in browsers, where it is not every site."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALLOW_ORIGIN: Final = b"access-control-allow-origin"


class AllowedOriginsMiddleware:
    """Allows the sites of a list to read responses that every site may read otherwise.

    Parameters
    ----------
    app
        The application.
    allowed
        Origins, such as https://news.example; none lets no other site read anything, as where an outer application
        sets these headers.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self.app = app
        self._allowed = {origin.encode() for origin in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and set the header of the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        origin = next((value for name, value in scope["headers"] if name == b"origin"), b"")

        async def send_for_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._headers(message["headers"], origin)}
            await send(message)

        await self.app(scope, receive, send_for_origin)

    def _headers(self, headers: Collection[tuple[bytes, bytes]], origin: bytes) -> list[tuple[bytes, bytes]]:
        """Return the headers of a response for a request from an origin."""
        kept = [(name, value) for name, value in headers if name.lower() != _ALLOW_ORIGIN]
        if len(kept) < len(headers) and self._allowed:
            kept.append((b"vary", b"origin"))
            if origin in self._allowed:
                kept.append((_ALLOW_ORIGIN, origin))
        return kept
