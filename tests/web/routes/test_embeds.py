"""Charts and figures that other pages frame: light, of this server alone, and they say when figures have changed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.vocabulary import ClaimProperty
from clemency_graph.graph.queries.release_comparison import changes
from clemency_graph.web.pages import numbers
from starlette.testclient import TestClient
from support.page_reading import Page
from support.saved_query_examples import EXAMPLES as SAVED

MISSOURI: Final = "action/mo/2022-amendment-3-expungements"
CLAIM: Final = SAVED["PageOfAClaim"]["id"]
PATHS: Final = (
    "",
    "map/people",
    "map/overdue",
    "map/share-by-state",
    "state/mo",
    "state/mo.programs",
    MISSOURI,
    f"{MISSOURI}.cases",
)
HOST: Final = "http://testserver/"


def address(path: str, version: str = "") -> str:
    return f"/embed{'/' if path else ''}{path}" + (f"?v={version}" if version else "")


@pytest.mark.parametrize("path", PATHS)
def test_it_is_light_and_loads_nothing_from_others(client: TestClient, graph: KnowledgeGraph, path: str) -> None:
    response = client.get(address(path))
    assert response.status_code == 200
    assert len(response.content) < 60_000
    page = Page(response.text)
    loaded = [one[name] for _, one, _ in page.elements for name in ("src", "data") if name in one]
    loaded += [one["href"] for tag, one, _ in page.elements if tag == "link" and one["rel"] == "stylesheet"]
    assert {urlsplit(urljoin(HOST, one)).netloc for one in loaded} == {"testserver"}
    assert not [tag for tag, *_ in page.elements if tag in ("script", "style", "img", "iframe")]
    text = page.texts("main")[0]
    for part in (f"version {graph.dataset.version}", numbers.day(str(graph.dataset.released)), "CC BY 4.0"):
        assert part in text
    assert page.links()[-1][0] == HOST + path.partition(".")[0].removesuffix("-by-state")


def test_only_embeds_may_be_framed(client: TestClient) -> None:
    assert client.get("/embed/state/mo").headers["content-security-policy"].endswith("frame-ancestors *")
    assert client.get("/embed/state/mo").headers["content-security-policy"].count("frame-ancestors") == 1
    for path in ("/", "/state/mo", "/map/people", "/map/people.svg", "/oembed?url=http://testserver/"):
        assert client.get(path).headers["content-security-policy"].endswith("frame-ancestors 'none'"), path


def warned(client: TestClient, path: str, version: str) -> str:
    return " ".join(Page(client.get(address(path, version)).text).texts("p", "warning"))


@pytest.mark.slow
def test_it_says_which_figures_have_changed_since_it_was_embedded(client: TestClient, graph: KnowledgeGraph) -> None:
    for release in graph.history.releases:
        changed = [
            one
            for one in changes(graph, release.version)
            if one.about == MISSOURI and (one.claim is None or one.claim.property is ClaimProperty.FIGURE)
        ]
        told = warned(client, f"{MISSOURI}.cases", release.version)
        assert bool(told) == bool(changed)
        if changed:
            assert numbers.day(str(release.released)) in told
            counts = re.findall(r"(\d+) (?:added|removed|with)", told)
            assert sum(map(int, counts)) == len(changed)
    assert warned(client, "map/people", graph.history.releases[0].version)
    assert warned(client, MISSOURI, graph.dataset.version) == warned(client, MISSOURI, "") == ""
    assert "not known" in warned(client, MISSOURI, "0123456789abcdef")


@pytest.mark.parametrize("path", ["state", "state/zz", "state/mo.area", "map/area", "person/joe-biden", "nothing"])
def test_what_has_no_figure_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(address(path)).status_code == 404
    assert client.get("/oembed", params={"url": HOST + path}).status_code == 404


def test_a_capital_id_leads_to_the_embed(client: TestClient) -> None:
    moved = client.get("/embed/state/MO.programs?v=1")
    assert (moved.status_code, moved.headers["location"]) == (301, "../../embed/state/mo.programs?v=1")


def asked(client: TestClient, url: str, **more: Any) -> Any:
    response = client.get("/oembed", params={"url": url, **more})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("application/json")
    return response.json()


@pytest.mark.parametrize("path", PATHS)
def test_oembed_frames_what_is_there(client: TestClient, graph: KnowledgeGraph, path: str) -> None:
    told = asked(client, HOST + path)
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", HOST)
    frame = Page(told["html"]).elements[0][1]
    assert frame["src"] == urljoin(HOST, address(path, graph.dataset.version))
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"]))
    assert client.get(frame["src"].removeprefix("http://testserver")).status_code == 200
    assert frame["title"] == told["title"]


def test_oembed_keeps_to_the_bounds_that_it_is_given(client: TestClient) -> None:
    told = asked(client, f"{HOST}state/mo", maxwidth=300, maxheight=200)
    assert (told["width"], told["height"]) == (300, 200)
    assert "thumbnail_url" not in told
    assert asked(client, f"{HOST}state/mo")["thumbnail_width"] == 1200
    assert client.get("/oembed", params={"url": HOST, "maxwidth": "wide"}).status_code == 400


def test_oembed_as_xml_says_the_same(client: TestClient) -> None:
    response = client.get("/oembed", params={"url": f"{HOST}state/mo", "format": "xml"})
    assert response.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(response.content)
    expected = asked(client, f"{HOST}state/mo")
    assert {one.tag: one.text for one in root} == {name: str(value) for name, value in expected.items()}


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("", 400),
        (HOST + "x" * 400, 400),
        ("http://other.example/state/mo", 404),
        ("ftp://testserver/state/mo", 404),
        ("http://[testserver/", 404),
        ("state/mo", 404),
        (f"{HOST}state/../graphql", 404),
    ],
)
def test_oembed_refuses_what_is_no_page_of_this_server(client: TestClient, url: str, status: int) -> None:
    assert client.get("/oembed", params={"url": url}).status_code == status


def test_oembed_has_two_formats(client: TestClient) -> None:
    assert client.get("/oembed", params={"url": HOST, "format": "yaml"}).status_code == 501


@pytest.mark.parametrize("path", ["", "state/mo", "map/share", MISSOURI])
def test_pages_lead_to_oembed_and_show_the_code(client: TestClient, path: str) -> None:
    page = Page(client.get(f"/{path}").text)
    links = {
        one["type"]: one["href"] for tag, one, _ in page.elements if tag == "link" and "oembed" in one.get("type", "")
    }
    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    told = client.get(
        urlsplit(urljoin(HOST + path, links["application/json+oembed"]))._replace(scheme="", netloc="").geturl()
    )
    assert json.loads(told.text)["title"]
    assert f"url={quote(HOST + path, safe='/')}" in links["application/json+oembed"]
    codes = [text for text in page.texts("pre") if text.startswith("<iframe")]
    assert codes
    for code in codes:
        frame = Page(unescape(code)).elements[0][1]
        assert client.get(frame["src"].removeprefix("http://testserver")).status_code == 200
        assert int(frame["height"]) > 200


def test_pages_without_a_figure_have_no_embed(client: TestClient) -> None:
    assert "oembed" not in client.get("/person/joe-biden").text
