"""The feed: feedparser reads back what was written, and it has the changes of the releases."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.web.feeds.atom import Entry, feed
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from support.asking import Ask
from support.page_reading import numbers_in

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(text: str) -> Any:
    found = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


@given(st.text(), st.text())
def test_any_text_makes_a_feed_that_can_be_read(title: str, summary: str) -> None:
    entry = Entry("https://example.org/a#1", title, "https://example.org/a", "2026-11-29", summary)
    written = feed("t", "https://example.org/f", "https://example.org/", "2026-11-29", [entry])
    root = ElementTree.fromstring(written)
    (told,) = root.findall(f"{ATOM}entry")
    kept = "".join(one for one in title if one >= " " and one not in "\ufffe\uffff" and not "\ud800" <= one <= "\udfff")
    assert "".join(one for one in told.findtext(f"{ATOM}title", "") if one >= " ") == kept


def test_a_reader_finds_title_day_and_link() -> None:
    entry = Entry("https://example.org/a#1", "A & B <c>", "https://example.org/a", "2026-11-29", "Added: 5 > 4")
    found = parsed(feed("T", "https://example.org/f", "https://example.org/", "2026-11-30", [entry]))
    (one,) = found.entries
    assert (one.title, one.link, one.id) == ("A & B <c>", "https://example.org/a", "https://example.org/a#1")
    assert (one.updated, one.summary) == ("2026-11-29T00:00:00Z", "Added: 5 > 4")
    assert (found.feed.title, found.feed.updated, found.feed.id) == (
        "T",
        "2026-11-30T00:00:00Z",
        "https://example.org/f",
    )


@pytest.mark.slow
def test_it_has_the_changes_of_the_latest_releases_but_not_of_the_first(
    client: TestClient, graph: KnowledgeGraph
) -> None:
    response = client.get("/changes.atom")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = parsed(response.text)
    days = [one.updated[:10] for one in found.entries]
    assert days == sorted(days, reverse=True)
    released = {str(one.released) for one in graph.history.releases}
    assert set(days) <= released - {min(released)}
    assert len({one.id for one in found.entries}) == len(found.entries) > 20
    for one in found.entries:
        assert one.link.removeprefix("http://testserver/") in graph.entities
        assert one.id.startswith(one.link)
        if one.title.startswith("Sources differ: "):
            continue
        assert sum(numbers_in(one.title.rpartition(": ")[2])) == one.summary.count("\n") + 1 or "more" in one.summary


def test_a_new_contradiction_is_an_entry(client: TestClient, ask: Ask) -> None:
    entries = parsed(client.get("/changes.atom").text).entries
    told = {one.link.removeprefix("http://testserver/") for one in entries if one.title.startswith("Sources differ: ")}
    rows = ask("{ conflicts(property: FIGURE, first: 200) { nodes { open about { id } } } }")["conflicts"]["nodes"]
    assert told
    assert told <= {one["about"]["id"] for one in rows if one["open"]}


def test_a_feed_of_an_entity_has_only_what_is_about_it(client: TestClient, ask: Ask) -> None:
    id = "action/mo/2022-amendment-3-expungements"
    found = parsed(client.get(f"/changes.atom?entity={id}").text)
    assert {one.link for one in found.entries} == {f"http://testserver/{id}"}
    count = ask(
        """query($id: ID!) { changes(since: "2026-11-23", where: { about: { eq: $id } }) { totalCount } }""", id=id
    )["changes"]["totalCount"]
    changed = [one for one in found.entries if not one.title.startswith("Sources differ: ")]
    assert sum(sum(numbers_in(one.title.rpartition(": ")[2])) for one in changed) == count
    assert client.get("/changes.atom?entity=action/zz/nothing").status_code == 404


def test_a_feed_of_a_state_has_only_what_is_of_the_state(client: TestClient, graph: KnowledgeGraph) -> None:
    found = parsed(client.get("/changes.atom?state=mo").text)
    assert found.feed.title.endswith("in Missouri")
    assert found.entries
    for one in found.entries:
        id = one.link.removeprefix("http://testserver/")
        assert getattr(graph.entities[id], "jurisdiction", id).startswith(("state/mo", "locality/mo/"))
