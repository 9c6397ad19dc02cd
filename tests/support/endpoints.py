"""Endpoints whose work is given, and a server of this process that runs one on the fast path."""

from __future__ import annotations

import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from clemency_graph.web.fastpath.connection_class import connection_class
from clemency_graph.web.fastpath.uvicorn_config import FastPathConfig
from clemency_graph.web.http import responses
from clemency_graph.web.http.responses import HTTPError
from clemency_graph.web.routes.graphql import Handled

from .servers import until


class Endpoint:
    """An endpoint whose work is given, and that turns a refusal into its response."""

    def __init__(self, work: Callable[[], Awaitable[str]]) -> None:
        self._work = work
        self.counted: list[int] = []

    async def handle(self, scope: Any, receive: Any) -> Handled:
        try:
            response = responses.build_json(200, {"result": await self._work()})
        except HTTPError as error:
            response = error.response()
        return Handled(response, b"1", lambda: self.counted.append(response.status))


class App:
    """An application that answers everything with its endpoint, once it has read the body."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.direct_endpoint = endpoint

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        response, _, note = await self.direct_endpoint.handle(scope, receive)
        await responses.send(response, send, scope["method"])
        note()


@contextmanager
def served(
    endpoint: Endpoint, request_timeout: float = 10.0, first_request: float = 1.0
) -> Iterator[tuple[uvicorn.Server, tuple[str, int]]]:
    """A server of this process behind the fast path, with these limits in seconds, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        config = FastPathConfig(App(endpoint), http=connection_class(), ws="none", lifespan="off", log_config=None)
        config.request_timeout, config.first_request = request_timeout, first_request
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert until(lambda: server.started)
            yield server, address
        finally:
            server.should_exit = True
            thread.join()
