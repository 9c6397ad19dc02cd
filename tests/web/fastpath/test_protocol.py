"""Responses straight from the connection: they are those that the server gives without it, whatever is sent and how."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.servers import POST, QUESTION, WAY, Server, dripped, read_all, server

pytestmark = pytest.mark.fast_path

STATES = {"query": "query All($first: Int) { states(first: $first) { nodes { id name code } } }"}
LONG = {"query": "{ parties { id } }" + " " * 70_000}
COSTLY = {"query": "{ actions(first: 100) { nodes { id name claims(first: 100) { nodes { id property } } } } }"}
CHECK = "query ($text: String!) { checkText(text: $text) { findings { start end verdict reason } } }"
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
    "a text": posted({"query": CHECK, "variables": {"text": "Nevada pardoned more than 15,000 people."}}),
    "a text of 64,000 characters": posted({"query": CHECK, "variables": {"text": "a" * 64_000}}),
    "a text in the document": posted({"query": '{ checkText(text: "Nevada") { findings { start } } }'}),
    "a text in an address": b"GET /graphql?query=%b&variables=%b HTTP/1.1\r\nhost: x\r\n\r\n"
    % (quote(CHECK).encode(), quote('{"text": "Nevada"}').encode()),
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
INVALID = {
    "no HTTP": b"garbage\r\n\r\n",
    "no version": b"GET /graphql\r\n\r\n",
    "no chunk": CHUNKED.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + b"no number\r\n",
}
UPGRADE = b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAA\r\n"
UPGRADES = {
    "POST": posted(PARTIES, UPGRADE),
    "GET": got(UPGRADE),
    "health": REQUESTS["health"][:-2] + UPGRADE + b"\r\n",
}


@pytest.fixture(scope="module")
def direct(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with the fast path: that of other tests, unless they run without it."""
    if WAY == "--fast-path":
        yield request.getfixturevalue("running")
        return
    with server("--fast-path") as one:
        yield one


@pytest.fixture(scope="module")
def plain() -> Iterator[Server]:
    """The same application, served by uvicorn alone."""
    with server("--no-fast-path") as one:
        yield one


def exchanged(one: Server, parts: list[bytes], sent: tuple[str, ...] = ()) -> bytes:
    """What comes back for parts that are sent one by one, but for what is told anew each time.

    Until the server ends the connection; or, where requests are named that it is to answer, until it has.
    """
    with one.connect() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in parts:
            connection.sendall(part)
            time.sleep(0.001)
        received = b""
        if sent:
            while not has_all(received, sent) and (part := connection.recv(65536)):
                received += part
            connection.shutdown(socket.SHUT_WR)
        received += read_all(connection)
    received = re.sub(rb"date: [^\r]+\r\n|x-request-id: [^\r]+\r\n", b"", received)
    # uvicorn words it as text, we as JSON.
    return re.sub(rb"(?s)(HTTP/1.1 400 Bad Request)(?:(?!HTTP/1.1 ).)*Invalid HTTP request.*", rb"\1", received)


def has_all(received: bytes, sent: tuple[str, ...]) -> bool:
    """Whether the responses to requests are there, each to its end."""
    for name in sent:
        head, end, received = received.partition(b"\r\n\r\n")
        if head.startswith(b"HTTP/1.1 100 "):
            head, end, received = received.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        has_body = length is not None and name != "HEAD" and not head.startswith(b"HTTP/1.1 304 ")
        size = int(length[1]) if length is not None and has_body else 0
        if not end or len(received) < size:
            return False
        received = received[size:]
    return True


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
    # The server reads the rest of a body that is too large for seconds.
    read_on = (name,) if name == "too large" else ()
    found, expected = exchanged(direct, sent, read_on), exchanged(plain, sent, read_on)
    assert answers(found) == answers(expected)
    assert len(answers(found)) >= len(sent)


CUTS = st.lists(st.integers(0, 2000), max_size=5)


def cut(whole: bytes, cuts: list[int]) -> list[bytes]:
    """Bytes in parts."""
    edges = [0, *sorted({cut for cut in cuts if cut < len(whole)}), len(whole)]
    return [whole[start:end] for start, end in pairwise(edges)]


@given(names=st.lists(st.sampled_from(sorted(REQUESTS)), min_size=1, max_size=4), cuts=CUTS)
def test_however_requests_are_sent_they_are_answered_alike_and_in_turn(
    direct: Server, plain: Server, names: list[str], cuts: list[int]
) -> None:
    parts = cut(b"".join(REQUESTS[name] for name in names) + CLOSING, cuts)
    found = answers(exchanged(direct, parts))
    assert found == answers(exchanged(plain, parts))
    assert len(found) >= len(names) + 1


@given(
    names=st.lists(st.sampled_from(sorted(UPGRADES)), min_size=1, max_size=4),
    upgrading=st.lists(st.booleans(), min_size=4, max_size=4),
    cuts=CUTS,
)
def test_an_upgrade_to_another_protocol_is_ignored(
    direct: Server, names: list[str], upgrading: list[bool], cuts: list[int]
) -> None:
    """As Java's client asks for one with each first request; uvicorn alone loses its body."""
    without = b"".join(REQUESTS[name] for name in names) + CLOSING
    whole = b"".join((REQUESTS, UPGRADES)[too][name] for name, too in zip(names, upgrading, strict=False)) + CLOSING
    assert answers(exchanged(direct, cut(whole, cuts))) == answers(exchanged(direct, [without]))


@given(
    names=st.lists(st.sampled_from(sorted(REQUESTS)), max_size=4),
    invalid=st.sampled_from(sorted(INVALID)),
    cuts=CUTS,
)
def test_invalid_http_is_refused_after_the_responses_before_it(
    direct: Server, names: list[str], invalid: str, cuts: list[int]
) -> None:
    found = exchanged(direct, cut(b"".join(REQUESTS[name] for name in names) + INVALID[invalid], cuts))
    alone = [status for name in names for status in statuses_alone(direct, name)]
    assert statuses(found) == [*alone, b"400"]


@cache
def statuses_alone(one: Server, name: str) -> list[bytes]:
    """The statuses of the responses to a request by itself."""
    return statuses(exchanged(one, [REQUESTS[name], CLOSING]))[:-1]


def statuses(received: bytes) -> list[bytes]:
    return [one[:3] for one in answers(received)]


def test_uvicorn_alone_refuses_invalid_http_after_a_response_that_was_read(direct: Server, plain: Server) -> None:
    for one in (direct, plain):
        with one.connect() as connection:
            connection.sendall(REQUESTS["POST"])
            received = b""
            while not has_all(received, ("POST",)):
                received += connection.recv(65536)
            connection.sendall(INVALID["no HTTP"])
            assert statuses(received + read_all(connection)) == [b"200", b"400"]


def test_the_id_that_a_client_gives_comes_back(direct: Server) -> None:
    received = direct.exchanged(posted(PARTIES, b"x-request-id: mine-1\r\n") + CLOSING)
    assert b"\r\nx-request-id: mine-1\r\n" in received


@pytest.mark.parametrize("first", ["POST", "health"])
def test_a_next_request_that_comes_a_byte_at_a_time_is_given_up(hasty: Server, first: str) -> None:
    with hasty.connect() as connection:
        connection.sendall(REQUESTS[first])
        answered = b""
        while not has_all(answered, (first,)):
            answered += connection.recv(65536)
        received = dripped(connection, posted(PARTIES))
    assert received.startswith(b"HTTP/1.1 408 ")


@pytest.mark.slow
def test_the_log_names_the_client_behind_a_proxy_that_is_trusted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    headers = b"x-forwarded-for: 192.0.2.7\r\n"
    with server("--forwarded-allow-ips", "127.0.0.1", "--log-sample", "1", log=log) as one:
        one.exchanged(posted(PARTIES, headers) + CLOSING)
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert [line["client"] for line in lines if line["message"].startswith("POST /graphql")] == ["192.0.2.7"]


def test_who_sends_many_requests_at_a_time_holds_nobody_up(direct: Server) -> None:
    many = b"".join(posted({"query": f"{{ a{number}: parties {{ id }} }}"}) for number in range(1000))

    def is_answered_between() -> bool:
        with direct.connect() as busy, direct.connect() as other:
            busy.sendall(many + CLOSING)
            first = busy.recv(65536)
            other.sendall(posted(PARTIES))
            turn = turns(other.recv(65536))
            turns_of_busy = turns(first + read_all(busy))
        assert len(turns_of_busy) == 1000
        return turn[0] < turns_of_busy[-1]

    # The system may let the server run to its end before this sends again.
    assert any(is_answered_between() for _ in range(20))


def turns(received: bytes) -> list[int]:
    """When requests were answered, by the numbers in their ids."""
    return [int(number, 16) for number in re.findall(rb"x-request-id: \w+-([0-9a-f]+)\r\n", received)]
