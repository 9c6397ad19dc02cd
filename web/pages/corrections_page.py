"""The page of corrections: which statements of the data were removed, corrected or ranked differently, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from .address import Address
from .changes_since import since_the_first_release
from .numbers import Json
from .site_query import query_all, query_links, render_site

ROWS_A_PAGE: Final = 150
_REASONS: Final = ("rankReason", "inference", "note")


class Correction(NamedTuple):
    """A correction.

    Attributes
    ----------
    change : Mapping
        The change, as the saved query PageOfCorrections returns it.
    now : Mapping or None
        The statement that is in the data now; None where it was removed and nothing replaced it.
    why : str
        The reason that the data give; empty where they give none.
    """

    change: Json
    now: Json | None
    why: str


def corrections(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page, of a number in the field `page` of the query string."""
    since = since_the_first_release(graph, "0001-01-01")["since"]
    data = query_all(graph, "PageOfCorrections", "changes", {"since": since})
    rows = corrections_of(data["changes"]["nodes"])
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    asked = address.field("page") or "1"
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and 1 <= int(asked) <= pages):
        raise NotFound(f"The corrections have {pages} page{'' if pages == 1 else 's'}.", "page")
    page = int(asked)
    return render_site(
        "corrections.html",
        address,
        data,
        rows=rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE],
        total=len(rows),
        page=page,
        pages=pages,
        queries=query_links(("PageOfCorrections", {"since": since})),
    )


def corrections_of(changes: Iterable[Any]) -> list[Correction]:
    """Return corrections from changes, the latest release first, and what says something else now first in each."""
    rows = []
    for one in changes:
        now = one["replacedBy"] if one["kind"] == "REMOVED" else one["claim"]
        why = next((now[name] for name in _REASONS if now[name]), "") if now else ""
        rows.append(Correction(one, now, why))
    rows.sort(key=lambda row: (_weight(row), row.change["about"]["name"] if row.change["about"] else ""))
    return sorted(rows, key=lambda row: row.change["released"] or "9999", reverse=True)


def _weight(row: Correction) -> int:
    if row.now is None:
        return 3
    if row.change["kind"] == "RERANKED":
        return 1
    return 2 if row.now["stated"] == row.change["stated"] else 0
