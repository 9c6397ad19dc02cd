"""The changes of the data since a day, without those of the first release, which are all claims."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from .site_query import query, query_all


def first_day(today: str) -> str:
    """Return the first day of the month of a day.

    Examples
    --------
    >>> first_day("2026-11-29")
    '2026-11-01'
    """
    return f"{today[:7]}-01"


def since_the_first_release(graph: KnowledgeGraph, since: str) -> dict[str, Any]:
    """Return the data of the saved query PageOfChanges since a day, or since the day after the first release."""
    return query(graph, "PageOfChanges", {"since": _start(graph, since)})


def changes_variables(graph: KnowledgeGraph, since: str, code: str = "") -> tuple[str, dict[str, str]]:
    """Return the saved query for the changes since a day, all or in one state, with its variables.

    Raises
    ------
    NotFound
        When no state has the code.
    """
    start = _start(graph, since)
    if not code:
        return "PageOfChanges", {"since": start}
    code = code.upper()
    if query(graph, "ClemencyInAState", {"code": code})["state"] is None:
        raise NotFound(f"No state has the code {code!r}.")
    return "PageOfChangesInAState", {"code": code, "since": start}


def all_changes(graph: KnowledgeGraph, since: str, code: str = "") -> dict[str, Any]:
    """Return the data of the saved query for the changes since a day, with all of the changes."""
    operation, variables = changes_variables(graph, since, code)
    return query_all(graph, operation, "changes", variables)


def _start(graph: KnowledgeGraph, since: str) -> str:
    """Return a day, or the day after the first release where that is later."""
    releases = query(graph, "PageOfChanges", {"since": since})["dataset"]["releases"]["nodes"]
    days = [date.fromisoformat(one["released"]) for one in releases]
    return max(since, str(min(days) + timedelta(days=1))) if days else since
