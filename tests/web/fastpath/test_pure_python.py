"""A server without the extra `fast`: it keeps the limits and the refusals, and drops no request that it understands."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from support.servers import WITHOUT_FAST, Server, read_all, server

pytestmark = pytest.mark.fast_path

MOST = 5


@pytest.fixture(scope="module")
def pure() -> Iterator[Server]:
    with server("--fast-path", "--max-connections", str(MOST), PYTHONPATH=str(WITHOUT_FAST)) as one:
        yield one


def closing(headers: bytes) -> bytes:
    return b"GET /healthz HTTP/1.1\r\nconnection: close\r\n%b\r\n" % headers


def code(received: bytes) -> str:
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"application/json" in head
    return str(json.loads(body)["errors"][0]["extensions"]["code"])


def test_what_the_parser_in_python_refuses_is_told_in_json(pure: Server) -> None:
    """The parser in C lets a request without a host pass, which shows that it is not the one in use."""
    received = pure.exchanged(closing(b""))
    assert received.startswith(b"HTTP/1.1 400 ")
    assert code(received) == "BAD_REQUEST"


def test_a_request_that_asks_for_another_protocol_is_answered(pure: Server) -> None:
    """As Java's client asks with each first request."""
    upgrading = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\n\r\n"
    assert pure.exchanged(upgrading + closing(b"host: x\r\n")).count(b"HTTP/1.1 200 ") == 2


@pytest.mark.slow
def test_too_many_connections_are_refused_in_json(pure: Server) -> None:
    held = [pure.connect() for _ in range(MOST)]
    with pure.connect() as one:
        one.sendall(closing(b"host: x\r\n"))
        received = read_all(one)
    for connection in held:
        connection.close()
    assert received.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 1\r\n" in received
    assert code(received) == "OVERLOADED"
