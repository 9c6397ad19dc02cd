"""What is thrown at a public endpoint: each is answered within its bound, with the right error, and harms nobody.

Among it is each check of graphql-cop that has to do with an API that can only be read, by anyone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from clemency_graph.schema.validation.limits import Limits
from httpx2 import Client, Response
from support.hostile_queries import CHAIN, CIRCLES, EACH, FILTER, repeated
from support.servers import POST, Server

LIMITS = Limits()
GRAPHQL_JSON = "application/graphql-response+json"


@pytest.fixture(scope="module")
def client(running: Server) -> Iterator[Client]:
    with Client(base_url=running.address, timeout=60, headers={"accept": GRAPHQL_JSON}) as client:
        yield client


@pytest.fixture(autouse=True)
def well(client: Client) -> Iterator[None]:
    """The server is well after each, and answers others as ever."""
    yield
    assert client.get("healthz").status_code == 200
    assert asked(client, "{ dataset { version } }").json()["data"]["dataset"]["version"]


def asked(client: Client, query: str, **variables: Any) -> Response:
    return client.post("graphql", json={"query": query, "variables": variables})


@pytest.mark.parametrize(
    ("query", "variables", "bound"),
    [
        pytest.param(f"{{ {repeated('a#: __typename', 101)} }}", {}, "aliases", id="alias overloading"),
        pytest.param(f"{{ {repeated('a#:x', 10_000)} }}", {}, "tokens", id="10,000 aliases"),
        pytest.param(f"{{ __typename {repeated('@aa', 10)} }}", {}, None, id="directive overloading"),
        pytest.param(
            f"{{ parties {{ id {repeated('@include(if: true)', 101)} }} }}", {}, "directives", id="directives"
        ),
        pytest.param(f"{{ x {repeated('@a', 10_000)} }}", {}, "tokens", id="10,000 directives"),
        pytest.param(f"{{ {repeated('__typename', 500)} }}", {}, "repeats", id="field duplication"),
        pytest.param("{ " + repeated("... { __typename }", 500) + " }", {}, "repeats", id="duplication in fragments"),
        pytest.param(CIRCLES, {}, None, id="circular introspection"),
        pytest.param(CHAIN, {}, "cost", id="20 steps of nested fragments"),
        pytest.param("{" + "a{" * 5_000, {}, "depth", id="depth"),
        pytest.param("{ ...F } fragment F on Query { ...F }", {}, None, id="fragments in a circle"),
        pytest.param(f"query ($w: ActionWhere) {{ {EACH} }}", {"w": FILTER}, "cost", id="a long filter many times"),
        pytest.param(
            f"{{ actions(where: {{ {repeated('kinnd#: 1', 1_600)} }}) {{ totalCount }} }}", {}, None, id="many mistakes"
        ),
    ],
)
def test_what_asks_too_much_is_refused(
    client: Client, query: str, variables: dict[str, Any], bound: str | None
) -> None:
    answer = asked(client, query, **variables)
    assert answer.status_code == 400
    assert len(answer.content) < 50_000
    assert "data" not in answer.json()
    error = answer.json()["errors"][0]
    if bound is None:
        assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    else:
        assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
        assert (error["extensions"]["bound"], error["extensions"]["limit"]) == (bound, getattr(LIMITS, bound))


def test_what_is_asked_again_and_again_costs_what_it_costs_once(client: Client) -> None:
    orders = " ".join(["TITLE_ASC"] * 4_000)
    answer = asked(client, f"{{ sources(orderBy: [{orders}], first: 1) {{ nodes {{ id }} }} }}")
    once = asked(client, "{ sources(orderBy: [TITLE_ASC], first: 1) { nodes { id } } }")
    assert answer.json()["data"] == once.json()["data"]


def test_batches_are_refused(client: Client) -> None:
    answer = client.post("graphql", json=[{"query": "{ __typename }"}] * 10)
    assert answer.status_code == 400
    assert "send a request for each" in answer.json()["errors"][0]["message"]


def test_nothing_can_be_changed_by_any_method(client: Client) -> None:
    for answer in (
        client.get("graphql", params={"query": "mutation { __typename }"}),
        asked(client, "mutation { __typename }"),
        asked(client, "subscription { __typename }"),
    ):
        assert answer.status_code == 400
        assert "is not supported" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])
def test_a_form_of_another_site_can_ask_nothing(client: Client, content_type: str) -> None:
    # A browser sends these without asking first. Nothing here could be changed by one; it is refused all the same.
    content = b"query=%7B__typename%7D"
    answer = client.post("graphql", content=content, headers={"content-type": content_type})
    assert answer.status_code == 415
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("headers", [{}, {"apollo-tracing": "1"}, {"x-apollo-tracing": "1", "debug": "1"}])
def test_nothing_is_told_of_how_it_works(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("graphql", json={"query": "{ __typename }", "debug": True}, headers=headers)
    assert set(answer.json()["extensions"]) == {"dataset", "cost"}
    assert "server" not in answer.headers and "x-powered-by" not in answer.headers


@pytest.mark.parametrize(
    "query",
    [
        "",
        "qwerty { abc }",
        "{ __typename",
        "{ state(code: 1e400) { name } }",
        "{ __typename @skip }",
        "\0",
        "{ \ud800 }",
    ],
)
def test_errors_are_told_and_tell_no_more_than_the_mistake(client: Client, query: str) -> None:
    answer = client.post("graphql", content=json.dumps({"query": query}), headers={"content-type": "application/json"})
    assert answer.status_code == 400
    for error in answer.json()["errors"]:
        assert set(error) <= {"message", "locations", "extensions"}
        assert error["extensions"]["code"] in ("GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED")
        assert "Traceback" not in error["message"] and ".py" not in error["message"]


def test_the_schema_is_open_and_mistakes_are_met_with_suggestions(client: Client) -> None:
    # graphql-cop holds both against an API that hides its schema. This one hides nothing: anyone may read all of it.
    assert asked(client, "{ __schema { queryType { name } } }").json()["data"]["__schema"]["queryType"]["name"]
    message = asked(client, "{ stat }").json()["errors"][0]["message"]
    assert "Did you mean 'state'" in message


def test_a_body_of_20_megabytes_is_refused(client: Client, running: Server) -> None:
    whole = json.dumps({"query": "{ __typename }", "x": "x" * 20_000_000}).encode()
    with running.connect() as connection:
        connection.sendall(POST.partition(b"%b")[0] % len(whole))
        connection.sendall(whole[:100_000])
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "%", "é" * 100, "\U0001f33f", "a " * 100, "x" * 200, "(((((", "\ud800"]
)
def test_any_text_can_be_looked_for(client: Client, text: str) -> None:
    body = {"query": "query ($t: String!) { search(text: $t) { totalCount } }", "variables": {"t": text}}
    answer = client.post("graphql", content=json.dumps(body), headers={"content-type": "application/json"})
    assert answer.status_code == 200
    assert answer.json().get("errors", [{"extensions": {"code": "BAD_USER_INPUT"}}])[0]["extensions"]["code"] == (
        "BAD_USER_INPUT"
    )
