"""Connections that send slowly, garbage or nothing, and clients that do not read: each has its bound."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator

import pytest
from httpx2 import Client
from support.servers import POST, QUESTION, Server, dripped, read_all, server


@pytest.fixture(scope="module")
def one() -> Iterator[Server]:
    with server("--request-timeout", "1", "--keep-alive", "2") as one:
        yield one


def well(one: Server) -> bool:
    """Whether the server answers others meanwhile."""
    with Client(timeout=30) as client:
        return client.get(f"{one.address}healthz").status_code == 200


def test_a_request_that_comes_a_byte_at_a_time_is_given_up(one: Server) -> None:
    with one.connect() as connection:
        received = dripped(connection, (POST % (len(QUESTION), QUESTION))[:200])
        connection.settimeout(30)
        received += read_all(connection)
    assert received.startswith(b"HTTP/1.1 408 ")
    assert b'"REQUEST_TIMEOUT"' in received
    assert well(one)


def test_a_body_that_does_not_come_is_given_up(one: Server) -> None:
    received = one.exchanged(POST % (len(QUESTION) + 1, QUESTION))
    assert received.startswith(b"HTTP/1.1 408 ")
    assert well(one)


def test_a_connection_that_says_nothing_is_ended(one: Server) -> None:
    assert one.exchanged(b"").startswith(b"HTTP/1.1 408 ")


def test_a_connection_that_waits_for_a_next_request_is_ended_without_a_word(one: Server) -> None:
    received = one.exchanged(POST % (len(QUESTION), QUESTION))
    assert received.startswith(b"HTTP/1.1 200 ")
    assert received.count(b"HTTP/1.1") == 1


def test_what_is_no_http_is_told_so_in_json(one: Server) -> None:
    received = one.exchanged(b"\x16\x03\x01 garbage\r\n\r\n")
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert json.loads(body)["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_a_body_that_is_too_large_is_refused_before_it_came(one: Server) -> None:
    head = POST % (20_000_000, b"")
    received = one.exchanged(head)
    assert received.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in received
    assert b'"TOO_LARGE"' in received


def test_a_body_without_an_end_is_refused_once_it_is_too_large(one: Server) -> None:
    head = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    with one.connect() as connection:
        connection.sendall(head)
        received = b""
        try:
            for _ in range(100):
                connection.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")
        except OSError:
            pass
        received = read_all(connection)
    # Whoever still sends may lose the response with the connection; what is sure is that it ends.
    assert received == b"" or received.startswith(b"HTTP/1.1 413 ")
    assert well(one)


def test_a_client_that_does_not_read_is_dropped(one: Server) -> None:
    query = b"{ " + b" ".join(b"a%d: sources(first: 100) { nodes { id title url } }" % i for i in range(20)) + b" }"
    body = json.dumps({"query": query.decode()}).encode()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(60)
        parts = one.address.removeprefix("http://").strip("/").split(":")
        connection.connect((parts[0], int(parts[1])))
        # More than what fits into the buffers of both sides.
        connection.sendall((POST % (len(body), body)) * 40)
        time.sleep(5)
        received = read_all(connection)
    assert 0 < len(received) < 40 * 300_000
    assert well(one)


def test_a_client_that_has_said_all_is_answered_or_dropped(one: Server) -> None:
    with one.connect() as connection:
        connection.sendall(POST % (len(QUESTION), QUESTION))
        connection.shutdown(socket.SHUT_WR)
        received = read_all(connection)
    assert received == b"" or received.startswith(b"HTTP/1.1 200 ")
    assert well(one)


def test_a_thousand_idle_connections_keep_nobody_out(one: Server) -> None:
    idle = [one.connect() for _ in range(1000)]
    try:
        assert well(one)
        idle[0].settimeout(30)
        assert read_all(idle[0]).startswith(b"HTTP/1.1 408 ")
    finally:
        for connection in idle:
            connection.close()
