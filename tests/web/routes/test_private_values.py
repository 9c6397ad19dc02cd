"""A text over HTTP: by POST and in a variable, and nothing between client and server may store the response."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.http.negotiation import GRAPHQL_JSON, JSON
from clemency_graph.web.settings import Settings
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

CHECK = "query Check($text: String!) { checkText(text: $text) { findings { verdict } } }"
LITERAL = '{ checkText(text: "Nevada pardoned more than 15,000 people.") { findings { verdict } } }'
TEXT = {"text": "Nevada pardoned more than 15,000 people."}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(settings=Settings(log_variables=True, log_sample=1, metrics=True))) as client:
        yield client


def test_the_response_may_not_be_stored(client: TestClient) -> None:
    for _ in range(3):
        response = client.post("/graphql", json={"query": CHECK, "variables": TEXT})
        assert response.json()["data"] == {"checkText": {"findings": [{"verdict": "AGREES"}]}}
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers


def executed(client: TestClient) -> float:
    """How many operations were executed, not taken from a cache."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [one for family in families for one in family.samples if one.labels.get("source") == "run"]
    return sum(one.value for one in samples if one.name == "clemency_graph_responses_total")


def test_it_is_executed_each_time(client: TestClient) -> None:
    before = executed(client)
    for _ in range(3):
        client.post("/graphql", json={"query": CHECK, "variables": TEXT})
        client.post("/graphql", json={"query": LITERAL})
    assert executed(client) == before + 6


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_text_in_an_address_is_refused(client: TestClient, method: str) -> None:
    asked = {"query": CHECK, "variables": '{"text": "Nevada pardoned more than 15,000 people."}'}
    response = client.request(method, "/graphql", params=asked)
    assert response.status_code == 405
    assert response.headers["allow"] == "POST, OPTIONS"
    assert response.headers["cache-control"] == "no-store"
    if method == "GET":
        (error,) = response.json()["errors"]
        assert "send it by POST" in error["message"]
        assert error["extensions"] == {"code": "PRIVATE_VALUE", "coordinate": "Query.checkText(text:)"}


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL_JSON, 400)])
def test_a_text_in_the_document_is_refused(client: TestClient, accept: str, status: int) -> None:
    response = client.post("/graphql", json={"query": LITERAL}, headers={"accept": accept})
    assert response.status_code == status
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "PRIVATE_VALUE"
    assert "data" not in response.json()


def persisted(client: TestClient, query: str, **more: Any) -> list[str]:
    """The codes of the errors of a document that is asked for by its hash after it was sent with it."""
    hash = hashlib.sha256(query.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": hash}}
    client.post("/graphql", json={"query": query, "extensions": extensions} | more)
    response = client.post("/graphql", json={"extensions": extensions} | more).json()
    return [one["extensions"]["code"] for one in response.get("errors", ())]


def test_a_document_is_persisted_unless_a_text_is_in_it(client: TestClient) -> None:
    assert persisted(client, CHECK, variables=TEXT) == []
    assert persisted(client, LITERAL) == ["PERSISTED_QUERY_NOT_FOUND"]


def test_the_text_is_not_logged_with_other_variables(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "clemency_graph.access"):
        client.post("/graphql", json={"query": CHECK, "variables": TEXT})
        client.post(
            "/graphql", json={"query": "query ($c: String!) { state(code: $c) { id } }", "variables": {"c": "NV"}}
        )
    fields = [vars(record).get("variables") for record in caplog.records if record.name == "clemency_graph.access"]
    assert fields == [None, {"c": "NV"}]
