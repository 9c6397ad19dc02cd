"""Connections that send slowly, garbage or nothing, and clients that do not read: each has its bound."""

from __future__ import annotations

import json
import socket

import pytest
from httpx2 import Client
from support.endpoints import Endpoint, served
from support.servers import POST, QUESTION, Server, dripped, read_all, until

pytestmark = pytest.mark.fast_path


def well(one: Server) -> bool:
    """Whether the server answers others meanwhile; a client that the system holds up may be too late itself."""

    def answered() -> bool:
        with Client(timeout=30) as client:
            return client.get(f"{one.address}healthz").status_code == 200

    return until(answered)


def test_a_request_that_comes_a_byte_at_a_time_is_given_up(hasty: Server) -> None:
    with hasty.connect() as connection:
        received = dripped(connection, (POST % (len(QUESTION), QUESTION))[:200])
        connection.settimeout(30)
        received += read_all(connection)
    assert received.startswith(b"HTTP/1.1 408 ")
    assert b'"REQUEST_TIMEOUT"' in received
    assert well(hasty)


def test_a_body_that_does_not_come_is_given_up(hasty: Server) -> None:
    received = hasty.exchanged(POST % (len(QUESTION) + 1, QUESTION))
    assert received.startswith(b"HTTP/1.1 408 ")
    assert well(hasty)


def test_a_connection_that_says_nothing_is_ended(hasty: Server) -> None:
    assert hasty.exchanged(b"").startswith(b"HTTP/1.1 408 ")


def test_a_connection_that_waits_for_a_next_request_is_ended_without_a_word(hasty: Server) -> None:
    received = hasty.exchanged(POST % (len(QUESTION), QUESTION))
    assert received.startswith(b"HTTP/1.1 200 ")
    assert received.count(b"HTTP/1.1") == 1


def test_a_connection_whose_response_came_before_the_body_is_ended_without_a_word(hasty: Server) -> None:
    with hasty.connect() as connection:
        connection.sendall(b"POST /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n")
        received = b""
        while not received.endswith(b"}"):
            received += connection.recv(65536)
        assert received.startswith(b"HTTP/1.1 404 ")
        connection.sendall(b"{}")
        assert read_all(connection) == b""


def test_what_is_no_http_is_told_so_in_json(hasty: Server) -> None:
    received = hasty.exchanged(b"\x16\x03\x01 garbage\r\n\r\n")
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert json.loads(body)["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_a_body_that_is_too_large_is_refused_before_it_came(hasty: Server) -> None:
    head = POST % (20_000_000, b"")
    received = hasty.exchanged(head)
    assert received.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in received
    assert b'"TOO_LARGE"' in received


def test_a_client_that_does_not_read_is_dropped() -> None:
    async def fill() -> str:
        return "x" * 300_000

    with served(Endpoint(fill), request_timeout=0.1) as (server, address), socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(60)
        connection.connect(address)
        # More than what fits into the buffers of both sides.
        connection.sendall(b"GET /graphql HTTP/1.1\r\nhost: x\r\n\r\n" * 40)
        assert until(lambda: bool(server.server_state.connections))
        assert until(lambda: not server.server_state.connections)
        received = read_all(connection)
    assert 0 < len(received) < 40 * 300_000


def test_a_client_that_has_said_all_is_answered_or_dropped(hasty: Server) -> None:
    with hasty.connect() as connection:
        connection.sendall(POST % (len(QUESTION), QUESTION))
        connection.shutdown(socket.SHUT_WR)
        received = read_all(connection)
    assert received == b"" or received.startswith(b"HTTP/1.1 200 ")
    assert well(hasty)


@pytest.mark.slow
def test_a_thousand_idle_connections_keep_nobody_out(hasty: Server) -> None:
    idle = [hasty.connect() for _ in range(1000)]
    try:
        assert well(hasty)
        idle[0].settimeout(30)
        assert read_all(idle[0]).startswith(b"HTTP/1.1 408 ")
    finally:
        for connection in idle:
            connection.close()
