"""The explorer in a real browser: by keyboard alone, with a board that is saved, linked, opened and undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Visit

pytestmark = pytest.mark.browser
PATIENCE = 20_000
MOST_KEYS = 15


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield visit
    visit.context.close()


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self._keyboard = page.keyboard
        self.count = 0

    def write(self, text: str) -> None:
        """Press a key for each character."""
        self.press(*text)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self._keyboard.press(key)
            self.count += 1


def status(page: Page) -> Any:
    return page.locator(".ex-status")


def item(page: Page, name: str) -> Any:
    return page.locator(".ex-list button").filter(has_text=name).first


def counts(page: Page) -> Any:
    return page.locator(".ex-middle > p")


def add(page: Page, text: str, name: str) -> None:
    """Put the first entity that is suggested for a text on the board."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(name, timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(item(page, name)).to_be_focused(timeout=PATIENCE)


def test_who_vetoed_then_pardoned_takes_fifteen_keys(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}explore")
    page.get_by_role("combobox", name="Add a person").focus()
    keys = Keys(page)
    keys.write("veto pard")
    expect(page.get_by_role("option").first).to_contain_text("Who vetoed a law, then pardoned", timeout=PATIENCE)
    keys.press("Enter")
    expect(status(page)).to_contain_text("Phil Murphy vetoed a law (23 August 2019", timeout=PATIENCE)
    expect(status(page)).to_contain_text("pardoned (16 December 2024")
    expect(item(page, "Phil Murphy")).to_be_focused()
    table = page.get_by_role("table")
    expect(table.get_by_role("row").filter(has_text="vetoed")).to_contain_text("29 August 2019")
    expect(table.get_by_role("row").filter(has_text="decided")).to_contain_text("16 December 2024")
    assert keys.count <= MOST_KEYS
    assert visit.complaints == []


def test_a_board_is_made_by_keyboard_and_told_by_its_link(visit: Visit, browser: Browser, address: str) -> None:
    page = visit.page
    page.goto(f"{address}explore")
    assert "The board is empty" in page.locator("#explorer").inner_text()
    add(page, "phil murphy", "Phil Murphy")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("neighbors of Phil Murphy added", timeout=PATIENCE)
    expect(item(page, "New Jersey expungement reform bill")).to_be_visible(timeout=PATIENCE)

    page.keyboard.press("p")
    add(page, "gavin newsom", "Gavin Newsom")
    page.keyboard.press("p")
    expect(status(page)).to_contain_text("Phil Murphy, Democratic Party, Gavin Newsom", timeout=PATIENCE)
    path = page.get_by_role("region", name="Path")
    expect(path).to_contain_text("Gavin Newsom member of Democratic Party", timeout=PATIENCE)
    assert path.get_by_role("link").count() >= 2
    assert page.locator(".ex-edge.ex-path").count() == 2

    page.keyboard.press("n")
    page.keyboard.type("Ask for the text of the veto")
    expect(item(page, "with a note")).to_contain_text("Gavin Newsom")
    page.get_by_label("Group by").select_option("party")
    expect(page.get_by_role("heading", name="Democratic Party").first).to_be_visible()

    drawn = int(page.locator("[data-drawn]").get_attribute("data-drawn") or 0)
    fresh = Visit(browser, viewport={"width": 1440, "height": 900})
    fresh.page.goto(page.url)
    expect(fresh.page.locator(f"[data-drawn='{drawn}']")).to_be_visible(timeout=PATIENCE)
    expect(fresh.page.get_by_role("table")).to_contain_text("Ask for the text of the veto")
    expect(fresh.page.locator("select")).to_have_value("party")
    fresh.context.close()

    # The letters of a note are undone at once, and so are all neighbors of a page.
    page.locator(".ex-list button").first.focus()
    for _ in range(5):
        page.keyboard.press("Control+z")
    expect(page.locator(".ex-list button")).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".ex-list button").nth(5)).to_be_visible()
    assert visit.complaints == []
    assert all(url.startswith((address, "data:", "blob:")) for url in visit.requests)
    assert visit.context.cookies() == []


def test_both_days_and_the_filters_ask_again(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}explore?open=person/phil-murphy")
    expect(page.locator(".ex-node").nth(5)).to_be_visible(timeout=PATIENCE)
    assert page.url.endswith(page.evaluate("location.hash")) and "?" not in page.url
    vetoed = page.get_by_role("row").filter(has_text="vetoed")
    expect(vetoed).to_have_count(1)

    slider = page.get_by_role("slider", name="Known by")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "31 January 1996")
    expect(counts(page)).to_contain_text("left out", timeout=PATIENCE)
    expect(vetoed).to_have_count(0)
    expect(item(page, "left out by the filters or days")).to_be_visible()
    page.get_by_label("Known by, the exact day").fill("2019-08-29")
    expect(counts(page)).to_contain_text("as known by 29 August 2019", timeout=PATIENCE)
    expect(vetoed).to_have_count(1, timeout=PATIENCE)
    page.get_by_role("button", name="Any day").nth(1).click()

    page.get_by_label("True on, the exact day").fill("2017-06-01")
    holds = page.get_by_role("row").filter(has_text="holds office in")
    expect(holds).to_have_count(0, timeout=PATIENCE)
    page.get_by_label("True on, the exact day").fill("2020-06-01")
    expect(holds).to_have_count(1, timeout=PATIENCE)
    page.get_by_role("button", name="Any day").first.click()

    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Declined").check()
    expect(item(page, "Clemency initiative of")).to_contain_text("left out", timeout=PATIENCE)
    page.get_by_label("Declined").uncheck()
    page.get_by_label("Granted").check()
    expect(item(page, "Clemency initiative of")).not_to_contain_text("left out", timeout=PATIENCE)
    assert visit.complaints == []


def test_what_is_apart_gets_connected(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}explore#of=person/phil-murphy+person/gavin-newsom")
    expect(counts(page)).to_contain_text("2 entities, 0 relationships", timeout=PATIENCE)
    page.get_by_role("button", name="Connect what is here").click()
    expect(counts(page)).to_contain_text("3 entities, 2 relationships", timeout=PATIENCE)
    expect(status(page)).to_contain_text("1 entity added that connects what is here")


def test_a_board_is_saved_opened_and_merged(visit: Visit, address: str, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{address}explore#of=person/phil-murphy+state/nj&note=state/nj+Our+note")
    expect(page.locator(".ex-node")).to_have_count(2, timeout=PATIENCE)

    def choose(name: str) -> None:
        page.get_by_text("Save and share").click()
        page.get_by_role("button", name=name, exact=True).click()

    for name, file, start in (
        ("Save the board", "board.json", b"{"),
        ("SVG", "board.svg", b"<svg"),
        ("PNG", "board.png", b"\x89PNG"),
        ("CSV", "board.csv", b"\xef\xbb\xbffrom,"),
    ):
        with page.expect_download(timeout=PATIENCE) as download:
            choose(name)
        assert download.value.suggested_filename == file
        download.value.save_as(tmp_path / file)
        assert (tmp_path / file).read_bytes().startswith(start)
    svg = (tmp_path / "board.svg").read_text("utf-8")
    assert "CC BY 4.0" in svg and "Phil Murphy" in svg and "holds office in" in svg
    assert "Our note" in (tmp_path / "board.csv").read_text("utf-8")

    theirs = json.loads((tmp_path / "board.json").read_text("utf-8"))
    theirs |= {"nodes": ["state/nj", "state/ny"], "notes": {"state/nj": "Their note"}}
    (tmp_path / "theirs.json").write_text(json.dumps(theirs), "utf-8")
    with page.expect_file_chooser() as chooser:
        choose("Merge a board")
    chooser.value.set_files(tmp_path / "theirs.json")
    expect(page.locator(".ex-node")).to_have_count(3, timeout=PATIENCE)
    item(page, "New Jersey").click()
    expect(page.get_by_label("Your note")).to_have_value("Our note\nTheir note")
    with page.expect_file_chooser() as chooser:
        choose("Open a board")
    chooser.value.set_files(tmp_path / "theirs.json")
    expect(page.locator(".ex-node")).to_have_count(2, timeout=PATIENCE)
    with page.expect_file_chooser() as chooser:
        choose("Open a board")
    chooser.value.set_files(tmp_path / "board.svg")
    expect(status(page)).to_contain_text("The file is not a board")
    choose("Clear the board")
    expect(page.locator("#explorer")).to_contain_text("The board is empty")
    assert visit.complaints == []


@pytest.mark.parametrize("width", [1440, 1024, 390, 320])
def test_nothing_scrolls_sideways(browser: Browser, address: str, width: int, tmp_path: Path) -> None:
    visit = Visit(browser, viewport={"width": width, "height": 844})
    visit.page.goto(f"{address}explore?open=person/phil-murphy")
    expect(visit.page.locator(".ex-node").nth(5)).to_be_visible(timeout=PATIENCE)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.page.screenshot(path=tmp_path / f"explorer-{width}.png", full_page=True)
    assert visit.complaints == []
    visit.context.close()


def test_without_javascript_it_leads_to_pages(browser: Browser, address: str) -> None:
    visit = Visit(browser, java_script_enabled=False)
    visit.page.goto(f"{address}explore?open=state/nj")
    expect(visit.page.locator("#explorer")).to_contain_text("It needs JavaScript")
    visit.page.get_by_label("or a question in your own words").fill("Murphy")
    visit.page.locator("#explorer").get_by_role("button", name="Find").click()
    expect(visit.page.locator("main")).to_contain_text("Phil Murphy")
    visit.context.close()


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, page_workshop: Path, scheme: Any) -> None:
    visit = Visit(browser, color_scheme=scheme, viewport={"width": 1024, "height": 800})
    page = visit.page
    page.goto(f"{address}explore")
    page.evaluate((page_workshop / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))

    def findings() -> list[str]:
        found = page.evaluate("axe.run()")
        return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]

    assert findings() == []
    page.get_by_role("combobox", name="Add a person").focus()
    page.keyboard.type("phil murphy")
    expect(page.get_by_role("option").first).to_contain_text("Phil Murphy", timeout=PATIENCE)
    assert findings() == []
    page.keyboard.press("Enter")
    expect(item(page, "Phil Murphy")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_text("Save and share").click()
    page.get_by_label("Group by").select_option("kind")
    expect(page.locator(".ex-frame").first).to_be_attached(timeout=PATIENCE)
    assert findings() == []
    visit.context.close()
