"""GraphQL over HTTP: methods, forms, statuses, caching, persisted queries."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from clemency_graph.schema import run
from clemency_graph.server import create_app
from clemency_graph.web.executor import Executor
from clemency_graph.web.http.negotiation import GRAPHQL_JSON, JSON
from clemency_graph.web.routes import graphql
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient

QUERY = '{ state(code: "NV") { name } }'
IS_JSON = {"content-type": JSON}
IN_BROTLI = IS_JSON | {"content-encoding": "br"}
IN_LATIN = f"{JSON}; charset=latin1"
LARGE = "{ states { nodes { id name code fips } } }"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(settings=Settings(max_body=20_000))) as client:
        yield client


def ask(client: TestClient, method: str = "GET", **options: Any) -> Any:
    if method == "POST":
        return client.post("/graphql", **options)
    return client.request(method, "/graphql", params={"query": QUERY}, **options)


@pytest.mark.parametrize(
    ("accept", "status", "query"),
    [
        (GRAPHQL_JSON, 400, "{"),
        (JSON, 200, "{"),
        (GRAPHQL_JSON, 400, "{ nope }"),
        (JSON, 200, "{ nope }"),
        (JSON, 400, "query A { parties { id } } query B { parties { id } }"),
        (JSON, 400, "fragment F on Query { parties { id } }"),
        (GRAPHQL_JSON, 400, "mutation { x }"),
        (GRAPHQL_JSON, 200, "{ states(first: 201) { totalCount } }"),
    ],
)
def test_the_status_tells_what_the_form_lets_it_tell(client: TestClient, accept: str, status: int, query: str) -> None:
    for answer in (
        client.get("/graphql", params={"query": query}, headers={"accept": accept}),
        client.post("/graphql", json={"query": query}, headers={"accept": accept}),
    ):
        assert answer.status_code == status
        assert answer.headers["content-type"] == f"{accept}; charset=utf-8"
        assert answer.json()["errors"][0]["extensions"]["code"]
        assert ("data" in answer.json()) is ("first: 201" in query)
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("request_", "status", "code", "told"),
    [
        ({"json": [{"query": QUERY}]}, 400, "BAD_REQUEST", "A batch of operations is not supported"),
        ({"json": "x"}, 400, "BAD_REQUEST", "JSON object"),
        ({"json": {"query": QUERY, "operationName": "B"}}, 400, "OPERATION_RESOLUTION_FAILURE", "no operation named"),
        ({"content": b"\xff\xfe{\x00}\x00", "headers": IS_JSON}, 400, "BAD_REQUEST", "not JSON"),
        ({"content": b'{"a":' * 5000, "headers": IS_JSON}, 413, "TOO_LARGE", "20,000 bytes"),
        ({"content": b'{"a":' * 3000, "headers": IS_JSON}, 400, "BAD_REQUEST", "nested too deeply"),
        ({"content": b'{"query":"{x}","variables":{"a":NaN}}', "headers": IS_JSON}, 400, "BAD_REQUEST", "NaN"),
        ({"content": b'{"a": %b}' % (b"9" * 5000), "headers": IS_JSON}, 400, "BAD_REQUEST", "has 5,000 characters"),
        ({"content": b"", "headers": IS_JSON}, 400, "BAD_REQUEST", "not JSON"),
        ({"content": b"{}", "headers": {"content-type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE", JSON),
        ({"content": b"{}", "headers": {"content-type": IN_LATIN}}, 415, "UNSUPPORTED_MEDIA_TYPE", "latin1"),
        ({"content": b"{}", "headers": IN_BROTLI}, 415, "UNSUPPORTED_MEDIA_TYPE", "compressed"),
        ({"json": {"query": QUERY}, "headers": {"accept": "image/png"}}, 406, "NOT_ACCEPTABLE", GRAPHQL_JSON),
    ],
)  # fmt: skip
def test_what_can_not_be_taken_is_refused_for_a_reason(
    client: TestClient, request_: dict[str, Any], status: int, code: str, told: str
) -> None:
    answer = client.post("/graphql", **request_)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)
    assert told in error["message"]


def test_a_byte_order_mark_is_no_error(client: TestClient) -> None:
    content = b"\xef\xbb\xbf" + json.dumps({"query": QUERY}).encode()
    response = client.post("/graphql", content=content, headers=IS_JSON)
    assert response.json()["data"] == {"state": {"name": "Nevada"}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_told_which_there_are(client: TestClient, method: str) -> None:
    answer = client.request(method, "/graphql")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    got, head = ask(client), ask(client, "HEAD")
    assert head.status_code == 200
    assert head.content == b""
    one_time = ("x-request-id", "date")
    assert {k: v for k, v in head.headers.items() if k not in one_time} == {
        k: v for k, v in got.headers.items() if k not in one_time
    }
    assert int(head.headers["content-length"]) == len(got.content)


def test_options_says_what_may_be_done(client: TestClient) -> None:
    answer = client.options("/graphql", headers={"origin": "https://example.org"})
    assert answer.status_code == 204
    assert answer.headers["allow"] == answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("params", [[("query", QUERY), ("query", QUERY)], [("query", QUERY), ("variables", "[")]])
def test_a_query_string_that_is_unclear_is_refused(client: TestClient, params: Any) -> None:
    assert client.get("/graphql", params=params).status_code == 400


def test_a_query_string_that_is_no_utf8_is_refused(client: TestClient) -> None:
    assert client.get("/graphql?query=%ff").status_code == 400


def test_an_answer_that_a_client_has_is_not_sent_again_nor_worked_out(client: TestClient) -> None:
    first = ask(client)
    assert first.headers["etag"].startswith('W/"')
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "accept" in first.headers["vary"]
    for given in (first.headers["etag"], f'"x", {first.headers["etag"]}', "*"):
        again = ask(client, headers={"if-none-match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "content-length" not in again.headers
    assert ask(client, headers={"if-none-match": '"x"'}).status_code == 200


def test_nothing_is_run_for_who_has_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app()) as client:
        etag = ask(client).headers["etag"]
    with TestClient(create_app()) as client:
        monkeypatch.setattr(Executor, "run_if_cheap", lambda *_, **__: 1 / 0)
        assert ask(client, headers={"if-none-match": etag}).status_code == 304


def test_the_tag_is_that_of_data_operation_variables_form_and_day(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tag(query: str, headers: dict[str, str] | None = None, **params: str) -> str:
        return str(client.get("/graphql", params={"query": query, **params}, headers=headers or {}).headers["etag"])

    named = "query ($c: String!) { state(code: $c) { name } }"
    tags = [
        tag(QUERY),
        tag(QUERY + " "),
        tag(named, variables='{"c": "NV"}'),
        tag(named, variables='{"c": "UT"}'),
        tag(QUERY, {"accept": GRAPHQL_JSON}),
        tag(QUERY, {"clemency-provenance": "true"}),
    ]
    monkeypatch.setattr(graphql, "today", lambda: date(2030, 1, 1))
    assert len({*tags, tag(QUERY)}) == len(tags) + 1


def test_compressed_answers_say_the_same(client: TestClient) -> None:
    plain = client.get("/graphql", params={"query": LARGE}, headers={"accept-encoding": "identity"})
    for _ in range(2):
        with client.stream("GET", "/graphql", params={"query": LARGE}, headers={"accept-encoding": "gzip"}) as small:
            content = b"".join(small.iter_raw())
        assert small.headers["content-encoding"] == "gzip"
        assert len(content) == int(small.headers["content-length"]) < len(plain.content)
        assert gzip.decompress(content) == plain.content
        assert small.headers["etag"] == plain.headers["etag"]
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in plain.headers["vary"]


def test_posted_answers_are_for_no_cache(client: TestClient) -> None:
    answer = client.post("/graphql", json={"query": QUERY})
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_the_cost_is_told(client: TestClient) -> None:
    def cost(query: str) -> int:
        return int(ask(client, "POST", json={"query": query}).json()["extensions"]["cost"])

    assert cost("{ states(first: 50) { nodes { name } } }") > 4 * cost("{ states(first: 10) { nodes { name } } }")


def test_automatic_persisted_queries(client: TestClient) -> None:
    query = "query Persisted { parties { name } }"
    asked = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest()}}
    params = {"extensions": json.dumps(asked)}
    unknown = client.get("/graphql", params=params)
    assert (unknown.status_code, unknown.json()["errors"][0]["message"]) == (200, "PersistedQueryNotFound")
    assert unknown.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
    assert unknown.headers["cache-control"] == "no-store"
    typed = client.post("/graphql", json={"extensions": asked}, headers={"accept": GRAPHQL_JSON})
    assert typed.status_code == 400
    told = client.post("/graphql", json={"query": query, "extensions": asked})
    assert told.json()["data"]["parties"]
    assert client.get("/graphql", params=params).json()["data"] == told.json()["data"]
    assert client.post("/graphql", json={"extensions": asked}).json()["data"] == told.json()["data"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"version": 1, "sha256Hash": "0" * 64}, "PERSISTED_QUERY_HASH_MISMATCH"),
        ({"version": 2, "sha256Hash": "0" * 64}, "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"version": 1}, "BAD_REQUEST"),
        ("x", "BAD_REQUEST"),
    ],
)
def test_persisted_queries_that_are_none(client: TestClient, asked: object, code: str) -> None:
    answer = client.post("/graphql", json={"query": QUERY, "extensions": {"persistedQuery": asked}})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, code)


def test_requests_have_ids(client: TestClient) -> None:
    assert ask(client, headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    made = [ask(client, headers={"x-request-id": "not an id"}).headers["x-request-id"] for _ in range(2)]
    assert len(set(made)) == 2


def test_our_mistakes_are_told_by_an_id_that_the_log_has(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with TestClient(create_app(), raise_server_exceptions=False) as client:
        monkeypatch.setattr(Executor, "run_if_cheap", lambda *_, **__: 1 / 0)
        answer = ask(client)
    assert answer.status_code == 500
    error = answer.json()["errors"][0]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "division" not in answer.text
    assert error["message"].rstrip(".").rpartition(" ")[2] in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_the_same_question_at_a_time_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []
    once = Executor.run

    async def counted(self: Any, *arguments: Any, **options: Any) -> Any:
        ran.append(1)
        return await once(self, *arguments, **options)

    monkeypatch.setattr(Executor, "run", counted)
    slow = "{ " + " ".join(f"a{i}: states {{ nodes {{ actions {{ totalCount }} }} }}" for i in range(60)) + " }"
    with TestClient(create_app()) as client:
        answers: list[Any] = []
        threads = [
            threading.Thread(target=lambda: answers.append(client.post("/graphql", json={"query": slow}).json()))
            for _ in range(5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(ran) == 1
    assert all(answer == answers[0] and answer["data"] for answer in answers)


def test_data_that_are_replaced_answer_no_more(client: TestClient) -> None:
    app: Any = client.app
    graph = app.state.graph
    before = ask(client)
    try:
        app.state.graph = type(graph)(
            graph.entities.values(), graph.terms.values(), type(graph.dataset)("t", "other", date.today(), "l", "c")
        )
        after = ask(client)
    finally:
        app.state.graph = graph
    assert after.json()["extensions"]["dataset"]["version"] == "other"
    assert after.headers["etag"] != before.headers["etag"]
    assert ask(client).json() == before.json()


def test_an_answer_over_http_is_that_of_the_library(client: TestClient) -> None:
    app: Any = client.app
    answer = ask(client, "POST", json={"query": LARGE}).json()
    assert answer["data"] == run(app.state.graph, LARGE).data
