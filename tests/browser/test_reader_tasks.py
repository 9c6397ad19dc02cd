"""What readers come for, on a desk, a tablet and a phone, in light and dark, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.asking import Ask
from support.browser import Visit

pytestmark = pytest.mark.browser
SCREENS = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, scheme: Any, *, has_script: bool) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    visit = Visit(
        browser,
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=has_script,
        reduced_motion="reduce",
    )
    yield visit.page
    assert visit.complaints == []
    visit.context.close()


def assert_on_the_first_screen(page: Page, part: Locator) -> None:
    box, size = part.bounding_box(), page.viewport_size
    assert box and size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


def test_how_many_convictions_missouri_cleared(page: Page, address: str, ask: Ask) -> None:
    page.goto(address)
    page.get_by_label("State, person, bill, city, or a question").fill("how many convictions did Missouri clear")
    page.keyboard.press("Enter")  # the first action
    answer = page.locator(".answer")
    figure = ask(
        """{ action(id: "action/mo/2022-amendment-3-expungements")
        { figure { quantity { low high } reportedBy { name } source { publisher { name } } } } }"""
    )["action"]["figure"]
    expect(answer).to_contain_text(f"{figure['quantity']['low']:,} cases were expunged, as of 6 February 2025")
    expect(answer).to_contain_text(figure["reportedBy"]["name"])
    expect(answer).to_contain_text(figure["source"]["publisher"]["name"])
    expect(answer).to_contain_text("convictions were expunged")
    assert_on_the_first_screen(page, answer.locator("p").first)
    answer.get_by_role("link", name="cite it").click()  # the second
    expect(page).to_have_url(re.compile("/state/mo#cite$"))
    expect(page.get_by_text("Clemency Graph contributors").first).to_be_in_viewport()
    expect(page.get_by_role("link", name="BibTeX")).to_be_visible()


def test_which_states_clear_automatically_by_when_and_how_far(page: Page, address: str, ask: Ask) -> None:
    page.goto(address)
    page.get_by_role("link", name="Who acts, by when, how far they are").click()
    laws = ask(
        """{ laws(where: { effect: { in: [EXPUNGEMENT, SEALING, VACATUR, DISMISSAL] },
        method: { in: [AUTOMATIC, BOTH] }, disposition: { in: [CONVICTION, BOTH] }, inForce: {} }, first: 200)
        { nodes { jurisdiction { id } } } }"""
    )["laws"]["nodes"]
    states = {one["jurisdiction"]["id"] for one in laws if one["jurisdiction"]["id"].startswith("state/")}
    expect(page.locator(".lead p").first).to_have_text(
        f"{len(states)} states and territories have a law in force that clears some convictions without a request."
    )
    assert_on_the_first_screen(page, page.locator(".lead p").first)
    rows = page.locator("table").first.locator("tbody > tr")
    expect(rows).to_have_count(len(states))
    page.get_by_label("States", exact=True).get_by_role("link", name="Missouri").click()
    row = page.locator("#state-mo")
    expect(row).to_be_in_viewport()
    text = row.inner_text()
    assert "8 December 2023, missed" in text
    assert "Circuit courts of Missouri" in text
    assert "Class D and E felony" not in text, "long scopes are folded"
    assert "86% of 571,500 to 572,500 records" in page.locator("#state-il").inner_text()


def test_was_i_pardoned_in_birmingham_and_whom_do_i_ask(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("State, person, bill, city, or a question").fill("was I pardoned in Birmingham, Alabama")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="All about Birmingham, Alabama").click()
    own = page.locator(".own")
    assert_on_the_first_screen(page, own.get_by_text("If this is about your own record"))
    assert_on_the_first_screen(page, own.get_by_text("Whom to ask: the court of the conviction"))
    first = own.get_by_role("listitem").first
    assert_on_the_first_screen(page, first)
    expect(first).to_contain_text("No action needed")
    expect(first).to_contain_text("open cases not covered")
    expect(page.locator("main")).to_contain_text("it is no pardon by the state")
    own.get_by_role("link", name="More, and the law of Alabama").click()
    expect(page.get_by_role("heading", name="If this is about your own record")).to_be_in_viewport()


def test_straight_from_a_link_to_illinois(page: Page, address: str) -> None:
    page.goto(f"{address}state/il")
    expect(page).to_have_title(re.compile("^Illinois: "))
    assert_on_the_first_screen(page, page.get_by_role("heading", level=1))
    lead = page.locator(".lead p").first
    assert_on_the_first_screen(page, lead)
    expect(lead).to_contain_text(re.compile(r"^[\d,]+ records were expunged, as of \d+ \w+ \d{4}.*reported by"))
    own = page.locator(".own")
    assert_on_the_first_screen(page, own.get_by_text("Whom to ask"))
    lead.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/claim/"))
    expect(page.get_by_role("link", name="The page itself")).to_be_visible()


def test_print_has_the_addresses_of_sources_and_what_is_folded(browser: Browser, address: str) -> None:
    visit = Visit(browser, viewport={"width": 1024, "height": 768})
    visit.page.goto(f"{address}state/mo")
    folded = visit.page.get_by_role("link", name="Expungements under Amendment 3, Platte County")
    after = "getComputedStyle(document.querySelector('a[data-address]'), '::after').content"
    assert visit.page.evaluate(after) == "none"
    assert not folded.first.is_visible()
    visit.page.emulate_media(media="print")
    assert "https://" in visit.page.evaluate(after)
    assert folded.first.is_visible()
    assert not visit.page.get_by_role("navigation").first.is_visible()
    visit.context.close()


def test_the_search_has_a_key_and_suggests_names(browser: Browser, address: str) -> None:
    visit = Visit(browser, viewport={"width": 1024, "height": 768})
    page = visit.page
    page.goto(f"{address}state/mo")
    assert not [url for url in visit.requests if "names.json" in url]
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("birm")
    expect(page.locator("#names option").first).to_have_attribute("value", "Birmingham, Alabama")
    page.keyboard.type("/x")
    expect(field).to_have_value("birm/x")
    expect(page.locator("#names option")).to_have_count(0)
    assert len([url for url in visit.requests if "names.json" in url]) == 1
    assert not [url for url in visit.requests if "birm" in url], "what is typed is sent"
    assert visit.complaints == []
    visit.context.close()
