"""Refuse requests to host names that are not this server's, except to the addresses that health checks use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from . import responses
from .responses import HTTPError

HEALTH: Final = ("/healthz", "/readyz")
"""Paths that are served whatever the host: a check by a balancer, kubelet or container names an address, or nothing."""


class AllowedHostsMiddleware:
    """Answers 400 where the Host header names another server.

    Parameters
    ----------
    app
        The application.
    allowed
        Host names without ports; `*.example.org` stands for every name below example.org.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str]) -> None:
        self.app = app
        self._allowed = [name.lower() for name in allowed]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or scope["path"].removeprefix(scope.get("root_path", "")) in HEALTH:
            await self.app(scope, receive, send)
            return
        header = Headers(scope=scope).get("host", "")
        if self._is_allowed(_name(header)):
            await self.app(scope, receive, send)
            return
        refused = HTTPError(400, f"This server does not answer to the host {header[:100]!r}.")
        await responses.send(refused.response(), send, scope["method"])

    def _is_allowed(self, name: str) -> bool:
        return any(name == one or (one.startswith("*.") and name.endswith(one[1:])) for one in self._allowed)


def _name(header: str) -> str:
    """Return the name in a Host header, without its port; empty where there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""
