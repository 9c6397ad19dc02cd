"""A body that is too large: every client reads the 413, though it is still sending, and the rest is bounded."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import httpx2
import pytest
import requests
from support.marking import slow_but
from support.servers import POST, Server, read_all, server

pytestmark = pytest.mark.usefixtures("serve_small_folder")

IS_JSON = {"content-type": "application/json"}
BODY = json.dumps({"query": "{ __typename }", "x": "x" * 20_000_000}).encode()


@pytest.fixture(scope="module")
def one(way: str) -> Iterator[Server]:
    with server(way) as one:
        yield one


def with_urllib(address: str, body: Path) -> tuple[int, str]:
    try:
        with urlopen(Request(address, body.read_bytes(), IS_JSON), timeout=60) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def with_requests(address: str, body: Path) -> tuple[int, str]:
    response = requests.post(address, data=body.read_bytes(), headers=IS_JSON, timeout=60)
    return response.status_code, response.text


def with_httpx(address: str, body: Path) -> tuple[int, str]:
    response = httpx2.post(address, content=body.read_bytes(), headers=IS_JSON, timeout=60)
    return response.status_code, response.text


def with_httpx_in_chunks(address: str, body: Path) -> tuple[int, str]:
    whole = body.read_bytes()
    parts = (whole[start : start + 65_536] for start in range(0, len(whole), 65_536))
    response = httpx2.post(address, content=parts, headers=IS_JSON, timeout=60)
    return response.status_code, response.text


def with_curl(address: str, body: Path, *options: str) -> tuple[int, str]:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    command = ["curl", "-s", "-S", "-w", "\n%{http_code}", "--data-binary", f"@{body}", address, *options]
    done = subprocess.run(
        [*command, "-H", "content-type: application/json"], capture_output=True, text=True, check=True
    )
    text, _, status = done.stdout.rpartition("\n")
    return int(status), text


def with_curl_at_once(address: str, body: Path) -> tuple[int, str]:
    return with_curl(address, body, "-H", "Expect:")


CLIENTS = [with_urllib, with_requests, with_httpx, with_httpx_in_chunks, with_curl, with_curl_at_once]


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("body") / "body.json"
    path.write_bytes(BODY)
    return path


@pytest.mark.parametrize("client", slow_but(["with_urllib", "with_httpx"], CLIENTS, lambda one: one.__name__))
def test_every_client_reads_the_refusal(one: Server, body: Path, client: object) -> None:
    assert callable(client)
    status, text = client(f"{one.address}graphql", body)
    assert status == 413
    (error,) = json.loads(text)["errors"]
    assert error["extensions"]["code"] == "TOO_LARGE"
    assert "200,000 bytes" in error["message"]


def test_the_rest_is_not_read_without_end(one: Server) -> None:
    with one.connect() as connection:
        connection.settimeout(60)
        connection.sendall(POST.partition(b"%b")[0] % 10**12)
        sent = 0
        with pytest.raises(OSError):
            while sent < 10**9:
                sent += connection.send(bytes(1_000_000))
    assert sent < 200_000_000


def test_a_body_without_an_end_is_refused_once_it_is_too_large(one: Server) -> None:
    head = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    with one.connect() as connection:
        connection.sendall(head + (b"10000\r\n" + b" " * 65536 + b"\r\n") * 10)
        received = b""
        while not received.endswith(b"}"):
            received += connection.recv(65536)
        assert received.startswith(b"HTTP/1.1 413 ")
        # The rest is read for a while, and not without end: this one is at its end.
        connection.shutdown(socket.SHUT_WR)
        assert read_all(connection) == b""
    one.has_read()
