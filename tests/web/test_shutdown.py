"""The end of a server: soon, announced, and without a connection that is accepted and then reset."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest
from clemency_graph.cli.main import main
from clemency_graph.graph.storage.data_archive import pack
from httpx2 import Client
from support.marking import slow_but
from support.servers import POST, QUESTION, WAY, Server, server, until


def ready(one: Server) -> int:
    with Client(timeout=60) as client:
        return client.get(f"{one.address}readyz").status_code


@pytest.mark.slow
def test_a_server_that_watches_its_data_ends(folder: Path) -> None:
    with server("--data", str(folder), "--reload") as one:
        assert until(lambda: ready(one) == 200)
        one.process.send_signal(signal.SIGTERM)
        # The thread that watches never ends by itself: it has been told to.
        one.process.wait(60)


class Visitor:
    """A client that connects again and again, each time to ask whether the server is ready, until it is refused."""

    def __init__(self, one: Server, number: int) -> None:
        self._one = one
        self._pauses = Random(number)
        self.seen: list[bytes] = []
        """The statuses of the responses; something else where a connection that was accepted brought none."""
        self.thread = threading.Thread(target=self._visit)

    def _visit(self) -> None:
        while True:
            try:
                connection = self._one.connect(timeout=60)
            except ConnectionRefusedError:
                return
            with connection:
                try:
                    # A client may take a while from one to the next.
                    time.sleep(self._pauses.choice((0, 0, 0.001, 0.05)))
                    connection.sendall(b"GET /readyz HTTP/1.1\r\nhost: x\r\n")
                    time.sleep(self._pauses.choice((0, 0, 0.001, 0.05)))
                    connection.sendall(b"\r\n")
                    self.seen.append(connection.recv(65536)[9:12])
                except OSError as error:
                    self.seen.append(repr(error).encode())


@pytest.mark.fast_path
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can keep new connections out and the others in")
@pytest.mark.parametrize("workers", slow_but(["1"], ["1", "2"]))
def test_the_end_is_announced_and_no_connection_is_accepted_and_then_reset(workers: str) -> None:
    with server("--fast-path", "--shutdown-delay", "0.5", "--workers", workers) as one:
        assert until(lambda: ready(one) == 200)
        visitors = [Visitor(one, number) for number in range(4)]
        for visitor in visitors:
            visitor.thread.start()
        assert until(lambda: all(visitor.seen for visitor in visitors))
        one.process.send_signal(signal.SIGTERM)
        for visitor in visitors:
            visitor.thread.join(60)
            assert not visitor.thread.is_alive()
        one.process.wait(60)
    for visitor in visitors:
        # Ready until the signal arrives, 503 from then on, refused at the end.
        assert set(visitor.seen) == {b"200", b"503"}
        assert visitor.seen[-1] == b"503"
        assert workers == "2" or visitor.seen == sorted(visitor.seen)


def asked(connection: socket.socket) -> bytes:
    """The response to a query, on a connection that stays open."""
    connection.sendall(POST % (len(QUESTION), QUESTION))
    received = b""
    while not received.endswith(b"}"):
        received += connection.recv(65536)
    assert received.startswith(b"HTTP/1.1 200 ")
    return received


@pytest.mark.slow
@pytest.mark.parametrize("way", slow_but([WAY], ["--fast-path", "--no-fast-path"]))
def test_a_second_signal_ends_the_delay(way: str) -> None:
    with server("--shutdown-delay", "600", way) as one, one.connect() as connection:
        assert b"connection: close" not in asked(connection)
        one.process.send_signal(signal.SIGTERM)
        assert until(lambda: ready(one) == 503)
        received = asked(connection)
        if way == "--fast-path":
            assert b"connection: close" in received
            assert connection.recv(1) == b""
        one.process.send_signal(signal.SIGTERM)
        one.process.wait(60)


@pytest.mark.slow
def test_a_packed_file_that_is_replaced_is_loaded_again(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "current" / "clemency.zip"
    place.parent.mkdir()
    shutil.move(pack(folder, tmp_path), place)

    def name() -> str:
        with Client(timeout=30) as client:
            response = client.post(f"{one.address}graphql", json={"query": '{ state(code: "NV") { name } }'})
            return str(response.json()["data"]["state"]["name"])

    with server("--data", str(place), "--reload") as one:
        assert name() == "Nevada"
        path = folder / "state" / "nv.yaml"
        path.write_text(path.read_text("utf-8").replace("name: Nevada", "name: Battle Born", 1), "utf-8")
        os.replace(shutil.copyfile(pack(folder, tmp_path), place.with_name("new")), place)
        assert until(lambda: name() == "Battle Born")


def test_an_address_cannot_be_watched_and_that_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "0", "--reload", "--data", "https://data.example/clemency.zip"]) == 2
    assert "--reload cannot watch https://data.example/clemency.zip" in capsys.readouterr().err
