"""Cards for shared links: the figure, its sentence and its source are on them, whole, and pages name them."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Locality, State
from clemency_graph.graph.model.vocabulary import Rank
from clemency_graph.web.pages import numbers
from clemency_graph.web.pages.card import HEIGHT, WIDTH, Card, card_at
from clemency_graph.web.pages.entity_page import data_of
from clemency_graph.web.pages.glossary import term
from clemency_graph.web.pages.state_map import locator
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from starlette.testclient import TestClient
from support.asking import Ask
from support.marking import slow_but
from support.page_reading import Page

SVG: Final = "{http://www.w3.org/2000/svg}"
LONGEST_WORD: Final = 40
"""No word of a sentence is longer, but identifiers are."""


def lines(svg: str) -> list[tuple[float, float, float, str]]:
    """The lines of text beside the chart: where each begins, the size of its letters, and the text."""
    return [
        (float(one.attrib["x"]), float(one.attrib["y"]), float(one.attrib["font-size"]), one.text or "")
        for one in ElementTree.fromstring(svg).findall(f"{SVG}text")
    ]


@pytest.mark.parametrize("part", slow_but(["4"], [1, 4]))
def test_every_card_has_the_sentence_of_its_page_whole(graph: KnowledgeGraph, part: int) -> None:
    ids = sorted(one.id for type in (State, Locality, ClemencyAction) for one in graph.of_type(type))[::part]
    for id in ["country/us", *ids, *sorted(graph.claims)[:: 100 * part]]:
        text = " ".join(line for *_, line in lines(card_at(graph, id).svg))
        sentence = data_of(graph, id)["lead"][0]
        # An identifier is broken where its line ends.
        is_broken = max(map(len, sentence.split())) > LONGEST_WORD
        assert sentence in text or (is_broken and sentence.replace(" ", "") in text.replace(" ", "")), id
        assert f"version {graph.dataset.version}. CC BY 4.0" in text, id


def test_the_figure_is_that_of_a_query_of_our_own(graph: KnowledgeGraph, ask: Ask) -> None:
    fields = "id figure { stated quantity { low high qualifier unit stage } }"
    for action in ask(f"{{ actions(first: 100, where: {{ hasFigure: true }}) {{ nodes {{ {fields} }} }} }}")["actions"][
        "nodes"
    ]:
        figure, quantity = card_at(graph, action["id"]).figure, action["figure"]["quantity"]
        if quantity["qualifier"] in ("EXACTLY", "MORE_THAN", "ABOUT"):
            assert numbers.quantity(quantity) in figure
        assert (": " in figure) == (quantity["stage"] not in ("GRANTED", "RECORDED")), action["id"]


def test_a_figure_that_is_known_to_be_wrong_is_not_shown_without_saying_so(graph: KnowledgeGraph) -> None:
    wrong = [one for one in graph.claims.values() if one.rank is Rank.DEPRECATED and one.quantity]
    assert wrong
    for claim in wrong[::10]:
        assert card_at(graph, claim.id).figure.startswith(f"{term('Rank', 'DEPRECATED').word}: ")


def test_what_was_not_granted_is_not_shown_as_if_it_were(graph: KnowledgeGraph) -> None:
    assert card_at(graph, "action/mi/2021-marijuana-set-asides").figure.startswith("eligible: ")
    assert card_at(graph, "state/ks").figure == ""


WORDS: Final = st.lists(st.text("aeinorst", min_size=1, max_size=14), min_size=1, max_size=60).map(" ".join)


@given(
    WORDS, st.sampled_from(["", "1 person", "at least 1,234,567 applications", "an uncounted number of people"]), WORDS
)
def test_no_text_leaves_the_card(title: str, figure: str, sentence: str) -> None:
    svg = Card(title, figure, sentence, "Data of 29 November 2026", locator("MO")).svg
    before = 0.0
    for x, y, size, text in lines(svg):
        assert before < y <= HEIGHT - size / 3
        assert x + 0.45 * size * len(text) < 0.66 * WIDTH
        before = y


def test_the_place_of_a_page_without_a_chart_is_marked() -> None:
    squares = ElementTree.fromstring(locator("MO")).findall(f"{SVG}rect")
    assert len({one.attrib["fill"] for one in squares}) == 2
    assert len([one for one in squares if one.attrib["class"].endswith("t-3")]) == 1
    assert len({one.attrib["fill"] for one in ElementTree.fromstring(locator("US")).findall(f"{SVG}rect")}) == 1


def test_markup_in_a_name_is_text() -> None:
    svg = Card("A <b> & C", "", "“x” < y", "", Markup(locator("MO"))).svg
    assert "A <b> & C" in [text for *_, text in lines(svg)]


def properties(client: TestClient, path: str) -> dict[str, str]:
    page = Page(client.get(path).text)
    metas: list[dict[str, Any]] = [one for tag, one, _ in page.elements if tag == "meta"]
    return {one.get("property") or one.get("name", ""): one.get("content", "") for one in metas}


@pytest.mark.parametrize(
    "path",
    slow_but(["/state/mo"], ["/", "/state/mo", "/locality/al/birmingham", "/action/mo/2022-amendment-3-expungements"]),
)
def test_pages_name_a_picture_that_is_there(client: TestClient, path: str) -> None:
    told = properties(client, path)
    assert told["twitter:card"] == "summary_large_image"
    assert re.search(r"\d", told["og:description"])
    assert told["og:image:alt"] == told["og:description"]
    address = told["og:image"]
    assert address.startswith("http://testserver/card")
    picture = client.get(address.removeprefix("http://testserver"))
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    size = int.from_bytes(picture.content[16:20]), int.from_bytes(picture.content[20:24])
    assert size == (WIDTH, HEIGHT) == (int(told["og:image:width"]), int(told["og:image:height"]))
    svg = client.get(address.removeprefix("http://testserver").replace(".png", ".svg"))
    assert svg.headers["content-type"].startswith("image/svg+xml")


def test_other_pages_have_no_card(client: TestClient) -> None:
    assert "og:image" not in properties(client, "/person/joe-biden")
    assert client.get("/card/person/joe-biden.png").status_code == 404
    moved = client.get("/card/state/MO.png")
    assert (moved.status_code, moved.headers["location"]) == (301, "../../card/state/mo.png")
