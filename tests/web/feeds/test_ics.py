"""The calendar: icalendar reads back what was written, and it has every duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import icalendar
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Law
from clemency_graph.web.feeds.deadlines_calendar import duty_event
from clemency_graph.web.feeds.ics import Event, calendar, fold
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200).map(str.strip).filter(bool)


def events(text: str) -> Iterator[icalendar.Event]:
    for one in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        assert isinstance(one, icalendar.Event)
        yield one


@given(TEXT, TEXT)
def test_texts_are_read_back_as_they_were(summary: str, description: str) -> None:
    both = f"{summary}\n{description}"
    written = calendar(
        summary,
        [Event("a@b", date(2026, 1, 1), date(2026, 1, 31), summary, both, "https://example.org/")],
        date(2026, 1, 2),
    )
    (event,) = events(written)
    assert event["SUMMARY"] == summary
    assert event["DESCRIPTION"] == both
    assert event.decoded("DTSTART") == date(2026, 1, 1)
    assert event.decoded("DTEND") == date(2026, 2, 1)


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_folded_lines_are_short_and_unfold_to_the_line(line: str) -> None:
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(one.encode()) <= 75 for one in folded.split("\r\n"))


@given(st.text())
def test_no_text_adds_a_property(text: str) -> None:
    written = calendar("a", [Event("a@b", date(2026, 1, 1), date(2026, 1, 1), text, text, "u")], date(2026, 1, 1))
    (event,) = events(written)
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"}


def test_a_month_lasts_a_month_and_what_is_canceled_is_told() -> None:
    duty: dict[str, Any] = {
        "law": {"id": "law/zz/a", "name": "Act", "number": "HB 1", "jurisdiction": {"name": "Utopia"}},
        "key": "report",
        "task": "Report",
        "due": "2026-02",
        "status": "CANCELED",
        "body": None,
        "claims": [],
    }
    event = duty_event(duty, "https://example.org/")
    assert (event.first, event.last, event.canceled) == (date(2026, 2, 1), date(2026, 2, 28), True)
    assert event.description.split("\n") == [
        "Due: February 2026.",
        "Who: not known.",
        "Status: canceled.",
        "Law: Act (HB 1).",
    ]
    assert "STATUS:CANCELLED\r\n" in calendar("a", [event], date(2026, 1, 1))


def test_it_has_every_duty_of_every_law_on_its_day(client: TestClient, graph: KnowledgeGraph) -> None:
    response = client.get("/deadlines.ics")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.content.count(b"\r\n") == response.content.count(b"\n")
    found = {str(one["UID"]): one for one in events(response.text)}
    expected = {f"{law.id}/{duty.key}@clemency-graph": (law, duty) for law in graph.of_type(Law) for duty in law.duties}
    assert found.keys() == expected.keys()
    for uid, (law, duty) in expected.items():
        assert found[uid].decoded("DTSTART") == duty.due.first_day
        assert str(found[uid]["SUMMARY"]).endswith(f": {duty.task}")
        assert str(found[uid]["URL"]) == f"http://testserver/{law.id}"
        assert "Source: " in str(found[uid]["DESCRIPTION"])
