"""Three replicas behind HAProxy as the guide has it: one is killed, one is given new data, and no client notices."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import clemency_graph
import pytest
from clemency_graph.graph.storage.data_archive import pack
from httpx2 import Client, HTTPError, HTTPTransport
from support.servers import Server, server, until

CONFIGURATION = Path(clemency_graph.__file__).parent / "docs" / "deploy" / "haproxy.cfg"
CLIENTS = 12
PREFIX = ("--root-path", "/clemency")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("haproxy") is None, reason="NO HAPROXY: replicas are not tried"),
]


class Balancer(NamedTuple):
    """A balancer in front of replicas: its addresses, and what trusts its certificate."""

    plain: str
    address: str
    trust: ssl.SSLContext


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, in one file."""
    key, made = (tmp_path_factory.mktemp("certificate") / name for name in ("key.pem", "made.pem"))
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made_with = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2", *subject]
    subprocess.run([*made_with, "-keyout", key, "-out", made], check=True, capture_output=True)
    made.write_text(made.read_text() + key.read_text())
    return made


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        found = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in found]


@contextmanager
def balancer(replicas: list[Server], certificate: Path) -> Iterator[Balancer]:
    """A balancer in front of three replicas."""
    plain, port = free_ports(2)
    named = {f"REPLICA_{name}": urlsplit(one.address).netloc for name, one in zip("ABC", replicas, strict=True)}
    listen = {"LISTEN_HTTP": f"127.0.0.1:{plain}", "LISTEN_HTTPS": f"127.0.0.1:{port}"}
    environment = {**os.environ, **named, **listen, "CERTIFICATE": str(certificate)}
    process = subprocess.Popen(["haproxy", "-db", "-q", "-f", CONFIGURATION], env=environment)
    try:
        trust = ssl.create_default_context(cafile=str(certificate))
        made = Balancer(f"http://127.0.0.1:{plain}/", f"https://127.0.0.1:{port}/clemency/", trust)
        with Client(verify=trust) as client:
            assert until(lambda: listens(port) and client.get(f"{made.address}readyz").status_code == 200)
        yield made
    finally:
        process.terminate()
        process.wait(30)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Asking:
    """Clients, each at an address of its own, that ask on and on and note which version answered them."""

    def __init__(self, balancer: Balancer) -> None:
        self.address = balancer.address
        self.trust = balancer.trust
        self.versions: list[list[str]] = [[] for _ in range(CLIENTS)]
        self.failed: list[str] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._ask, args=(i,)) for i in range(CLIENTS)]

    def _ask(self, number: int) -> None:
        transport = HTTPTransport(verify=self.trust, local_address=f"127.0.1.{number + 1}")
        with Client(transport=transport, timeout=30) as client:
            while not self.over.is_set():
                asked: Any = {"json": {"query": f"query Q{len(self.versions[number])} {{ parties {{ id }} }}"}}
                try:
                    answer = client.post(f"{self.address}graphql", **asked)
                    self.versions[number].append(answer.json()["extensions"]["dataset"]["version"])
                except (HTTPError, KeyError, ValueError) as error:
                    self.failed.append(repr(error))
                self.over.wait(0.03)  # which is within the limit of requests

    def rounds(self, count: int) -> bool:
        """Wait until each client has asked so many more times."""
        wanted = [len(one) + count for one in self.versions]
        return until(lambda: all(len(one) >= least for one, least in zip(self.versions, wanted, strict=True)))


@contextmanager
def asking(balancer: Balancer) -> Iterator[Asking]:
    under = Asking(balancer)
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


def test_one_is_killed_and_others_are_given_new_data_and_no_client_notices(
    folder: Path, tmp_path: Path, certificate: Path
) -> None:
    place = tmp_path / "current.zip"
    old = shutil.move(pack(folder, tmp_path), place)
    with ExitStack() as stack:
        replicas = [stack.enter_context(server("--data", str(old), *PREFIX)) for _ in range(3)]
        a, b, c = replicas
        before = version(a)
        under = stack.enter_context(asking(stack.enter_context(balancer(replicas, certificate))))
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


def test_the_public_sees_the_pages_below_a_prefix_and_nothing_else(folder: Path, certificate: Path) -> None:
    with ExitStack() as stack:
        one = stack.enter_context(server("--data", str(folder), *PREFIX))
        plain, address, trust = stack.enter_context(balancer([one, one, one], certificate))
        root = address.removesuffix("clemency/")
        with Client(verify=trust) as client:
            listed = client.get(f"{address}q").json()["queries"]
            assert client.get(urljoin(f"{address}q", listed[0]["address"])).status_code in (200, 400)
            assert client.get(f"{address}state/nv").text.count("Nevada") > 1
            for hidden in ("metrics", "metrics/", "%6Detrics", "%6detrics/"):
                assert client.get(f"{address}{hidden}").status_code == 404
            assert client.get(f"{root}state/nv").status_code == 404
            assert client.get(f"{root}clemency").headers["location"] == "/clemency/"
            moved = client.get(f"{plain}clemency/state/nv?a=b")
            assert (moved.status_code, moved.headers["location"]) == (
                308,
                plain.replace("http", "https") + "clemency/state/nv?a=b",
            )
            assert "max-age" in client.get(address).headers["strict-transport-security"]


def test_an_address_that_asks_too_often_is_told_to_wait(folder: Path, certificate: Path) -> None:
    with ExitStack() as stack:
        one = stack.enter_context(server("--data", str(folder), *PREFIX))
        made = stack.enter_context(balancer([one, one, one], certificate))
        with Client(verify=made.trust) as client:
            with ThreadPoolExecutor(8) as clients:
                seen = list(clients.map(lambda _: client.get(f"{made.address}healthz").status_code, range(1_200)))
            refused = client.get(f"{made.address}healthz")
        assert set(seen) == {200, 429} and 500 < seen.count(200) < 700
        assert (refused.headers["retry-after"], refused.json()["errors"][0]["extensions"]["code"]) == (
            "10",
            "TOO_MANY_REQUESTS",
        )
        with Client(transport=HTTPTransport(verify=made.trust, local_address="127.0.1.99")) as other:
            assert other.get(f"{made.address}healthz").status_code == 200
