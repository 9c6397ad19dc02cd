"""Requests that have to wait: the fast path hands results, exceptions and cancellations on as a task does."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable

import pytest
from clemency_graph.web.http.responses import HTTPError
from httpx2 import Client
from support.endpoints import Endpoint, served
from support.servers import read_all, until

pytestmark = pytest.mark.fast_path


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
    with served(endpoint) as (_, (host, port)):
        # A connection that stays open: the fast path leaves others to uvicorn.
        with Client(timeout=30) as client:
            response = client.get(f"http://{host}:{port}/graphql")
        assert until(lambda: endpoint.counted == [alone.status])
    assert (response.status_code, response.json()) == (alone.status, json.loads(alone.body))


def test_the_rest_of_a_next_request_is_not_due_while_the_response_before_it_is() -> None:
    goes_on = threading.Event()

    async def wait() -> str:
        return "done" if await asyncio.to_thread(goes_on.wait, 60) else "never"

    request = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n"
    last = request.replace(b"host: x", b"host: x\r\nconnection: close")
    with (
        served(Endpoint(wait), request_timeout=0.1) as (_, address),
        socket.create_connection(address, 60) as connection,
        socket.create_connection(address, 60) as silent,
    ):
        connection.sendall(request + b"{}" + last)
        assert read_all(silent).startswith(b"HTTP/1.1 408 ")
        connection.sendall(b"{}")
        goes_on.set()
        received = read_all(connection)
    assert received.count(b"HTTP/1.1 200 ") == received.count(b"HTTP/1.1 ") == 2
