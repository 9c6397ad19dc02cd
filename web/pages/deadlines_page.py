"""The page on deadlines: by which days laws require something of public bodies, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ...graph import KnowledgeGraph
from .address import Address
from .numbers import Json
from .site_query import query_all, query_links, render_site

_GROUPS: Final = (
    ("Not due yet", "The earliest first.", ("PENDING",)),
    ("Past the day, no outcome recorded", "It may have been done all the same.", ("OVERDUE",)),
    ("Missed, or done in part", "A source says so. The latest first.", ("MISSED", "PARTLY")),
    ("Done", "The latest first.", ("FULFILLED",)),
    ("Lifted or moved", "A later law lifted the duty or moved its day.", ("CANCELED",)),
)


def deadlines(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page."""
    data = query_all(graph, "Deadlines", "duties")
    return render_site(
        "deadlines.html",
        address,
        data,
        groups=grouped(data["duties"]["nodes"]),
        queries=query_links(("Deadlines", {})),
    )


def grouped(duties: Iterable[Json]) -> list[tuple[str, str, list[Json]]]:
    """Return duties in groups by their status, each with a title and a note; what is due comes in order of days."""
    rows: list[Any] = list(duties)
    groups = []
    for title, note, statuses in _GROUPS:
        found = [one for one in rows if one["status"] in statuses]
        found.sort(key=lambda one: str(one["due"]), reverse="PENDING" not in statuses)
        groups.append((title, note, found))
    return groups
