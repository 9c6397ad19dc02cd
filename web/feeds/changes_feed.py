"""The changes of the data as a feed: an entry for each entity and day of release, and for each new contradiction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ...graph import KnowledgeGraph
from ..pages.address import Address
from ..pages.changes_page import Changed, by_entity, first_day_shown
from ..pages.changes_since import all_changes, part_of, place_or_entity
from ..pages.numbers import Json, quantity
from ..pages.sentences import publisher_of
from ..pages.site_query import query, query_all
from .atom import Entry, feed

_MOST_ENTRIES: Final = 200
_MOST_LINES: Final = 10
"""Changes that an entry lists at most."""
_WORDS: Final = {"ADDED": "Added", "REMOVED": "Removed", "RERANKED": "Ranked differently"}


def changes_feed(graph: KnowledgeGraph, address: Address) -> str:
    """Return the feed; of one state or entity for the fields `state` and `entity` of the query string."""
    part = part_of(address)
    place = place_or_entity(graph, part)
    today = query(graph, "PageOfHome")["day"]
    data = all_changes(graph, first_day_shown(today), part)
    changed = data["changes"]["nodes"]
    conflicts = query_all(graph, "DisputedFigures", "conflicts")["conflicts"]["nodes"]
    entries = disputes(conflicts, changed, address.base)
    entries += [entry(row, address.base) for row in by_entity(changed) if row.released]
    entries.sort(key=lambda one: one.updated, reverse=True)
    words = f" {'about' if part.about else 'in'} {place['name']}" if place else ""
    return feed(
        f"Clemency Graph: what changed in the data{words}",
        f"{address.base}changes.atom{part.field}",
        f"{address.base}changes{part.field}",
        data["dataset"]["released"],
        entries[:_MOST_ENTRIES],
    )


def disputes(conflicts: Iterable[Json], changed: Iterable[Json], base: str) -> list[Entry]:
    """Return the open contradictions between figures of which a claim was added or ranked differently, an entry each.

    Parameters
    ----------
    conflicts
        The contradictions, as the saved query DisputedFigures returns them.
    changed
        The changes of the feed.
    base
        The absolute address of the home page.
    """
    released = {one["id"]: one["released"] for one in changed if one["claim"] and one["released"]}
    entries = []
    for one in conflicts:
        days = [released[claim["id"]] for claim in one["claims"] if claim["id"] in released]
        if not one["open"] or not days:
            continue
        page = f"{base}{one['about']['id']}"
        key = "-".join(sorted(claim["id"].removeprefix("claim/")[:6] for claim in one["claims"]))
        figures = [f"{quantity(claim['quantity'])}: {publisher_of(claim['source'])}" for claim in one["claims"]]
        summary = "\n".join([*figures[:_MOST_LINES], f"Why one is preferred: {one['reason']}"])
        title = f"Sources differ: {one['about']['name']}"
        entries.append(Entry(f"{page}#dispute-{key}", title, page, max(days), summary))
    return entries


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
