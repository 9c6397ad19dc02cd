"""Charts in a real browser: the map without JavaScript and without a mouse, and frames on the page of somebody else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from support.browser import Visit, served

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield visit
    visit.context.close()


def test_a_chart_comes_into_a_slide_without_javascript(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}state/mo")
    with visit.page.expect_response("**/*.png") as response:
        visit.page.locator("figure").first.get_by_role("link", name="PNG").click()
    assert response.value.headers["content-type"] == "image/png"
    assert response.value.body().startswith(b"\x89PNG")


def test_a_reader_picks_the_measure_of_the_map_and_comes_to_a_state_by_keyboard(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("link", name="Automatic law in force").first.click()
    expect(page).to_have_url(f"{address}?map=automatic#map")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="Duty past its day").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip the map")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}state/ak")


def test_squares_can_be_tapped_and_are_told_in_words(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}map/people")
    square = visit.page.get_by_role("link", name=re.compile("^Maryland: .*people pardoned"))
    box = square.locator("rect").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


def test_frames_are_shown_by_others_and_other_pages_are_not(browser: Browser, address: str) -> None:
    with urlopen(f"{address}oembed?url={address}map/people") as response:
        frame = json.load(response)["html"]

    def other_page(request: Request) -> HTMLResponse:
        return HTMLResponse(f'<h1>A page</h1>{frame}<iframe src="{address}state/mo" title="refused"></iframe>')

    with served(Starlette(routes=[Route("/", other_page)])) as other:
        visit = Visit(browser)
        visit.page.goto(other)
        shown = visit.page.frame_locator("iframe").first
        expect(shown.get_by_role("main")).to_contain_text("People pardoned by the states themselves")
        height = shown.locator("html").evaluate("document.documentElement.scrollHeight - innerHeight")
        assert height == 0, "nothing is cut off"
        with visit.context.expect_page() as opened:
            shown.get_by_role("link", name="Nevada").click()
        expect(opened.value).to_have_url(f"{address}state/nv")
        assert [one for one in visit.complaints if "violates" in one] == visit.complaints[:1]
        assert "frame-ancestors" in visit.complaints[0]
        assert all(one.startswith((address, other)) for one in visit.requests)
        visit.context.close()
