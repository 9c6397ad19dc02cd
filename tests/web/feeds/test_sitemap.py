"""The sitemap lists every page, and each of them is there; robots are told what not to read."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.server import create_app
from clemency_graph.web.feeds.sitemap import paths
from clemency_graph.web.pages.entity_page import PAGES
from clemency_graph.web.pages.list_pages import LISTS
from clemency_graph.web.pages.site_page import SITE_PAGES, UNLISTED
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient


def addresses(text: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(text).iter() if one.tag.endswith("}loc")]


def test_it_lists_every_entity_with_a_page_and_every_page_of_the_site(
    client: TestClient, graph: KnowledgeGraph
) -> None:
    listed = addresses(client.get("/sitemap.xml").text)
    assert len(listed) == len(set(listed))
    found = {one.removeprefix("http://testserver/") for one in listed}
    ids = {*graph.entities, *graph.claims}
    of_the_site = {one.strip("/") for one in SITE_PAGES.keys() - UNLISTED} | {*LISTS}
    assert found == of_the_site | {id for id in ids if id.partition("/")[0] in PAGES}


@pytest.mark.slow
def test_every_page_of_the_site_in_it_is_there(client: TestClient, graph: KnowledgeGraph) -> None:
    for path in (one for one in paths(graph) if "/" not in one or one.startswith("map/")):
        assert client.get(f"/{path}").status_code == 200, path


def test_robots_may_read_pages_and_not_what_is_computed(client: TestClient) -> None:
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    for path in ("/", "/state/mo", "/automatic", "/changes.atom"):
        assert robots.can_fetch("any", f"http://testserver{path}")
    for path in ("/search?q=a", "/graphql?query=a", "/q/PageOfStates.csv", "/graphiql/open/PageOfStates"):
        assert not robots.can_fetch("any", f"http://testserver{path}")
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]


def test_they_hold_below_a_prefix() -> None:
    with TestClient(Starlette(routes=[Mount("/clemency", create_app())])) as client:
        assert all(
            one.startswith("http://testserver/clemency/") for one in addresses(client.get("/clemency/sitemap.xml").text)
        )
        told = client.get("/clemency/robots.txt").text
    assert "Disallow: /clemency/search" in told
    assert "Sitemap: http://testserver/clemency/sitemap.xml" in told


def test_the_names_that_the_search_suggests_are_those_of_places_and_people(
    client: TestClient, graph: KnowledgeGraph
) -> None:
    names = client.get("/names.json").json()
    wanted = {
        one.name for one in graph.entities.values() if one.id.partition("/")[0] in ("state", "locality", "person")
    }
    assert set(names) == wanted
    assert len(names) == len(set(names))
    assert names.index("Missouri") < names.index("Birmingham, Alabama") < names.index("JB Pritzker")
