"""Other sites: preflights wherever a route is, the sites that may read, and what caches may keep of whom."""

from __future__ import annotations

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient

NEWS, OTHER = "https://news.example", "https://other.example"
ROUTES = ["/graphql", "/q", "/q/GovernorsOnADay", "/download", "/healthz", "/readyz", "/", "/state/nv", "/changes.atom"]
QUERY = "/graphql?query={__typename}"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(), follow_redirects=False)


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_answers_a_preflight(client: TestClient, path: str) -> None:
    asked = {"origin": NEWS, "access-control-request-method": "GET"}
    answer = client.options(path, headers=asked | {"access-control-request-headers": "clemency-provenance"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == answer.headers["access-control-allow-headers"] == "*"
    assert {"GET", "HEAD"} <= set(answer.headers["access-control-allow-methods"].split(", "))


def test_no_route_no_preflight(client: TestClient) -> None:
    assert client.options("/nothing/at/all").status_code == 404
    assert client.post("/q", json={}).status_code == 405


@pytest.mark.parametrize("path", [QUERY, "/q/GovernorsOnADay", "/state/nv"])
def test_what_is_sent_to_who_identifies_himself_is_private(client: TestClient, path: str) -> None:
    for _ in range(2):
        assert client.get(path).headers["cache-control"].startswith("public")
        private = client.get(path, headers={"authorization": "Bearer x"}).headers["cache-control"]
        assert private.startswith("private") and "public" not in private


@pytest.mark.parametrize(
    ("setting", "origin", "allowed"),
    [
        ("*", NEWS, "*"),
        (f"{NEWS}, https://more.example", NEWS, NEWS),
        (NEWS, OTHER, None),
        (NEWS, None, None),
        ("", NEWS, None),
    ],
)
def test_sites_that_may_read_are_a_setting(setting: str, origin: str | None, allowed: str | None) -> None:
    client = TestClient(create_app(settings=Settings(allowed_origins=setting)))
    for method, path in (("GET", QUERY), ("GET", "/q"), ("OPTIONS", "/graphql"), ("GET", "/q/Nothing")):
        answer = client.request(method, path, headers={"origin": origin} if origin else {})
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert ("origin" in answer.headers.get("vary", "")) == (setting not in ("*", ""))
