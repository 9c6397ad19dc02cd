"""Every page of the site: well formed, described, linked to pages that are there, and cached; and what is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.export import FORMATS
from clemency_graph.schema.saved_queries import operations
from clemency_graph.server import create_app
from clemency_graph.web.pages.site_page import SITE_PAGES
from clemency_graph.web.routes.feeds import FEEDS
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from support.marking import slow_but
from support.page_reading import Page

PATHS = [path.replace("{one}", "va").replace("{other}", "md") for path in SITE_PAGES]
SMOKE = ["/automatic", "/deadlines", "/map/people", "/glossary", "/search"]
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def status(client: TestClient) -> Callable[[str], int]:
    """What a path answers. Most links of a page are on each page, so each path is asked once."""
    return cache(lambda path: client.head(path).status_code)


@pytest.mark.parametrize("path", slow_but(SMOKE, PATHS))
def test_each_has_one_heading_a_title_and_a_description(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    page = Page(response.text)
    assert len(page.texts("h1")) == 1
    assert page.texts("title")[0].endswith(" - Clemency Graph")
    assert 30 <= len(page.meta("description")) <= 320
    assert [one for tag, one, _ in page.elements if tag == "main"] == [{"id": "main"}]
    assert all(page.texts("caption")) and len(page.texts("caption")) == len(page.texts("table"))
    assert "style" not in {name for _, one, _ in page.elements for name in one}
    ids = [one["id"] for _, one, _ in page.elements if "id" in one]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", slow_but(SMOKE, PATHS))
def test_each_links_to_what_is_there(
    client: TestClient, status: Callable[[str], int], graph: KnowledgeGraph, path: str
) -> None:
    page = Page(client.get(path).text)
    own = {one["id"] for _, one, _ in page.elements if "id" in one}
    for address, text in page.links():
        assert text, address
        target = urlsplit(urljoin(f"http://testserver{path}", address))
        assert target.netloc == "testserver"
        if address.startswith("#"):
            assert target.fragment in own, address
        first, _, rest = target.path.strip("/").partition("/")
        if first in ("q", "graphiql"):
            name = rest.removeprefix("open/").partition(".")[0]
            assert not name or name in operations(), address
        elif rest and first not in ("compare", "download", "map"):
            assert target.path.strip("/") in graph.entities or target.path.strip("/") in graph.claims, address
        elif first == "download":  # writing them takes long, and has tests of its own
            assert rest in FORMATS, address
        elif not target.path.endswith(".png"):  # drawing takes long, and has tests of its own
            assert status(f"/{target.path.strip('/')}") == 200, address


@pytest.mark.parametrize("path", slow_but([*SMOKE, *FEEDS], [*PATHS, *FEEDS]))
def test_each_is_cached_by_its_etag(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("path", ["/nevada", "/state/nevada", "/wiki/nevada"])
def test_what_is_not_there_tells_what_is_near(client: TestClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 404
    page = Page(response.text)
    assert page.texts("h1") == ["Nothing has this address"]
    assert page.value("q") == "nevada"
    assert page.meta("robots") == "noindex"
    (near,) = {address for address, text in page.links() if text == "Nevada"}
    assert urlsplit(urljoin(f"http://testserver{path}", near)).path == "/state/nv"


def test_a_hostile_address_is_shown_as_text(client: TestClient) -> None:
    response = client.get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E", headers=BROWSER)
    assert response.status_code == 404
    assert Page(response.text).texts("script") == [""]


def test_programs_get_what_is_not_there_as_json(client: TestClient) -> None:
    response = client.get("/nevada")
    assert (response.status_code, response.json()["errors"][0]["message"]) == (404, "Not Found: /nevada")


@pytest.mark.slow
def test_pages_hold_below_a_prefix() -> None:
    app = Starlette(routes=[Mount("/clemency", create_app())])
    with TestClient(app, follow_redirects=False) as client:
        for path in ("/clemency/", "/clemency/automatic", "/clemency/search?q=Nevada", "/clemency/compare/va/md"):
            page = Page(client.get(path).text)
            for address, _ in page.links():
                assert urljoin(f"http://testserver{path}", address).startswith("http://testserver/clemency/"), address
        assert client.get("/clemency/nowhere", headers=BROWSER).status_code == 404


def test_they_stand_over_data_without_releases_and_without_most_states(small_folder: Path) -> None:
    with TestClient(create_app(small_folder)) as client:
        for path in [*PATHS, *FEEDS, "/changes?state=nv"]:
            expected = 404 if path.startswith("/compare/va") else 200
            assert client.get(path).status_code == expected, path
        assert "No release of these data is recorded." in Page(client.get("/").text).texts("p")
