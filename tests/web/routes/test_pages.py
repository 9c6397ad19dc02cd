"""Pages over HTTP: found, moved, not found, cached, at any depth and under any prefix."""

from __future__ import annotations

import re
import threading
from urllib.parse import urljoin, urlsplit

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema.saved_queries import operations
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from support.marking import slow_but

LINK = re.compile(r'(?:href|action|src)="([^"]*)"')


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/state/MO", 301, "../state/mo"),
        ("/state/mo.json", 307, "../q/PageOfAState.json?code=MO"),
        ("/state/mo.csv", 307, "../q/PageOfAState.csv?code=MO"),
        ("/graphiql/", 308, "../graphiql"),
        ("/graphiql/?query=x", 308, "../graphiql?query=x"),
    ],
)
def test_what_is_elsewhere_is_told(client: TestClient, path: str, status: int, location: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["location"]) == (status, location)
    assert client.get(path, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("path", ["/state/zz", "/action/mo/nothing", "/state/mo/more", f"/state/{'x' * 5000}"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "etag" not in response.headers


def test_a_page_that_names_something_near_says_so(client: TestClient) -> None:
    page = client.get("/action/nv/2020-possession-pardon")
    assert page.status_code == 404
    assert "action/nv/2020-possession-pardons" in page.text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 7 }}", "%s%n", "\u202e"])
def test_an_address_is_never_markup(client: TestClient, text: str) -> None:
    page = client.get(f"/state/{text}")
    assert page.status_code == 404
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert "49" not in page.text


def test_a_second_request_is_answered_from_memory(client: TestClient) -> None:
    first = client.get("/state/ut")
    again = client.get("/state/ut", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/state/ut")
    assert (head.headers["etag"], head.content) == (first.headers["etag"], b"")


@pytest.fixture(scope="module", params=["", "/clemency"])
def site(request: pytest.FixtureRequest, client: TestClient) -> tuple[TestClient, str]:
    """The application, and mounted in another one under a prefix."""
    app = Starlette(routes=[Mount(request.param, client.app)]) if request.param else client.app
    return TestClient(app), request.param


@pytest.mark.parametrize(
    "path", slow_but(["/state/nv/"], ["/", "/state", "/state/", "/state/nv", "/state/nv/", "/glossary"])
)
def test_every_link_of_a_page_leads_somewhere_under_its_prefix(site: tuple[TestClient, str], path: str) -> None:
    client, prefix = site
    page = client.get(f"{prefix}{path}")
    assert page.status_code == 200
    for link in set(LINK.findall(page.text)):
        target = urlsplit(urljoin(f"{prefix}{path}", link))
        if target.netloc or link.startswith("#") or "/graphiql/open" in target.path:
            continue
        assert target.path.startswith(f"{prefix}/"), link
        if target.path.endswith(".png"):  # drawing takes long, and has tests of its own
            continue
        if target.path.startswith((f"{prefix}/state", f"{prefix}/static", f"{prefix}/q/", f"{prefix}/glossary")):
            assert client.get(target.geturl()).status_code == 200, link


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_saved_query_opens_in_graphiql(client: TestClient, slash: str) -> None:
    opened = client.get(f"/graphiql/open/PageOfAState{slash}?code=MO")
    assert opened.status_code == 307
    target = urlsplit(urljoin(f"/graphiql/open/PageOfAState{slash}", opened.headers["location"]))
    assert target.path == "/graphiql"
    given = dict(pair.split("=", 1) for pair in target.query.split("&"))
    assert given.keys() == {"query", "variables"}
    assert client.get("/graphiql/open/Nothing").status_code == 404
    assert client.get("/graphiql/open/PageOfAState?cod=MO").status_code == 400


def test_the_canonical_address_is_absolute(client: TestClient, graph: KnowledgeGraph) -> None:
    page = client.get("/state/nv/").text
    assert '<link rel="canonical" href="http://testserver/state/nv">' in page
    assert graph.dataset.version in page
    assert "PageOfAState" in operations()


def test_a_search_is_cached_once_it_comes_again_and_too_many_are_refused() -> None:
    """What comes once evicts nothing; pages have the bound on waiting work that operations have."""
    app = create_app(settings=Settings(max_concurrent_expensive=1, max_queued=0))
    with TestClient(app) as client:
        assert client.get("/search?q=nevada").status_code == 200
        executor = app.graphql.executor
        began, go = threading.Event(), threading.Event()

        def hold() -> None:
            began.set()
            go.wait(60)

        assert client.portal is not None
        held = client.portal.start_task_soon(executor.run_in_turn, hold)
        try:
            assert began.wait(60)
            refused = client.get("/search?q=nevada")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
            assert refused.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"
            assert client.get("/state/nv.bib").status_code == 503
        finally:
            go.set()
            held.result(60)
        assert client.get("/search?q=nevada").status_code == 200
        go.clear()
        began.clear()
        held = client.portal.start_task_soon(executor.run_in_turn, hold)
        try:
            assert began.wait(60)
            assert client.get("/search?q=nevada").status_code == 200, "it came before, and is cached"
            assert client.get("/search?q=utah").status_code == 503
        finally:
            go.set()
            held.result(60)
