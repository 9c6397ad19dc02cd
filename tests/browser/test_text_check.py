"""The check of a text in a browser: without a script, by keyboard, on a narrow screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser
from support.browser import Visit
from support.npm import Scripts

pytestmark = pytest.mark.browser

TEXT = (
    """In Oregon, 47,144 people were pardoned.

Gov. Steve Sisolak of Nevada pardoned more than 15,000 people on June 17, 2020. Texas pardoned 4,321 people.

"""
    + "a" * 300
)


@contextmanager
def checked(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    """A visit to the page with the marked text."""
    visit = Visit(browser, **options)
    visit.page.goto(f"{address}check")
    visit.page.fill("#text", TEXT)
    visit.page.fill("#published", "2023-01-01")
    visit.page.click("main button")
    visit.page.wait_for_selector("mark")
    yield visit
    assert visit.complaints == []
    assert visit.page.url == f"{address}check", "nothing of the text is in the address"
    assert visit.context.cookies() == []
    visit.context.close()


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_marked_text(browser: Browser, address: str, scripts: Scripts, scheme: str) -> None:
    axe = (scripts.folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    with checked(browser, address, color_scheme=scheme, viewport={"width": 1024, "height": 800}) as visit:
        assert set(visit.page.eval_on_selector_all("mark", "marks => marks.map(one => one.className)")) >= {
            "same",
            "other",
        }
        visit.page.evaluate(axe)
        found = visit.page.evaluate("axe.run()")
        assert [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_a_marked_text_needs_no_sideways_scrolling(browser: Browser, address: str, width: int) -> None:
    with checked(browser, address, viewport={"width": width, "height": 800}) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        mark, note = (visit.page.locator(one).first.bounding_box() for one in ("mark", ".notes li"))
        assert mark is not None and note is not None
        beside = note["x"] > mark["x"] + mark["width"]
        assert beside is (width == 1440)


def test_notes_are_reached_by_keyboard_and_lead_back(browser: Browser, address: str) -> None:
    with checked(browser, address, java_script_enabled=False, viewport={"width": 1440, "height": 600}) as visit:
        page = visit.page
        page.locator("#mark-2").focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#note-2")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#mark-2")
        page.goto(f"{address}check")


def test_paper_has_the_text_and_the_notes_without_the_form(browser: Browser, address: str) -> None:
    with checked(browser, address, viewport={"width": 720, "height": 1000}) as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.locator("#note-1").is_visible() and visit.page.locator("mark").first.is_visible()
        assert visit.page.locator("#note-1 details p").first.is_visible()
        assert not visit.page.locator("#text").is_visible()
