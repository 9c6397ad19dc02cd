"""The page on automatic clearing: which states clear records without a request, who acts, by when, how far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from .address import Address
from .numbers import Json
from .site_query import made_from, query, render_site

_CLEARING: Final = frozenset(("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL"))
_WITHOUT_REQUEST: Final = frozenset(("AUTOMATIC", "BOTH"))


class ClearingState(NamedTuple):
    """A state with its laws that clear records without a request.

    Attributes
    ----------
    place : Mapping
        The state.
    laws : list of Mapping
        The laws, latest first.
    uptake : list of Mapping
        Rows of uptake of the state's own programs under them that have a share; each program and unit once.
    """

    place: Json
    laws: list[Json]
    uptake: list[Json]


def automatic(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page."""
    data = query(graph, "PageOfAutomaticClearing")
    states = states_that_clear(data)
    known = {law["id"] for law in data["laws"]["nodes"]}
    return render_site(
        "automatic.html",
        address,
        data,
        states=states,
        localities=[law for law in data["laws"]["nodes"] if not _is_of_state(law)],
        undated=undated(data),
        not_in_force=[law for law in data["others"]["nodes"] if law["id"] not in known],
        provisions=provisions,
        queries=made_from(("PageOfAutomaticClearing", {})),
    )


def states_that_clear(data: Json) -> list[ClearingState]:
    """Return the states with a law in force that clears records without a request, by name."""
    by_state: dict[str, list[Any]] = {}
    for law in data["laws"]["nodes"]:
        if _is_of_state(law):
            by_state.setdefault(law["jurisdiction"]["id"], []).append(law)
    rows = [ClearingState(laws[0]["jurisdiction"], laws, list(_uptake(laws))) for laws in by_state.values()]
    return sorted(rows, key=lambda row: str(row.place["name"]))


def undated(data: Json) -> list[Json]:
    """Return the laws of which no source gives the day from which they hold: they may be in force, or not."""
    other = {law["id"] for law in data["others"]["nodes"]}
    return [law for law in data["laws"]["nodes"] if law["id"] in other]


def provisions(law: Json) -> list[Json]:
    """Return the provisions of a law that clear records without a request."""
    return [one for one in law["provisions"] if one["effect"] in _CLEARING and one["method"] in _WITHOUT_REQUEST]


def _is_of_state(law: Json) -> bool:
    return str(law["jurisdiction"]["id"]).startswith("state/")


def _uptake(laws: list[Any]) -> Iterator[Json]:
    seen = set()
    for law in laws:
        for row in law["uptake"]:
            key = row["action"]["id"], row["unit"]
            own = row["action"]["jurisdiction"]["id"] == law["jurisdiction"]["id"]
            if own and row["action"]["kind"] in _CLEARING and row["rate"] and key not in seen:
                seen.add(key)
                yield row
