"""Servers as processes of their own, and raw connections to them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from clemency_graph.web.settings import Settings

COMMAND = Path(sys.executable).with_name("clemency-graph")
POST = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
WITHOUT_FAST = Path(__file__).with_name("without_fast")
"""A folder that hides the packages of the extra `fast` from whom it is first on PYTHONPATH."""
WAY = "--fast-path" if Settings().fast_path else "--no-fast-path"
"""The option for the way to serve that these tests run with: CLEMENCY_GRAPH_FAST_PATH=false is the other one."""
QUESTION = b'{"query": "{ parties { id } }"}'


class Server:
    """A server process and its address."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def connect(self, timeout: float = 30.0) -> socket.socket:
        """A raw connection."""
        parts = urlsplit(self.address)
        return socket.create_connection((parts.hostname or "", parts.port or 0), timeout)

    def exchanged(self, sent: bytes) -> bytes:
        """All that comes back on a connection of its own, until the server ends it."""
        with self.connect() as connection:
            connection.sendall(sent)
            return read_all(connection)

    def has_read(self) -> None:
        """Return once the server, one process, has read what was sent to it before."""
        answered = self.exchanged(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        assert answered.startswith(b"HTTP/1.1 200 "), answered


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other side ends the connection, or breaks it."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


def dripped(connection: socket.socket, request: bytes) -> bytes:
    """What comes back while a request is sent a byte at a time, until something does or the other side gives up."""
    connection.settimeout(0.05)
    received, began = b"", time.monotonic()
    for byte in request:
        try:
            connection.sendall(bytes([byte]))
            received += connection.recv(4096)
        except TimeoutError:
            continue
        except OSError:
            break
        if received or time.monotonic() - began > 30:
            break
    return received


@contextmanager
def server(
    *options: str,
    port: int | None = 0,
    end: signal.Signals = signal.SIGTERM,
    log: Path | None = None,
    **environment: str,
) -> Iterator[Server]:
    """Run a server as a process, and end it with a signal.

    Parameters
    ----------
    options
        Options of `clemency-graph serve`.
    port
        The port to listen on, 0 for a free one; None to leave the option out.
    end
        SIGTERM, as a service manager ends it, or SIGINT, as a user does.
    log
        Where standard error goes.
    environment
        Variables beside those of this process.
    """
    err = log.open("w") if log else None
    process = subprocess.Popen(
        [COMMAND, "serve", *(() if port is None else ("--port", str(port))), *options],
        stdout=subprocess.PIPE,
        stderr=err,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        assert process.stdout is not None
        line = next(line for line in iter(process.stdout.readline, "") if line.startswith("Clemency Graph: "))
        yield Server(process, line.removeprefix("Clemency Graph: ").strip())
    finally:
        if process.poll() is None:
            process.send_signal(end)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert process.stdout is not None
        process.stdout.close()
        if err:
            err.close()


def asked(address: str, query: str) -> Any:
    """Return the data of an answer; workers may take a moment to listen."""
    body = json.dumps({"query": query}).encode()
    request = Request(f"{address}graphql", body, {"content-type": "application/json"})
    deadline = time.monotonic() + 120
    while True:
        try:
            with urlopen(request, timeout=120) as answer:
                return json.load(answer)["data"]
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def until(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether something becomes true in that time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False
