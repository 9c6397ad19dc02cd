"""What visitors do: the page in a real browser, from the first question to a link that opens the same picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Visit

pytestmark = pytest.mark.browser
PATIENCE = 30_000


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield visit
    visit.context.close()


def photograph(page: Page, folder: Path, name: str) -> None:
    """The page as it is, light and dark, on a desk and on a phone."""
    before = page.viewport_size
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.wait_for_timeout(200)
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    page.wait_for_timeout(200)


def drawn(page: Page) -> dict[str, list[float]]:
    """What is on the canvas, and where; asked for once nothing moves any more."""
    expect(page.locator("[data-drawn]")).to_be_visible(timeout=PATIENCE)
    found: dict[str, list[float]] = page.evaluate(
        """() => Object.fromEntries(document.querySelector('.cg-canvas')._cyreg.cy.nodes()
            .map((node) => [node.id(), [node.position('x'), node.position('y')]]))"""
    )
    return found


def click_on(page: Page, id: str) -> None:
    """Click on a node of the graph with the mouse."""
    page.wait_for_function(
        "(id) => document.querySelector('.cg-canvas')?._cyreg?.cy.getElementById(id).nonempty()",
        arg=id,
        timeout=PATIENCE,
    )
    page.locator(".cg-canvas").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    x, y = page.evaluate(
        """(id) => {
            const frame = document.querySelector('.cg-canvas');
            const { x, y } = frame._cyreg.cy.getElementById(id).renderedPosition();
            const { left, top } = frame.getBoundingClientRect();
            return [left + x, top + y];
        }""",
        id,
    )
    page.mouse.click(x, y)


def choose(page: Page, title: str) -> None:
    page.get_by_role("button", name="Saved queries", exact=True).click()
    page.get_by_role("button", name=title).click()
    expect(page.locator(".cg-head h2")).to_contain_text(title)


def details(page: Page, name: str) -> Any:
    panel = page.locator(".cg-detail")
    expect(panel.locator("h3")).to_contain_text(name, timeout=PATIENCE)
    return panel


def test_a_first_visitor_goes_from_a_question_to_another_governor(
    browser: Browser, visit: Visit, address: str, tmp_path: Path
) -> None:
    page = visit.page
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}graphiql")
    assert "action/nv/2020-possession-pardons" in drawn(page)
    expect(page.locator(".cg-head h2")).to_contain_text("Which governors pardoned how many people")
    photograph(page, tmp_path, "1-first")

    page.get_by_role("button", name="Saved queries", exact=True).click()
    expect(page.get_by_role("searchbox", name="Find a query")).to_be_visible()
    photograph(page, tmp_path, "2-questions")
    page.get_by_role("button", name="What was done in one state?").click()
    expect(page.locator(".graphiql-response")).to_contain_text('"Nevada"', timeout=PATIENCE)
    assert {"state/nv", "person/steve-sisolak"} <= set(drawn(page))

    click_on(page, "state/nv")
    panel = details(page, "Nevada")
    expect(panel).to_contain_text("more than 15,000")
    panel.get_by_role("button", name="Show neighbors").click()
    expect(panel.get_by_role("button", name="Hide neighbors")).to_be_visible(timeout=PATIENCE)
    photograph(page, tmp_path, "3-nevada")
    link = panel.get_by_role("link").first
    source = str(link.get_attribute("href"))
    with visit.context.expect_page() as opened:
        asked = []
        visit.context.on("request", lambda request: asked.append(request.url))
        link.click()
    opened.value.wait_for_timeout(300)
    assert source.startswith("https://") and source in asked
    opened.value.close()

    click_on(page, "person/steve-sisolak")
    panel = details(page, "Steve Sisolak")
    expect(panel).to_contain_text("Governor of Nevada")
    panel.get_by_role("button", name="Show neighbors").click()
    expect(panel.get_by_role("button", name="Hide neighbors")).to_be_visible(timeout=PATIENCE)
    click_on(page, "party/democratic")
    panel = details(page, "Democratic Party")
    panel.get_by_role("button", name="Show neighbors").click()
    expect(panel.get_by_role("button", name="Show more")).to_be_visible(timeout=PATIENCE)
    photograph(page, tmp_path, "4-party")
    panel.get_by_role("button", name="Gavin Newsom").click()
    panel = details(page, "Gavin Newsom")
    expect(panel).to_contain_text("Governor of California")
    page.wait_for_timeout(500)
    photograph(page, tmp_path, "5-newsom")

    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url and copied.startswith(address)
    seen = drawn(page)
    assert visit.complaints == []
    assert all(url.startswith((address, "data:", "blob:")) for url in visit.requests)
    assert visit.context.cookies() == []

    fresh = Visit(browser, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    fresh.page.goto(copied)
    details(fresh.page, "Gavin Newsom")
    fresh.page.wait_for_function(
        "(count) => document.querySelector('[data-drawn]')?.dataset.drawn === String(count)",
        arg=len(seen),
        timeout=PATIENCE,
    )
    assert drawn(fresh.page) == seen
    expect(fresh.page.locator(".graphiql-query-editor")).to_contain_text("ClemencyInAState", timeout=PATIENCE)
    expect(fresh.page.locator(".graphiql-response")).to_contain_text('"Nevada"', timeout=PATIENCE)
    fresh.page.screenshot(path=tmp_path / "6-link-1280-light.png")
    assert fresh.complaints == []
    fresh.context.close()


def test_asking_about_something_writes_the_question_into_a_tab(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}graphiql?selected=state/nv")
    details(page, "Nevada").get_by_role("button", name="Query this").click()
    expect(page.locator(".graphiql-tab")).to_have_count(2, timeout=PATIENCE)
    expect(page.locator(".graphiql-query-editor")).to_contain_text("ClemencyInAState", timeout=PATIENCE)
    expect(page.locator(".graphiql-response")).to_contain_text('"Nevada"', timeout=PATIENCE)
    page.locator(".graphiql-tab-button").first.click()
    expect(page.locator(".cg-head h2")).to_contain_text("Which governors", timeout=PATIENCE)
    page.wait_for_timeout(1000)  # GraphiQL keeps tabs half a second after the last change
    page.reload()
    expect(page.locator(".graphiql-tab")).to_have_count(2, timeout=PATIENCE)
    assert visit.complaints == []


def test_a_path_is_drawn_with_its_evidence(visit: Visit, address: str, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{address}graphiql")
    drawn(page)
    choose(page, "How are two people, places or laws connected?")
    panel = details(page, "From Steve Sisolak to Jay Inslee")
    assert panel.get_by_role("link").count() >= 2
    expect(page.locator("[data-drawn='3']")).to_be_visible(timeout=PATIENCE)
    marked = page.evaluate("document.querySelector('.cg-canvas')._cyreg.cy.edges('.path').length")
    assert marked == 2
    photograph(page, tmp_path, "path")
    assert visit.complaints == []


def test_the_picture_can_be_saved(visit: Visit, address: str, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{address}graphiql")
    drawn(page)
    for ending, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download(timeout=PATIENCE) as download:
            page.get_by_role("button", name=ending, exact=True).click(timeout=PATIENCE)
        path = tmp_path / f"picture.{ending.lower()}"
        download.value.save_as(path)
        assert path.read_bytes().startswith(start) and path.stat().st_size > 5_000
    assert visit.complaints == []


def test_without_a_mouse(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}graphiql")
    drawn(page)
    page.locator(".cg-canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".cg-detail h3")).to_be_visible(timeout=PATIENCE)
    first = page.locator(".cg-detail h3").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".cg-detail h3")).not_to_have_text(first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Hide neighbors")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(page.locator(".cg-detail")).to_have_count(0)
    assert visit.complaints == []


def test_what_cannot_be_drawn_says_why(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}graphiql?query=%7B%20nothing%20%7D")
    expect(page.get_by_role("alert").filter(has_text="cannot be drawn")).to_contain_text("nothing", timeout=PATIENCE)
    page.goto(f"{address}graphiql?query=%7B%20dataset%20%7B%20version%20%7D%20%7D")
    expect(page.locator(".cg-note")).to_contain_text("names no people, places, laws or actions", timeout=PATIENCE)


AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse, with the elements."""
    found = page.evaluate("(options) => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{one['id']} ({one['impact']}): {[node['html'][:160] for node in one['nodes'][:4]]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_axe_finds_nothing_serious(visit: Visit, address: str, page_workshop: Path) -> None:
    page = visit.page
    told: dict[str, list[str]] = {}

    def examine(name: str) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.wait_for_timeout(300)
            told[f"{name}, {scheme}"] = violations(page)

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    page.goto(f"{address}graphiql?selected=state/nv&open=state/nv")
    drawn(page)
    details(page, "Nevada")
    expect(page.locator(".graphiql-response")).to_contain_text('"data"', timeout=PATIENCE)
    page.evaluate((page_workshop / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    examine("relationships")
    press("Table")
    expect(page.locator(".cg-table table")).to_be_visible()
    examine("table of relationships")
    page.set_viewport_size({"width": 390, "height": 844})
    examine("table on a phone")
    press("Table")
    drawn(page)
    examine("relationships on a phone")
    press("Saved queries")
    examine("questions on a phone")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="How are two people, places or laws connected").click()
    details(page, "From Steve Sisolak")
    examine("path")
    assert not any(told.values()), json.dumps({view: found for view, found in told.items() if found}, indent=2)
