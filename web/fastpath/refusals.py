"""Applications that refuse whatever is asked, in JSON where uvicorn's own refusals are texts."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from ..http import responses
from ..http.responses import HTTPError


def sender(response: responses.RawResponse) -> ASGIApp:
    """Return an application that gives a response to every request."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await responses.send(response, send, scope["method"])

    return app


async def unavailable(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 503 where there are too many connections."""
    more = ((b"retry-after", b"1"), (b"connection", b"close"))
    refused = HTTPError(503, "Too many connections; try again in a moment.", "OVERLOADED", more)
    await responses.send(refused.response(), send, scope["method"])
