"""Addresses: both spellings, behind a proxy that strips a prefix, whatever the host for health checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from clemency_graph.server import Settings, create_app
from httpx2 import Client
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from support.servers import server

pytestmark = pytest.mark.usefixtures("serve_small_folder")

PATHS = [
    "/graphql?query={parties{id}}",
    "/q",
    "/q/WhatWasLookedFor",
    "/q/WhatWasLookedFor.csv",
    "/download",
    "/download/jsonl",
    "/healthz",
]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(), follow_redirects=False) as client:
        yield client


def with_slash(path: str) -> str:
    path, mark, query = path.partition("?")
    return f"{path}/{mark}{query}"


@pytest.mark.parametrize("path", PATHS)
def test_a_slash_at_the_end_makes_no_difference(client: TestClient, path: str) -> None:
    plain, slashed = client.get(path), client.get(with_slash(path))
    assert (plain.status_code, slashed.status_code) == (200, 200)
    if path not in ("/q", "/download"):
        assert slashed.content == plain.content
    posted = client.post("/graphql/", json={"query": "{ parties { id } }"})
    assert posted.json()["data"]
    assert posted.headers["access-control-allow-origin"] == "*"


def links(listing: Any) -> list[str]:
    return [one["address"] for one in listing.get("queries", listing.get("formats"))]


@pytest.mark.parametrize("path", ["/q", "/q/", "/download", "/download/"])
@pytest.mark.parametrize("prefix", ["", "/clemency"])
def test_listed_addresses_lead_there_from_where_they_are_listed(client: TestClient, path: str, prefix: str) -> None:
    # The proxy strips the prefix: the server never sees it.
    base = f"https://host.example{prefix}"
    for address in links(client.get(path).json())[:3]:
        resolved = urljoin(f"{base}{path}", address)
        assert resolved.startswith(f"{base}/")
        assert client.get(resolved.removeprefix(base)).status_code == 200


def test_a_mounted_application_lists_addresses_below_its_mount() -> None:
    outer = Starlette(routes=[Mount("/clemency", create_app())])
    with TestClient(outer, follow_redirects=False) as client:
        for path in ("/clemency/q", "/clemency/q/"):
            address = urljoin(f"http://testserver{path}", links(client.get(path).json())[0])
            assert address.startswith("http://testserver/clemency/q/")
            assert client.get(address).status_code == 200
        assert client.get("/clemency/graphql/?query={parties{id}}").status_code == 200


@pytest.mark.slow
def test_a_root_path_changes_no_address(way: str) -> None:
    with server("--root-path", "/clemency", way) as one, Client(base_url=one.address) as client:
        for path in (
            "graphql?query={parties{id}}",
            "graphql/?query={parties{id}}",
            "q/WhatWasLookedFor",
            "healthz",
            "",
        ):
            assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("host", ["evil.example", "", "10.0.0.7:8000", "[::1]:80", "a b"])
def test_health_checks_are_answered_whatever_the_host(host: str) -> None:
    app = create_app(settings=Settings(allowed_hosts="clemency.example,*.clemency.example"))
    with TestClient(app, raise_server_exceptions=False) as client:
        for path in ("/healthz", "/readyz", "/healthz/"):
            assert client.get(path, headers={"host": host}).status_code == 200
        for path in ("/graphql?query={parties{id}}", "/metrics", "/q", "/"):
            refused = client.get(path, headers={"host": host})
            assert refused.status_code == 400
            assert refused.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize("host", ["clemency.example", "CLEMENCY.example:8443", "www.clemency.example"])
def test_the_hosts_of_the_settings_are_answered(host: str) -> None:
    with TestClient(create_app(settings=Settings(allowed_hosts="clemency.example,*.clemency.example"))) as client:
        assert client.get("/graphql?query={parties{id}}", headers={"host": host}).status_code == 200


@pytest.mark.slow
@pytest.mark.fast_path
def test_too_many_connections_are_refused_in_json() -> None:
    with server("--fast-path", "--max-connections", "3") as one:
        held = [one.connect() for _ in range(4)]
        received = one.exchanged(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        for connection in held:
            connection.close()
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 1" in head
    assert b'"OVERLOADED"' in body
