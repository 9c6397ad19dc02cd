"""The answers that releases keep, by the address of their saved query and the version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clemency_graph import load
from clemency_graph.graph.queries.release_comparison import record
from clemency_graph.schema.replay import KeptAnswer, KeptRelease, answers_of, write_release_answers
from clemency_graph.schema.saved_queries import operations
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient

ASKED: dict[str, dict[str, Any]] = {
    "ClemencyInAState": {"code": "NV"},
    "GrantedInTotal": {},
    "AroundAnEntity": {"of": ["state/nv"]},
}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, small_files: dict[str, bytes]) -> Path:
    """The small data folder, with a release."""
    folder = tmp_path_factory.mktemp("released")
    for name, content in small_files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def kept(released: Path) -> KeptRelease:
    """A release that keeps some answers, one of them to a saved query that is no longer there."""
    folder = released
    record(load(folder))
    graph = load(folder)
    day = graph.dataset.released
    answers = answers_of(graph, day, [operations()[name] for name in ASKED], ASKED)
    answers["Gone"] = KeptAnswer("query Gone($of: ID) { day }", {"of": "state/nv"}, b'{"data":{"day":"2026-11-29"}}')
    release = KeptRelease(graph.dataset.version, day, frozenset(), answers)
    write_release_answers(graph, release)
    # The data go on.
    path = folder / "action/nv/2020-possession-pardons.yaml"
    path.write_text(path.read_text("utf-8").replace("low: 15000, high: 15000", "low: 14000, high: 14000"), "utf-8")
    return release


@pytest.fixture(scope="module")
def client(released: Path, kept: KeptRelease) -> Iterator[TestClient]:
    with TestClient(create_app(released, settings=Settings(operation_timeout=300))) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("ClemencyInAState", "code=NV&"),
        ("GrantedInTotal", ""),
        ("AroundAnEntity", "of=state/nv&"),
        ("Gone", "of=state/nv&"),
    ],
)
def test_a_release_gives_the_bytes_that_it_kept(client: TestClient, kept: KeptRelease, name: str, query: str) -> None:
    response = client.get(f"/q/{name}?{query}version={kept.version}")
    assert response.status_code == 200
    assert response.content == kept.answers[name].content
    assert response.headers["clemency-data-version"] == kept.version
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    etag = {"if-none-match": response.headers["etag"]}
    assert client.get(f"/q/{name}?{query}version={kept.version}", headers=etag).status_code == 304


def test_the_address_without_a_version_gives_the_present_answer(client: TestClient, kept: KeptRelease) -> None:
    then = client.get(f"/q/ClemencyInAState?code=NV&version={kept.version}")
    now = client.get("/q/ClemencyInAState?code=NV").json()
    assert now["extensions"]["dataset"]["version"] != kept.version
    assert set(then.json()) == {"data"}
    assert then.headers["link"] == '<ClemencyInAState?code=NV>; rel="latest-version"'


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("code=GU&version={version}", "ClemencyInAState?code=GU"),
        ("version={version}", "ClemencyInAState"),
        ("code=NV&version=0123456789abcdef", "ClemencyInAState?code=NV"),
        ("code=NV&other=%3E%0D%0Ax:%20y&version={version}", "ClemencyInAState?code=NV&other=%3E%0D%0Ax%3A+y"),
    ],
)
def test_what_is_not_kept_is_gone_and_leads_to_the_present_answer(
    client: TestClient, kept: KeptRelease, query: str, address: str
) -> None:
    response = client.get(f"/q/ClemencyInAState?{query.format(version=kept.version)}")
    assert response.status_code == 410
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "GONE"}
    assert error["message"].endswith(f"is not kept. The current answer is at {address}")
    assert response.headers["link"] == f'<{address}>; rel="latest-version"'
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("GrantedInTotal?version=", 400, "16 hexadecimal digits"),
        ("GrantedInTotal?version=latest", 400, "16 hexadecimal digits"),
        ("GrantedInTotal?version={version}&version={version}", 400, "16 hexadecimal digits"),
        ("GrantedInTotal.csv?version={version}", 400, "keep answers as JSON"),
        ("Nothing?version={version}", 404, "no saved query 'Nothing'"),
        ("Gone", 404, "no saved query 'Gone'"),
        ("Gone?version=0123456789abcdef", 404, "no saved query 'Gone'"),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, kept: KeptRelease, path: str, status: int, told: str) -> None:
    response = client.get(f"/q/{path.format(version=kept.version)}")
    assert response.status_code == status
    assert told in json.dumps(response.json()["errors"])


def test_a_damaged_file_is_an_error_of_ours(client: TestClient, kept: KeptRelease, released: Path) -> None:
    (path,) = (released / "answers").iterdir()
    content = path.read_bytes()
    path.write_bytes(b"damaged")
    response = client.get(f"/q/GrantedInTotal?version={kept.version}")
    path.write_bytes(content)
    assert response.status_code == 500
    assert client.get("/q/GrantedInTotal").status_code == 200
    assert client.get(f"/q/GrantedInTotal?version={kept.version}").status_code == 200
