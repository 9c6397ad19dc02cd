"""Pages for everybody: no finding of axe, nothing to scroll sideways at 320 pixels, no complaint in the console."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from support.browser import Visit
from support.npm import Scripts

pytestmark = [pytest.mark.browser, pytest.mark.node]

PATHS = (
    "",
    "state",
    "glossary",
    "state/mo",
    "state/ks",
    "action/mo/2022-amendment-3-expungements",
    "action/al/birmingham/2022-possession-pardons",
    "map/people",
    "map/share",
    "embed/state/mo?v=994c7412a7a061a6",
    "embed/map/automatic",
    "topics",
    "automatic",
    "pardons",
    "expungements",
    "deadlines",
    "disputed",
    "vetoes",
    "corrections",
    "report?about=state/mo",
    "changes?entity=action/mo/2022-amendment-3-expungements",
    "person/jb-pritzker",
    "law/mo/amendment-3-2022",
    "locality/al/birmingham",
    "claim/d222949ce419a5a6",
    "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged",
    "organization/norml",
    "party/democratic",
    "country/us",
    "law",
    "changes?state=mo",
    "compare",
    "compare/va/md",
    "search",
    "search?q=illinois+pardons",
    "search?q=xqzzk",
    "method",
    "developers",
    "check",
    "state/zz",
)
"""A page of each kind, full ones and empty ones."""


@pytest.fixture(scope="module")
def axe(scripts: Scripts) -> str:
    """The source of axe-core."""
    return (scripts.folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, axe: str, path: str, scheme: str) -> None:
    visit = Visit(browser, color_scheme=scheme, viewport={"width": 1024, "height": 800})
    visit.page.goto(f"{address}{path}")
    visit.page.evaluate(axe)
    found = visit.page.evaluate("axe.run()")
    told = [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]
    visit.context.close()
    assert told == []


@pytest.mark.parametrize("path", PATHS)
def test_a_narrow_page_needs_no_sideways_scrolling(browser: Browser, address: str, path: str) -> None:
    visit = Visit(browser, viewport={"width": 320, "height": 640})
    visit.page.goto(f"{address}{path}")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert path == "state/zz" or visit.complaints == []
    assert all(url.startswith(address) for url in visit.requests)
    assert visit.context.cookies() == []
    visit.context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_the_same_without_javascript(browser: Browser, address: str, path: str) -> None:
    with_script = Visit(browser, viewport={"width": 1024, "height": 800})
    without = Visit(browser, java_script_enabled=False, viewport={"width": 1024, "height": 800})
    texts = []
    for visit in (with_script, without):
        visit.page.goto(f"{address}{path}")
        texts.append(visit.page.locator("main").inner_text())
        visit.context.close()
    assert texts[0] == texts[1]
    assert len(texts[0]) > 50


@pytest.mark.parametrize("path", PATHS)
def test_text_of_twice_the_size_needs_no_sideways_scrolling(browser: Browser, address: str, path: str) -> None:
    # A browser at 200% shows a window of 1280 pixels as one of 640; letters alone can be doubled too.
    visit = Visit(browser, viewport={"width": 640, "height": 512}, device_scale_factor=2)
    visit.page.goto(f"{address}{path}")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 640
    visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 640
    visit.context.close()


@pytest.mark.parametrize("path", PATHS[:6])
def test_nothing_moves_by_itself(browser: Browser, address: str, path: str) -> None:
    visit = Visit(browser, reduced_motion="reduce", viewport={"width": 1024, "height": 800})
    visit.page.goto(f"{address}{path}")
    assert visit.page.evaluate("document.getAnimations().length") == 0
    visit.context.close()
