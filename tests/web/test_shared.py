"""Responses that replicas share in a Redis, and how they do without it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient
from support.servers import until

QUERY = "{ totals(groupBy: [KIND, UNIT, STATE]) { low claims { nodes { id } } } }"

pytestmark = pytest.mark.skipif(shutil.which("redis-server") is None, reason="NO REDIS: the shared cache is not tried")


@contextmanager
def redis(folder: Path, port: int = 0) -> Iterator[int]:
    """The port of a Redis for the time being."""
    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:

        def listens() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        assert until(listens)
        yield port
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def replica(port: int) -> Iterator[TestClient]:
    settings = Settings(metrics=True, shared_cache=f"redis://127.0.0.1:{port}/0")
    with TestClient(create_app(settings=settings)) as client:
        yield client


def from_where(client: TestClient, source: str) -> float:
    """How many answers of this process came from there."""
    lines = client.get("/metrics").text.splitlines()
    found = (line for line in lines if line.startswith(f'clemency_graph_responses_total{{source="{source}"}}'))
    return float(next(found, "0 0").split()[-1])


def test_what_one_replica_worked_out_another_need_not(tmp_path: Path) -> None:
    with redis(tmp_path) as port:
        with replica(port) as one:
            before = from_where(one, "shared")
            worked_out = one.post("/graphql", json={"query": QUERY})
            assert from_where(one, "shared") == before
        with replica(port) as other:
            shared = other.post("/graphql", json={"query": QUERY})
            assert from_where(other, "shared") == before + 1
            other.post("/graphql", json={"query": "{ parties { id } }"})
            assert from_where(other, "shared") == before + 1  # what is cheap is worked out where it is asked
    assert shared.json() == worked_out.json()
    assert shared.json()["data"]["totals"]


@pytest.mark.slow
def test_without_it_each_works_out_its_own(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with redis(tmp_path) as port:
        pass
    with replica(port) as one:
        assert one.post("/graphql", json={"query": QUERY}).json()["data"]["totals"]
        assert "is not used for 5 seconds" in caplog.text
        again = one.post("/graphql", json={"query": QUERY.replace("STATE", "YEAR")})
        assert again.json()["data"]["totals"]
    assert caplog.text.count("is not used") == 1
