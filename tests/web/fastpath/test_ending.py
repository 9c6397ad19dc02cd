"""The end of a server: each connection is closed as soon as nothing is left to be answered, and no sooner."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from support.endpoints import Endpoint, served
from support.servers import read_all, until

pytestmark = pytest.mark.fast_path

REQUEST = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}"


async def answer() -> str:
    return "done"


@contextmanager
def connected(first_request: float = 600.0) -> Iterator[tuple[uvicorn.Server, socket.socket]]:
    """A server whose limits are out of reach, but for one, and a connection that it has accepted."""
    with (
        served(Endpoint(answer), request_timeout=600, first_request=first_request) as (server, address),
        socket.create_connection(address, 60) as connection,
    ):
        assert until(lambda: bool(server.server_state.connections))
        yield server, connection


def begin_end(server: uvicorn.Server) -> None:
    """Tell a server to end, and return once it has closed its socket."""
    server.should_exit = True
    assert until(lambda: not any(one.is_serving() for one in server.servers))


@pytest.mark.parametrize("before", [b"", REQUEST], ids=["first", "second"])
@pytest.mark.parametrize("begun", [10, len(REQUEST) - 10, len(REQUEST) - 1], ids=["line", "headers", "body"])
def test_a_request_that_has_begun_is_answered(before: bytes, begun: int) -> None:
    with connected() as (server, connection):
        connection.sendall(before + REQUEST[:begun])
        received = b""
        while before and not received.endswith(b"}"):
            received += connection.recv(65536)
        begin_end(server)
        connection.sendall(REQUEST[begun:])
        received = read_all(connection)
    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"\r\nconnection: close\r\n" in received


def test_a_connection_that_is_new_has_a_moment_for_its_request() -> None:
    with connected() as (server, connection):
        begin_end(server)
        connection.sendall(REQUEST + REQUEST)
        received = read_all(connection)
    assert received.count(b"HTTP/1.1 200 ") == 2
    assert received.count(b"\r\nconnection: close\r\n") == 1


def test_a_connection_that_stays_silent_is_closed() -> None:
    with connected(first_request=0.1) as (server, connection):
        begin_end(server)
        assert read_all(connection) == b""


def test_a_connection_that_is_idle_is_closed() -> None:
    with connected() as (server, connection):
        connection.sendall(REQUEST)
        received = b""
        while not received.endswith(b"}"):
            received += connection.recv(65536)
        assert b"\r\nconnection: close\r\n" not in received
        begin_end(server)
        assert read_all(connection) == b""
