"""Three replicas behind HAProxy as the guide has it: one is killed, one is given new data, and no client notices."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import clemency_graph
import pytest
from clemency_graph.graph.storage.data_archive import pack
from httpx2 import Client, HTTPError, HTTPTransport
from support.servers import Server, server, until

CONFIGURATION = Path(clemency_graph.__file__).parent / "docs" / "deploy" / "haproxy.cfg"
CLIENTS = 12

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("haproxy") is None, reason="NO HAPROXY: replicas are not tried"),
]


@contextmanager
def balancer(replicas: list[Server]) -> Iterator[str]:
    """The address of a balancer in front of three replicas."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = {f"REPLICA_{name}": urlsplit(one.address).netloc for name, one in zip("ABC", replicas, strict=True)}
    environment = {**os.environ, **named, "LISTEN": f"127.0.0.1:{port}"}
    process = subprocess.Popen(["haproxy", "-db", "-q", "-f", CONFIGURATION], env=environment)
    try:
        address = f"http://127.0.0.1:{port}/"
        with Client() as client:
            assert until(lambda: listens(port) and client.get(f"{address}readyz").status_code == 200)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Asking:
    """Clients, each at an address of its own, that ask on and on and note which version answered them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.versions: list[list[str]] = [[] for _ in range(CLIENTS)]
        self.failed: list[str] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._ask, args=(i,)) for i in range(CLIENTS)]

    def _ask(self, number: int) -> None:
        transport = HTTPTransport(local_address=f"127.0.1.{number + 1}")
        with Client(transport=transport, timeout=30) as client:
            while not self.over.is_set():
                asked: Any = {"json": {"query": f"query Q{len(self.versions[number])} {{ parties {{ id }} }}"}}
                try:
                    answer = client.post(f"{self.address}graphql", **asked)
                    self.versions[number].append(answer.json()["extensions"]["dataset"]["version"])
                except (HTTPError, KeyError, ValueError) as error:
                    self.failed.append(repr(error))
                self.over.wait(0.01)

    def rounds(self, count: int) -> bool:
        """Wait until each client has asked so many more times."""
        wanted = [len(one) + count for one in self.versions]
        return until(lambda: all(len(one) >= least for one, least in zip(self.versions, wanted, strict=True)))


@contextmanager
def asking(address: str) -> Iterator[Asking]:
    under = Asking(address)
    for thread in under.threads:
        thread.start()
    try:
        yield under
    finally:
        under.over.set()
        for thread in under.threads:
            thread.join()


def version(one: Server) -> str:
    with Client() as client:
        return str(client.get(f"{one.address}healthz").json()["version"])


def test_one_is_killed_and_others_are_given_new_data_and_no_client_notices(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "current.zip"
    old = shutil.move(pack(folder, tmp_path), place)
    with ExitStack() as stack:
        replicas = [stack.enter_context(server("--data", str(old))) for _ in range(3)]
        a, b, c = replicas
        before = version(a)
        address = stack.enter_context(balancer(replicas))
        under = stack.enter_context(asking(address))
        assert under.rounds(20)
        assert {one for seen in under.versions for one in seen} == {before}

        b.process.send_signal(signal.SIGKILL)
        assert under.rounds(20)

        nevada = folder / "state" / "nv.yaml"
        nevada.write_text(nevada.read_text("utf-8").replace("name: Nevada", "name: Battle Born", 1), "utf-8")
        shutil.move(pack(folder, tmp_path), place)
        c.process.send_signal(signal.SIGHUP)
        assert until(lambda: version(c) != before)
        after = version(c)
        assert under.rounds(20)
        assert version(a) == before  # both versions are served at this time

        a.process.send_signal(signal.SIGHUP)
        assert until(lambda: version(a) == after)
        assert under.rounds(20)
    assert under.failed == []
    for seen in under.versions:
        assert seen[0] == before
        assert seen[-1] == after
        # Once a client has seen the new version it sees no other.
        assert before not in seen[seen.index(after) :]
