"""The changes of the data as a feed: an entry for each entity and day of release."""

from __future__ import annotations

from typing import Final

from ...graph import KnowledgeGraph
from ..pages.address import Address
from ..pages.changes_page import Changed, by_entity, first_day_shown
from ..pages.changes_since import all_changes
from ..pages.site_query import query
from .atom import Entry, feed

_MOST_ENTRIES: Final = 200
_MOST_LINES: Final = 10
"""Changes that an entry lists at most."""
_WORDS: Final = {"ADDED": "Added", "REMOVED": "Removed", "RERANKED": "Ranked differently"}


def changes_feed(graph: KnowledgeGraph, address: Address) -> str:
    """Return the feed; of one state for the field `state` of the query string."""
    code = address.field("state").lower()
    today = query(graph, "PageOfHome")["day"]
    data = all_changes(graph, first_day_shown(today), code)
    rows = [row for row in by_entity(data["changes"]["nodes"]) if row.released]
    entries = [entry(row, address.base) for row in rows[:_MOST_ENTRIES]]
    asked = f"?state={code}" if code else ""
    place = f" in {_name(graph, code)}" if code else ""
    return feed(
        f"Clemency Graph: what changed in the data{place}",
        f"{address.base}changes.atom{asked}",
        f"{address.base}changes{asked}",
        data["dataset"]["released"],
        entries,
    )


def entry(row: Changed, base: str) -> Entry:
    """Return the changes of one entity in the releases of one day as an entry."""
    lines = [f"{_WORDS[one['kind']]}: {one['stated']}" for one in row.changes[:_MOST_LINES]]
    more = len(row.changes) - len(lines)
    page = f"{base}{row.about['id']}"
    return Entry(
        f"{page}#changes-{row.released}",
        f"{row.about['name']}: {row.counted()}",
        page,
        row.released,
        "\n".join([*lines, *([f"and {more} more"] if more else [])]),
    )


def _name(graph: KnowledgeGraph, code: str) -> str:
    return str(query(graph, "ClemencyInAState", {"code": code.upper()})["state"]["name"])
