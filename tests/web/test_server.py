"""The server over HTTP: answers, refusals, pages, and data that change under it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clemency_graph.graph import DataError
from clemency_graph.server import Settings, create_app
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

pytestmark = pytest.mark.usefixtures("serve_small_folder")

GRAPHQL_JSON = "application/graphql-response+json"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app()) as client:
        yield client


def post(client: TestClient, body: object, **headers: str) -> Any:
    return client.post("/graphql", json=body, headers=headers)


def test_post_and_get_answer_alike(client: TestClient) -> None:
    query = "query State($code: String!) { state(code: $code) { name } }"
    asked: dict[str, Any] = {"query": query, "variables": {"code": "NV"}, "operationName": "State"}
    posted = post(client, asked)
    got = client.get("/graphql", params={**asked, "variables": json.dumps(asked["variables"])})
    assert posted.status_code == got.status_code == 200
    assert posted.json() == got.json()
    assert posted.json()["data"] == {"state": {"name": "Nevada"}}
    assert posted.json()["extensions"]["dataset"]["version"]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}; charset=utf-8, application/json;q=0.9", GRAPHQL_JSON),
    ],
)
def test_the_answer_is_of_the_type_that_is_accepted(client: TestClient, accept: str | None, given: str) -> None:
    headers = {"accept": accept} if accept else {}
    answer = post(client, {"query": "{ parties { id } }"}, **headers)
    assert answer.headers["content-type"].partition(";")[0] == given


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL_JSON, 400), ("application/json", 200)])
def test_a_question_that_was_not_run_is_a_bad_request_to_those_who_can_tell(
    client: TestClient, accept: str, status: int
) -> None:
    for query in ("{", "{ nope }"):
        answer = post(client, {"query": query}, accept=accept)
        assert answer.status_code == status
        assert "data" not in answer.json()
    partial = post(client, {"query": "{ states(first: 201) { totalCount } }"}, accept=accept)
    assert partial.status_code == 200
    assert partial.json()["data"] == {"states": None}


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b"{", {"content-type": "application/json"}, 400, "BAD_REQUEST"),
        (b"\xff", {"content-type": "application/json"}, 400, "BAD_REQUEST"),
        (b"[1]", {"content-type": "application/json"}, 400, "BAD_REQUEST"),
        (b"[" * 100_000, {"content-type": "application/json"}, 400, "BAD_REQUEST"),
        (b'{"query": 1}', {"content-type": "application/json"}, 400, "BAD_REQUEST"),
        (b'{"query": "{ parties { id } }", "variables": []}', {"content-type": "application/json"}, 400, "BAD_REQUEST"),
        (b"query=x", {"content-type": "application/x-www-form-urlencoded"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"{}", {}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b" " * (Settings().max_body + 1), {"content-type": "application/json"}, 413, "TOO_LARGE"),
        (b"{}", {"content-type": "application/json", "accept": "text/csv"}, 406, "NOT_ACCEPTABLE"),
    ],
)
def test_what_is_no_request_is_refused_in_json(
    client: TestClient, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = client.post("/graphql", content=content, headers=headers)
    assert answer.status_code == status
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == code
    assert len(error["message"]) > 20


def test_a_get_with_variables_that_are_no_json_is_refused(client: TestClient) -> None:
    answer = client.get("/graphql", params={"query": "{ parties { id } }", "variables": "{"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")
    assert client.get("/graphql").status_code == 400


def test_empty_variables_are_none(client: TestClient) -> None:
    answer = client.get("/graphql", params={"query": "{ parties { id } }", "variables": "", "extensions": ""})
    assert answer.status_code == 200


@pytest.mark.parametrize(("name", "status"), [(None, 200), ("\ud800", 400)])
def test_text_that_has_no_utf8_is_answered(client: TestClient, name: str | None, status: int) -> None:
    query = 'query A($r: Rank) { entity(id: "state/nv") { claims(rank: $r) { totalCount } } }'
    content = json.dumps({"query": query, "variables": {"r": "\ud800"}, "operationName": name}).encode()
    answer = client.post("/graphql", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["errors"]


def test_other_methods_are_not_allowed(client: TestClient) -> None:
    answer = client.delete("/graphql")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize("headers", [{}, {"clemency-provenance": "true"}])
def test_sources_come_on_request(client: TestClient, headers: dict[str, str]) -> None:
    body: dict[str, Any] = {"query": '{ state(code: "NV") { code } }'}
    plain = post(client, body, **headers).json()["extensions"]
    assert ("sources" in plain) is bool(headers)
    asked = post(client, {**body, "extensions": {"provenance": True}}).json()["extensions"]
    assert asked["sources"][0]["citation"]


def test_health_names_the_data(client: TestClient) -> None:
    health = client.get("/healthz").json()
    assert health == {"status": "ok", "version": client.app.state.graph.dataset.version}  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/", "/graphiql", "/state/nv", "/state/zz"])
def test_a_page_is_kept_to_itself(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == (404 if path == "/state/zz" else 200)
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in page.headers


def test_any_site_may_ask_and_none_may_more(client: TestClient) -> None:
    answer = client.post("/graphql", json={"query": "{ parties { id } }"}, headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = client.options(
        "/graphql", headers={"origin": "https://example.org", "access-control-request-method": "POST"}
    )
    assert asked.status_code == 204


def test_it_can_be_mounted_in_another_application() -> None:
    outer = Starlette(routes=[Mount("/clemency", create_app())])
    with TestClient(outer) as client:
        answer = client.post("/clemency/graphql", json={"query": '{ state(code: "NV") { name } }'})
        assert answer.json()["data"] == {"state": {"name": "Nevada"}}
        assert client.get("/clemency/").status_code == 200
        assert client.get("/clemency/healthz").json()["status"] == "ok"


def test_data_that_are_wrong_are_not_served(folder: Path) -> None:
    (folder / "dataset.yaml").unlink()
    with pytest.raises(DataError, match=r"dataset\.yaml:1: missing"):
        create_app(folder)


def until(client: TestClient, name: str) -> str:
    """The name of Nevada once it is that, or whatever it is after half a minute."""
    deadline = time.monotonic() + 30
    while True:
        told = post(client, {"query": '{ state(code: "NV") { name } }'}).json()["data"]["state"]["name"]
        if told == name or time.monotonic() > deadline:
            return str(told)
        time.sleep(0.05)


def test_a_change_between_the_load_and_the_watch_is_not_missed(folder: Path) -> None:
    app = create_app(folder, reload=True)
    nevada = folder / "state" / "nv.yaml"
    nevada.write_text(nevada.read_text("utf-8").replace("name: Nevada", "name: Battle Born", 1), "utf-8")
    with TestClient(app) as client:
        assert until(client, "Battle Born") == "Battle Born"


def test_good_data_are_loaded_again_and_bad_data_never_replace_them(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nevada = folder / "state" / "nv.yaml"
    good = nevada.read_text("utf-8")
    with TestClient(create_app(folder, reload=True)) as client:
        nevada.write_text(good.replace("name: Nevada", "name: Battle Born", 1), "utf-8")
        assert until(client, "Battle Born") == "Battle Born"
        nevada.write_text("name: [", "utf-8")
        deadline = time.monotonic() + 30
        while "have problems" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.05)
        assert "state/nv.yaml:" in caplog.text
        assert until(client, "Battle Born") == "Battle Born"
        nevada.write_text(good, "utf-8")
        assert until(client, "Nevada") == "Nevada"
    shutil.rmtree(folder)
