"""Requests that have to wait: the fast path hands results, exceptions and cancellations on as a task does."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from clemency_graph.web.fastpath.protocol import FastPathConfig, FastPathConnection
from clemency_graph.web.http import responses
from clemency_graph.web.http.responses import HTTPError
from clemency_graph.web.routes.graphql import Handled
from httpx2 import Client
from support.servers import until


async def fail_in_a_future() -> str:
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_exception, HTTPError(503, "Overloaded.", "OVERLOADED"))
    return await future


async def fail_in_a_thread() -> str:
    def fail() -> str:
        raise HTTPError(503, "Overloaded.", "OVERLOADED")

    return await asyncio.to_thread(fail)


async def fail_after_a_wait() -> str:
    await asyncio.sleep(0)
    raise HTTPError(503, "Overloaded.", "OVERLOADED")


async def fail_after_two_waits() -> str:
    await asyncio.sleep(0.01)
    return await fail_in_a_future()


async def fail_and_recover() -> str:
    try:
        return await fail_in_a_future()
    except HTTPError:
        return await asyncio.to_thread(lambda: "recovered")


async def be_cancelled() -> str:
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.cancel)
    try:
        return await future
    except asyncio.CancelledError:
        return "cancelled"


async def succeed() -> str:
    return await asyncio.to_thread(lambda: "done")


async def not_wait() -> str:
    return "at once"


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
    """An application that answers everything with its endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.direct_endpoint = endpoint

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        response, _, note = await self.direct_endpoint.handle(scope, receive)
        await responses.send(response, send, scope["method"])
        note()


@contextmanager
def served(app: App) -> Iterator[str]:
    """The address of an application behind the fast path, in this process."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = FastPathConfig(app, http=FastPathConnection, ws="none", lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert until(lambda: server.started)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/graphql"
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.parametrize(
    "work",
    [
        fail_in_a_future,
        fail_in_a_thread,
        fail_after_a_wait,
        fail_after_two_waits,
        fail_and_recover,
        be_cancelled,
        succeed,
        not_wait,
    ],
    ids=lambda work: work.__name__,
)
def test_a_wait_ends_as_it_does_in_a_task(work: Callable[[], Awaitable[str]]) -> None:
    alone = asyncio.run(Endpoint(work).handle({}, None)).response
    endpoint = Endpoint(work)
    with served(App(endpoint)) as address:
        # A connection that stays open: the fast path leaves others to uvicorn.
        with Client(timeout=30) as client:
            response = client.get(address)
        assert until(lambda: endpoint.counted == [alone.status], 5)
    assert (response.status_code, response.json()) == (alone.status, json.loads(alone.body))
