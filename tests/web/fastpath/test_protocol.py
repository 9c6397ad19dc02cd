"""Responses straight from the connection: they are those that the server gives without it, whatever is sent and how."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.servers import POST, QUESTION, Server, dripped, read_all, server

STATES = {"query": "query All($first: Int) { states(first: $first) { nodes { id name code } } }"}
LONG = {"query": "{ parties { id } }" + " " * 70_000}
COSTLY = {"query": "{ actions(first: 100) { nodes { id name claims(first: 100) { nodes { id property } } } } }"}
PARTIES = {"query": "{ parties { id } }"}
ASKED = quote("{ parties { id name } }").encode()


def got(headers: bytes = b"", method: bytes = b"GET") -> bytes:
    """A request with a query in its address."""
    return b"%b /graphql?query=%b HTTP/1.1\r\nhost: x\r\n%b\r\n" % (method, ASKED, headers)


def posted(body: object, headers: bytes = b"", path: bytes = b"/graphql", version: bytes = b"1.1") -> bytes:
    """A request with a body as JSON."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = b"POST %b HTTP/%b\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n%b\r\n"
    return head % (path, version, len(text), headers) + text


CHUNKED = (
    b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    b"%x\r\n%b\r\n0\r\n\r\n" % (len(QUESTION), QUESTION)
)
REQUESTS = {
    "POST": posted(PARTIES),
    "variables": posted({**STATES, "variables": {"first": 3}}),
    "wrong variables": posted({**STATES, "variables": {"first": "three"}}),
    "typed": posted({"query": "{ nothing }"}, b"accept: application/graphql-response+json\r\n"),
    "invalid": posted({"query": "{ nothing }"}),
    "no GraphQL": posted({"query": "{"}),
    "no JSON": posted(b"{"),
    "no object": posted([1]),
    "another type": b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\n{}",
    "not acceptable": posted(PARTIES, b"accept: image/png\r\n"),
    "compressed": posted({**STATES, "variables": {"first": 60}}, b"accept-encoding: gzip\r\n"),
    "sources": posted(PARTIES, b"clemency-provenance: true\r\n"),
    "with a query": posted(PARTIES, path=b"/graphql?a=b"),
    "a fragment": posted(PARTIES, path=b"/graphql?a#b"),
    "another path": posted(PARTIES, path=b"/graphql/"),
    "escaped path": posted(PARTIES, path=b"/%67raphql"),
    "long": posted(LONG),
    "costly": posted(COSTLY),
    "costly, compressed": posted(COSTLY, b"accept-encoding: gzip\r\n"),
    "empty": b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\r\n",
    "chunked": CHUNKED,
    "expecting": posted(PARTIES, b"expect: 100-continue\r\n"),
    "upgrading": posted(PARTIES, b"connection: upgrade\r\nupgrade: h2c\r\n"),
    "GET": got(),
    "GET, as it is": got(b"if-none-match: *\r\n"),
    "GET without a query": b"GET /graphql HTTP/1.1\r\nhost: x\r\n\r\n",
    "GET with a body": got(b"content-length: 3\r\n") + b"abc",
    "HEAD": got(method=b"HEAD"),
    "OPTIONS": b"OPTIONS /graphql HTTP/1.1\r\nhost: x\r\n\r\n",
    "PUT": b"PUT /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}",
    "health": b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n",
}
LAST = {
    "to be closed": posted(PARTIES, b"connection: close\r\n"),
    "of HTTP/1.0": posted(PARTIES, version=b"1.0"),
    "too large": POST % (20_000_000, b""),
    "no HTTP": b"garbage\r\n\r\n",
}


@pytest.fixture(scope="module")
def direct() -> Iterator[Server]:
    with server() as one:
        yield one


@pytest.fixture(scope="module")
def plain() -> Iterator[Server]:
    """The same application, served by uvicorn alone."""
    with server("--no-fast-path") as one:
        yield one


def exchanged(one: Server, parts: list[bytes]) -> bytes:
    """What comes back for parts that are sent one by one, but for what is told anew each time."""
    with one.connect() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in parts:
            connection.sendall(part)
            time.sleep(0.001)
        received = read_all(connection)
    received = re.sub(rb"date: [^\r]+\r\n|x-request-id: [^\r]+\r\n", b"", received)
    # uvicorn words it as text, we as JSON.
    return re.sub(rb"(?s)(HTTP/1.1 400 Bad Request).*Invalid HTTP request.*", rb"\1", received)


def answers(received: bytes) -> list[bytes]:
    """The status lines and bodies, as a list; headers as a set, for their order tells nothing."""
    return [
        b"\n".join(sorted(head.split(b"\r\n"))) + b"\n\n" + body
        for head, _, body in (one.partition(b"\r\n\r\n") for one in received.split(b"HTTP/1.1 ")[1:])
    ]


CLOSING = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"


@pytest.mark.parametrize("name", [*REQUESTS, *LAST])
def test_a_request_is_answered_as_the_server_answers_it(direct: Server, plain: Server, name: str) -> None:
    sent = [REQUESTS[name], CLOSING] if name in REQUESTS else [LAST[name]]
    found, expected = exchanged(direct, sent), exchanged(plain, sent)
    assert answers(found) == answers(expected)
    assert len(answers(found)) >= len(sent)


@given(
    names=st.lists(st.sampled_from(sorted(REQUESTS)), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 2000), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_however_requests_are_sent_they_are_answered_alike_and_in_turn(
    direct: Server, plain: Server, names: list[str], cuts: list[int]
) -> None:
    whole = b"".join(REQUESTS[name] for name in names) + CLOSING
    edges = [0, *sorted({cut for cut in cuts if cut < len(whole)}), len(whole)]
    parts = [whole[start:end] for start, end in pairwise(edges)]
    found = answers(exchanged(direct, parts))
    assert found == answers(exchanged(plain, parts))
    assert len(found) >= len(names) + 1 or "upgrading" in names


def test_the_id_that_a_client_gives_comes_back(direct: Server) -> None:
    received = direct.exchanged(posted(PARTIES, b"x-request-id: mine-1\r\n") + CLOSING)
    assert b"\r\nx-request-id: mine-1\r\n" in received


@pytest.mark.parametrize("first", ["POST", "health"])
def test_a_next_request_that_comes_a_byte_at_a_time_is_given_up(first: str) -> None:
    with server("--request-timeout", "1") as one, one.connect() as connection:
        connection.settimeout(30)
        request = posted(PARTIES)
        connection.sendall(REQUESTS[first])
        answered = b""
        while not answered.endswith(b"}"):
            answered += connection.recv(65536)
        received = dripped(connection, request)
    assert received.startswith(b"HTTP/1.1 408 ")


def test_a_request_that_was_begun_is_answered_though_the_server_is_told_to_end() -> None:
    with server() as one, one.connect() as connection:
        request = posted(PARTIES)
        connection.sendall(request[:-5])
        one.has_read()
        one.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        connection.sendall(request[-5:])
        received = read_all(connection)
    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close" in received


def test_the_log_names_the_client_behind_a_proxy_that_is_trusted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    headers = b"x-forwarded-for: 192.0.2.7\r\n"
    with server("--forwarded-allow-ips", "127.0.0.1", "--log-sample", "1", log=log) as one:
        one.exchanged(posted(PARTIES, headers) + CLOSING)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["client"] for line in lines if line["message"].startswith("POST /graphql")] == ["192.0.2.7"]


def test_who_sends_many_requests_at_a_time_holds_nobody_up(direct: Server) -> None:
    many = [posted({"query": f"{{ a{number}: parties {{ id }} }}"}) for number in range(1000)]
    with direct.connect() as busy, direct.connect() as other:
        busy.sendall(b"".join(many) + CLOSING)
        time.sleep(0.02)  # the first of them are being answered by then
        other.sendall(posted(PARTIES))
        turn = turns(other.recv(65536))
        turns_of_busy = turns(read_all(busy))
    assert len(turns_of_busy) == len(many)
    assert turn[0] < turns_of_busy[-1]


def turns(received: bytes) -> list[int]:
    """When requests were answered, by the numbers in their ids."""
    return [int(number, 16) for number in re.findall(rb"x-request-id: \w+-([0-9a-f]+)\r\n", received)]


def test_what_is_no_http_is_told_after_the_answers_before_it(direct: Server, plain: Server) -> None:
    sent = [REQUESTS["POST"] + LAST["no HTTP"]]
    found = exchanged(direct, sent)
    assert [one[:3] for one in answers(found)] == [b"200", b"400"]
    assert [one[:3] for one in answers(exchanged(plain, [REQUESTS["POST"], LAST["no HTTP"]]))] == [b"200", b"400"]
