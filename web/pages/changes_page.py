"""The page of changes: what the releases of the data added, removed and ranked differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from .address import Address
from .changes_since import all_changes, changes_variables, part_of, place_or_entity
from .numbers import Json
from .site_query import query, query_links, render_site

_DAYS: Final = 60
"""How many days back the page goes."""
_MOST: Final = 60
"""Entities that the page of all states lists at most."""


class Changed(NamedTuple):
    """The changes of one entity in one release.

    Attributes
    ----------
    about : Mapping
        The entity.
    released : str
        The day of the release; empty where no release has the changes yet.
    changes : list of Mapping
        The changes.
    """

    about: Json
    released: str
    changes: list[Json]

    def counted(self) -> str:
        """Return how many claims were added, removed and ranked differently, in words."""
        counts = Counter(one["kind"] for one in self.changes)
        words = (("ADDED", "added"), ("REMOVED", "removed"), ("RERANKED", "ranked differently"))
        return ", ".join(f"{counts[kind]} {word}" for kind, word in words if counts[kind])


def first_day_shown(today: str) -> str:
    """Return the first day of the changes that the page and the feed have."""
    return str(date.fromisoformat(today) - timedelta(days=_DAYS))


def changes(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page; of one state or entity for the fields `state` and `entity` of the query string."""
    part = part_of(address)
    place = place_or_entity(graph, part)
    states = query(graph, "PageOfStates")["states"]
    since = first_day_shown(query(graph, "PageOfHome")["day"])
    data = all_changes(graph, since, part)
    rows = by_entity(data["changes"]["nodes"])
    figures = rows if place else [row for row in rows if any(_is_of_a_figure(one) for one in row.changes)]
    return render_site(
        "changes.html",
        address,
        data,
        place=place,
        is_entity=bool(part.about),
        asked=part.field,
        states=sorted(states["nodes"], key=lambda state: str(state["name"])),
        releases=by_release(data["changes"]["nodes"]),
        rows=figures if place else figures[:_MOST],
        total=len(figures),
        queries=query_links(changes_variables(graph, since, part)),
    )


def by_entity(changed: Iterable[Json]) -> list[Changed]:
    """Return changes by release and entity, the latest first: before all, what is in no release yet."""
    found: dict[tuple[str, str], Changed] = {}
    for one in changed:
        if one["about"]:
            released = one["released"] or ""
            key = released, one["about"]["id"]
            found.setdefault(key, Changed(one["about"], released, [])).changes.append(one)
    by_id = sorted(found.values(), key=lambda row: str(row.about["id"]))
    return sorted(by_id, key=lambda row: _latest_first(row.released), reverse=True)


def by_release(changed: Iterable[Json]) -> list[tuple[str, Counter[str]]]:
    """Return how many changes of each kind the releases of each day have, the latest day first; see `by_entity`."""
    found: dict[str, Counter[str]] = {}
    for one in changed:
        found.setdefault(one["released"] or "", Counter())[one["kind"]] += 1
    return sorted(found.items(), key=lambda row: _latest_first(row[0]), reverse=True)


def _latest_first(released: str) -> tuple[bool, str]:
    return not released, released


def _is_of_a_figure(change: Any) -> bool:
    """Return whether a change is of a figure; the property of a removed claim is not told, so it may be."""
    return change["claim"] is None or change["claim"]["property"] == "FIGURE"
