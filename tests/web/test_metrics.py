"""The numbers for Prometheus: of this server alone, bounded, of every worker, and only where they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from httpx2 import Client
from prometheus_client import Counter
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient
from support.processes import children, needs_ps
from support.servers import server, until

NAMED = 'query %s { state(code: "NV") { name } }'


def samples(text: str, name: str) -> dict[tuple[tuple[str, str], ...], float]:
    """The samples of a name, by their labels."""
    return {
        tuple(sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name
    }


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(settings=Settings(metrics=True, max_depth=3)))


@pytest.mark.slow
def test_a_mounted_application_has_none_unless_asked() -> None:
    assert TestClient(create_app()).get("/metrics").status_code == 404
    assert (
        TestClient(
            create_app(settings=Settings(metrics=False)),
        )
        .get("/metrics")
        .status_code
        == 404
    )


def test_they_are_those_of_this_server_alone(client: TestClient) -> None:
    Counter("outer_application_sales", "A number of an application that mounts this one.").inc()
    text = client.get("/metrics").text
    assert "outer_application" not in text
    assert samples(text, "process_resident_memory_bytes") and samples(text, "process_open_fds")


def test_only_saved_queries_have_numbers_of_their_own(client: TestClient) -> None:
    for number in range(200):
        client.post("/graphql", json={"query": NAMED % f"Name{number}"})
    client.post("/graphql", json={"query": NAMED % "GovernorsOnADay"})
    client.get("/state/nv")
    counted = samples(client.get("/metrics").text, "clemency_graph_requests_total")
    names = {dict(labels)["operation"] for labels in counted}
    assert {"other", "GovernorsOnADay", "page"} <= names
    assert not [name for name in names if name.startswith("Name")]
    assert counted[("operation", "other"), ("status", "200")] >= 200


def test_errors_are_counted_by_their_codes(client: TestClient) -> None:
    def count(code: str) -> float:
        return samples(client.get("/metrics").text, "clemency_graph_errors_total").get((("code", code),), 0)

    before = count("LIMIT_EXCEEDED"), count("TOO_LARGE"), count("NOT_FOUND")
    for _ in range(2):
        client.post("/graphql", json={"query": "{ states { nodes { actions { nodes { id } } } } }"})
    client.post("/graphql", content=b"x" * 300_000, headers={"content-type": "application/json"})
    client.get("/q/Nothing")
    assert (count("LIMIT_EXCEEDED"), count("TOO_LARGE"), count("NOT_FOUND")) == (
        before[0] + 2, before[1] + 1, before[2] + 1,
    )  # fmt: skip


def test_the_version_that_is_served_is_told(client: TestClient, graph: KnowledgeGraph) -> None:
    served = samples(client.get("/metrics").text, "clemency_graph_data_processes")
    assert served[(("version", graph.dataset.version),)] == 1


@pytest.mark.slow
@needs_ps
def test_workers_count_together_and_each_shows_its_memory(folder: Path) -> None:
    with server("--data", str(folder), "--workers", "2") as one:
        assert until(lambda: len(children(one.process.pid)) == 2)

        def told() -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
            with Client() as client:  # a connection of its own reaches either worker
                client.post(f"{one.address}graphql", json={"query": "{ __typename }"})
                text = client.get(f"{one.address}metrics").text
            names = ("process_resident_memory_bytes", "clemency_graph_data_processes", "clemency_graph_connections")
            return {name: samples(text, name) for name in names}

        def pids() -> set[int]:
            return {int(dict(labels)["pid"]) for labels in told()["process_resident_memory_bytes"]}

        assert until(lambda: pids() == set(children(one.process.pid)))
        found = told()
        assert sum(found["clemency_graph_data_processes"].values()) == 2
        assert 1 <= found["clemency_graph_connections"][()] <= 3
        assert all(value > 10_000_000 for value in found["process_resident_memory_bytes"].values())
