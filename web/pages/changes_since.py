"""The changes of the data since a day, without those of the first release, which are all claims."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from .address import Address
from .numbers import Json
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


class Part(NamedTuple):
    """The part of the changes that is asked for.

    Attributes
    ----------
    code : str
        The code of a state; empty for all.
    about : str
        The id of an entity; empty for all.
    """

    code: str = ""
    about: str = ""

    @property
    def field(self) -> str:
        """The query string that asks for it; empty for all."""
        if self.about:
            return f"?entity={self.about}"
        return f"?state={self.code.lower()}" if self.code else ""


def part_of(address: Address) -> Part:
    """Return the part that the fields `state` or `entity` of a query string ask for."""
    return Part(address.field("state").upper(), address.field("entity").lower())


def place_or_entity(graph: KnowledgeGraph, part: Part) -> Json | None:
    """Return the id and the name of the state or the entity that a part is about; None for all.

    Raises
    ------
    NotFound
        When no state has the code, or no entity the id.
    """
    if part.about:
        found = graph.entities.get(part.about)
        if found is None:
            raise NotFound(f"Nothing has the id {part.about!r}.")
        return {"id": found.id, "name": found.name}
    if not part.code:
        return None
    state: Json | None = query(graph, "ClemencyInAState", {"code": part.code})["state"]
    if state is None:
        raise NotFound(f"No state has the code {part.code!r}.")
    return {"id": f"state/{part.code.lower()}", "name": state["name"]}


def changes_variables(graph: KnowledgeGraph, since: str, part: Part) -> tuple[str, dict[str, str]]:
    """Return the saved query for the changes since a day, all or of a part, with its variables."""
    start = _start(graph, since)
    if part.about:
        return "PageOfChangesOfAnEntity", {"id": part.about, "since": start}
    return (
        ("PageOfChangesInAState", {"code": part.code, "since": start})
        if part.code
        else (
            "PageOfChanges",
            {"since": start},
        )
    )


def all_changes(graph: KnowledgeGraph, since: str, part: Part) -> dict[str, Any]:
    """Return the data of the saved query for the changes since a day, with all of the changes."""
    operation, variables = changes_variables(graph, since, part)
    return query_all(graph, operation, "changes", variables)


def _start(graph: KnowledgeGraph, since: str) -> str:
    """Return a day, or the day after the first release where that is later."""
    releases = query(graph, "PageOfChanges", {"since": since})["dataset"]["releases"]["nodes"]
    days = [date.fromisoformat(one["released"]) for one in releases]
    return max(since, str(min(days) + timedelta(days=1))) if days else since
