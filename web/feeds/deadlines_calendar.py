"""The deadlines of laws as a calendar."""

from __future__ import annotations

from datetime import date

from ...graph import KnowledgeGraph
from ...graph.model.dates import PartialDate
from ..pages import glossary, numbers
from ..pages.address import Address
from ..pages.numbers import Json
from ..pages.site_query import query_all
from .ics import Event, calendar


def deadlines_calendar(graph: KnowledgeGraph, address: Address) -> str:
    """Return the calendar of all duties of public bodies under laws."""
    data = query_all(graph, "Deadlines", "duties")
    events = [duty_event(duty, address.base) for duty in data["duties"]["nodes"]]
    return calendar(
        "Deadlines of laws that clear cannabis records", events, date.fromisoformat(data["dataset"]["released"])
    )


def duty_event(duty: Json, base: str) -> Event:
    """Return a duty as an event on its day; of a month or a year, the event lasts that long.

    Parameters
    ----------
    duty
        The duty, as the saved query Deadlines returns it.
    base
        The absolute address of the home page.
    """
    law = duty["law"]
    due = PartialDate(duty["due"])
    status = glossary.term("DutyStatus", duty["status"]).word
    lines = [
        f"Due: {numbers.day(duty['due'])}.",
        f"Who: {duty['body']['name'] if duty['body'] else 'not known'}.",
        f"Status: {status}.",
        f"Law: {_law_name(law)}.",
    ]
    if duty["claims"]:
        source = duty["claims"][0]["source"]
        lines.append("Source: " + ", ".join(part for part in (source["title"], source["url"]) if part))
    return Event(
        f"{law['id']}/{duty['key']}@clemency-graph",
        due.first_day,
        due.last_day,
        f"{law['jurisdiction']['name']}: {duty['task']}",
        "\n".join(lines),
        f"{base}{law['id']}",
        canceled=duty["status"] == "CANCELED",
    )


def _law_name(law: Json) -> str:
    name, number = law["name"], law["number"]
    return f"{name} ({number})" if number and number not in name else str(name)
