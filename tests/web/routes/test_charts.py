"""Charts as files: each that a page links to is there, as SVG, PNG and Vega-Lite, and carries all that it needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import vl_convert
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import State
from clemency_graph.web.pages.map_measures import MEASURES
from starlette.testclient import TestClient
from support.asking import Ask
from support.marking import slow_but
from support.page_reading import Page

MISSOURI = "action/mo/2022-amendment-3-expungements"
PAGES = ("/", "/map/share", "/state/mo", "/state/ca", "/action/mo/2022-amendment-3-expungements")
Links = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def links(client: TestClient) -> Links:
    """The addresses of the pictures on a page."""

    def links(path: str) -> list[str]:
        addresses = [address for address, _ in Page(client.get(path).text).links()]
        return [urljoin(path, one) for one in addresses if one.endswith((".svg", ".png"))]

    return links


def test_pages_with_a_chart_link_to_both_files(links: Links) -> None:
    for path in PAGES:
        found = links(path)
        assert found
        assert {one.removesuffix(".png") for one in found if one.endswith(".png")} == {
            one.removesuffix(".svg") for one in found if one.endswith(".svg")
        }
    assert links("/state/mo")[:2] == ["/state/mo.programs.png", "/state/mo.programs.svg"]


@pytest.mark.parametrize("path", slow_but(PAGES[-1:], PAGES))
def test_a_png_is_the_svg_with_twice_as_many_pixels(client: TestClient, links: Links, path: str) -> None:
    address = next(one for one in links(path) if one.endswith(".png"))
    png, svg = client.get(address), client.get(address.replace(".png", ".svg"))
    assert (png.status_code, png.headers["content-type"]) == (200, "image/png")
    assert "content-encoding" not in png.headers
    chart = ElementTree.fromstring(svg.content)
    width, height = int.from_bytes(png.content[16:20]), int.from_bytes(png.content[20:24])
    assert (width, height) == (2 * int(chart.attrib["width"]), 2 * int(chart.attrib["height"]))
    again = client.get(address, headers={"if-none-match": png.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", MEASURES)
def test_a_map_by_itself_says_what_it_shows_and_leads_to_the_states(
    client: TestClient, graph: KnowledgeGraph, name: str
) -> None:
    response = client.get(f"/map/{name}.svg")
    assert response.headers["content-type"].startswith("image/svg+xml")
    chart = ElementTree.fromstring(response.content)
    text = " ".join(" ".join(chart.itertext()).split())
    for part in (MEASURES[name].title, "CC BY 4.0", graph.dataset.version, MEASURES[name].note):
        assert part in text
    addresses = {one.attrib["href"] for one in chart.iter("{http://www.w3.org/2000/svg}a")}
    assert addresses == {f"http://testserver/{state.id}" for state in graph.of_type(State)}
    assert not [one for one in chart.iter() if "style" in one.attrib or one.tag.endswith("}style")]


@pytest.mark.parametrize(
    "path",
    [
        "/map/area.svg",
        "/map/area.png",
        "/state/mo.area.png",
        "/map/area.vl.json",
        "/state/mo.area.vl.json",
        "/law/zz/x.cases.png",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


SPECS = ("map/people", "map/share-by-state", "map/overdue", "state/mo.programs", "state/ca.uptake", f"{MISSOURI}.cases")


@pytest.mark.parametrize("path", slow_but(["state/mo.programs"], SPECS))
def test_a_spec_is_drawn_from_its_own_data(client: TestClient, graph: KnowledgeGraph, path: str) -> None:
    response = client.get(f"/{path}.vl.json")
    assert response.headers["content-type"].startswith("application/json")
    assert response.headers["access-control-allow-origin"] == "*"
    spec = response.json()
    values = spec["data"]["values"]
    assert values
    assert "url" not in spec["data"]
    used = set(re.findall(r'"field": ?"(\w+)"', response.text))
    assert used <= set(values[0]), "each field of the picture is in the data"
    page = path.partition(".")[0].removesuffix("-by-state")
    for part in (graph.dataset.version, "CC BY 4.0", f"http://testserver/{page}"):
        assert part in spec["title"]["subtitle"]
    svg = vl_convert.vegalite_to_svg(response.text)
    assert spec["title"]["text"] in svg
    assert svg.count('aria-roledescription="') >= len(values)


def test_the_data_of_a_spec_are_those_of_the_page(client: TestClient, ask: Ask) -> None:
    spec = client.get(f"/{MISSOURI}.cases.vl.json").json()
    figures = ask(f"""{{ action(id: "{MISSOURI}") {{ figures {{ id quantity {{ low high unit asOf }} }} }} }}""")[
        "action"
    ]
    expected = {
        one["id"]: (one["quantity"]["low"] or 0, one["quantity"]["high"], one["quantity"]["asOf"])
        for one in figures["figures"]
        if one["quantity"]["unit"] == "CASES" and one["quantity"]["asOf"]
    }
    assert {one["claim"]: (one["low"], one["high"], one["as_of"]) for one in spec["data"]["values"]} == expected
    states = client.get("/map/people.vl.json").json()["data"]["values"]
    table = Page(client.get("/map/people").text).texts("td")
    assert {one["value"] for one in states} <= set(table)
    assert len(states) == 56


def test_an_old_or_capital_id_leads_to_the_file(client: TestClient) -> None:
    moved = client.get("/state/MO.programs.png")
    assert (moved.status_code, moved.headers["location"]) == (301, "../state/mo.programs.png")
