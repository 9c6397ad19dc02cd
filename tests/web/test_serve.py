"""Serving: signals, several processes, data that change, and an end that leaves nobody without an answer."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from clemency_graph.graph import DATA
from httpx2 import Client, HTTPError
from support.processes import children, hears_hangups, needs_ps
from support.servers import POST, Server, read_all, server, until

pytestmark = pytest.mark.usefixtures("serve_small_folder")

NAME = {"query": '{ state(code: "NV") { name } }'}


class Load:
    """Clients that ask on and on; what they were told, and how often they were not answered."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.names: list[str] = []
        self.failed: list[str] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._ask, args=(i,)) for i in range(4)]

    def _ask(self, number: int) -> None:
        with Client(timeout=60) as client:
            count = 0
            while not self.over.is_set():
                # Unlike questions, so that the answers are worked out from the data of the moment.
                count += 1
                body = {"query": f"query Q{number}x{count} {NAME['query']}"}
                try:
                    answer = client.post(f"{self.address}graphql", json=body)
                    self.names.append(answer.json()["data"]["state"]["name"])
                except (HTTPError, KeyError, TypeError, ValueError) as error:
                    self.failed.append(repr(error))


@contextmanager
def load(address: str) -> Iterator[Load]:
    under = Load(address)
    for thread in under.threads:
        thread.start()
    try:
        yield under
    finally:
        under.over.set()
        for thread in under.threads:
            thread.join()


def told(one: Server) -> str:
    with Client(timeout=60) as client:
        return str(client.post(f"{one.address}graphql", json=NAME).json()["data"]["state"]["name"])


def renamed(folder: Path, name: str) -> None:
    path = folder / "state" / "nv.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([f"name: {name}\n" if line.startswith("name: ") else line for line in lines]), "utf-8")


@pytest.mark.slow
def test_a_hangup_loads_the_data_again_and_broken_data_are_refused(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with server("--data", str(folder), log=log) as one, load(one.address) as under:
        assert told(one) == "Nevada"
        renamed(folder, "Battle Born")
        one.process.send_signal(signal.SIGHUP)
        assert until(lambda: told(one) == "Battle Born")
        assert until(lambda: "Battle Born" in under.names)
        (folder / "dataset.yaml").rename(folder / "kept")
        one.process.send_signal(signal.SIGHUP)
        assert until(lambda: "have problems" in log.read_text())
        (folder / "kept").rename(folder / "dataset.yaml")
        with Client() as client:
            ready = client.get(f"{one.address}readyz").json()
            numbers = client.get(f"{one.address}metrics").text
        assert told(one) == "Battle Born"
        renamed(folder, "Nevada")
        one.process.send_signal(signal.SIGHUP)
        assert until(lambda: told(one) == "Nevada")
        assert until(lambda: len(under.names) > 20)
    assert under.failed == []
    assert set(under.names) == {"Nevada", "Battle Born"}
    assert ready["refused"] is True
    assert 'clemency_graph_data_loads_total{outcome="refused"} 1.0' in numbers
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    (refusal,) = (line for line in lines if "have problems" in line["message"])
    assert (refusal["level"], "dataset.yaml:1: missing" in refusal["message"]) == ("error", True)


@pytest.mark.slow
@needs_ps
def test_several_processes_load_again_and_one_that_dies_is_replaced(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with server("--data", str(folder), "--workers", "2", log=log) as one:
        pids: Callable[[], list[int]] = partial(children, one.process.pid)
        assert until(lambda: len(pids()) == 2)
        assert until(lambda: told(one) == "Nevada")
        renamed(folder, "Battle Born")
        assert until(lambda: all(map(hears_hangups, pids())))
        one.process.send_signal(signal.SIGHUP)
        assert until(lambda: log.read_text().count("loaded data version") == 2)
        assert {told(one) for _ in range(20)} == {"Battle Born"}
        before = pids()
        os.kill(before[0], signal.SIGKILL)
        assert until(lambda: len(pids()) == 2 and before[0] not in pids())
        assert before[1] in pids()
        assert told(one) == "Battle Born"
        # One that is told to end by itself leaves the connections to the other, and is replaced too.
        assert until(lambda: all(map(hears_hangups, pids())))
        os.kill(before[1], signal.SIGTERM)
        assert until(lambda: len(pids()) == 2 and before[1] not in pids())
        assert told(one) == "Battle Born"
        with Client() as client:
            assert (
                'clemency_graph_requests_total{operation="unnamed",status="200"}'
                in client.get(f"{one.address}metrics").text
            )


@pytest.mark.slow
def test_what_runs_when_the_end_comes_is_finished(tmp_path: Path) -> None:
    path = 'paths(from: "state/as", to: "person/gavin-newsom") { length }'
    body = json.dumps({"query": f"{{ a: {path} b: {path} }}"}).encode()
    with server("--data", str(DATA)) as one:
        with one.connect() as connection:
            connection.sendall(POST % (len(body), body))
            one.has_read()
            one.process.send_signal(signal.SIGTERM)
            received = read_all(connection)
        # The signal that ended it is handed on once everything is done.
        assert one.process.wait(60) == -signal.SIGTERM
    assert received.startswith(b"HTTP/1.1 200 ")
    assert b'"data":{"a":[' in received


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "variables", "client", "metrics"),
    [
        (["--log-variables", "--no-metrics", "--forwarded-allow-ips", "127.0.0.1"], {"code": "NV"}, "203.0.113.7", 404),
        pytest.param(["--forwarded-allow-ips", "203.0.113.1"], None, "127.0.0.1", 200, marks=pytest.mark.slow),
    ],
)
def test_options_select_what_is_logged_and_measured(
    tmp_path: Path, options: list[str], variables: dict[str, str] | None, client: str, metrics: int
) -> None:
    """Whose address it is, by the word of a proxy that is trusted; contents of variables; and the metrics."""
    log = tmp_path / "log"
    body = {"query": "query Named($code: String!) { state(code: $code) { name } }", "variables": {"code": "NV"}}
    with server("--log-sample", "1", *options, log=log) as one, Client() as session:
        response = session.post(f"{one.address}graphql", json=body, headers={"x-forwarded-for": "203.0.113.7"})
        assert session.get(f"{one.address}metrics").status_code == metrics
    lines = [json.loads(line) for line in log.read_text().splitlines() if "access" in line]
    (line,) = (line for line in lines if "operation" in line)
    assert (line["request"], line["operation"], line["status"]) == (response.headers["x-request-id"], "Named", 200)
    assert line["client"] == client
    assert line.get("variables") == variables
    assert ("NV" in log.read_text()) is (variables is not None)
