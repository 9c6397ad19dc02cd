"""The page on automatic clearing: which states clear convictions without a request, who acts, by when, how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from . import numbers
from .address import Address
from .numbers import Json
from .site_query import query, query_links, render_site

_CLEARING: Final = frozenset(("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL"))
_STATUSES: Final = {
    "PENDING": "not due yet",
    "OVERDUE": "overdue",
    "MISSED": "missed",
    "PARTLY": "partly done",
    "FULFILLED": "done",
    "CANCELED": "lifted or moved",
}
_WITHOUT_REQUEST: Final = frozenset(("AUTOMATIC", "BOTH"))


class ClearingState(NamedTuple):
    """A state with its laws that clear convictions without a request.

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

    @property
    def effects(self) -> list[str]:
        """What the laws do to convictions without a request."""
        found = (one for law in self.laws for one in provisions(law, "inForce"))
        return list(dict.fromkeys(str(one["effect"]) for one in found if one["disposition"] != "NO_CONVICTION"))

    @property
    def duties(self) -> list[Json]:
        """The duties under the laws, by day."""
        return sorted((duty for law in self.laws for duty in law["duties"]), key=lambda duty: str(duty["due"]))

    @property
    def bodies(self) -> list[Json]:
        """The bodies that have to act."""
        found = {duty["body"]["id"]: duty["body"] for duty in self.duties if duty["body"]}
        return list(found.values())

    @property
    def telling_duty(self) -> Json | None:
        """The duty that says how far the state is: the next that is due, or else the last of the worst status."""
        for status in _STATUSES:
            found = [duty for duty in self.duties if duty["status"] == status]
            if found and status != "CANCELED":
                return found[0] if status == "PENDING" else found[-1]
        return None

    def deadlines(self) -> str:
        """Return in words how many deadlines there are, how many of each status, and which is next."""
        counts = Counter(duty["status"] for duty in self.duties)
        words = [f"{counts[status]} {word}" for status, word in _STATUSES.items() if counts[status]]
        coming = next((duty for duty in self.duties if duty["status"] == "PENDING"), None)
        return numbers.listed(words) + (f"; next: {numbers.day(coming['due'])}" if coming else "")


def automatic(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page."""
    data = query(graph, "PageOfAutomaticClearing")
    states = states_that_clear(data)
    known = {law["id"] for listed in ("laws", "withoutConviction") for law in data[listed]["nodes"]}
    return render_site(
        "automatic.html",
        address,
        data,
        states=states,
        localities=[law for law in data["laws"]["nodes"] if not _is_of_state(law)],
        undated=undated(data),
        unspecified=unspecified(data),
        without_conviction=without_conviction(data),
        not_in_force=[law for law in data["others"]["nodes"] if law["id"] not in known],
        provisions=provisions,
        queries=query_links(("PageOfAutomaticClearing", {})),
    )


def states_that_clear(data: Json) -> list[ClearingState]:
    """Return the states with a law in force that clears convictions without a request, by name."""
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


def unspecified(data: Json) -> list[Json]:
    """Return the laws in force of which no source says whether they clear convictions: they may, or not."""
    other = {law["id"] for law in data["withoutConviction"]["nodes"]} - {law["id"] for law in undated(data)}
    return [law for law in data["laws"]["nodes"] if law["id"] in other]


def without_conviction(data: Json) -> list[Json]:
    """Return the laws in force that clear, without a request, cases without a conviction alone, by place."""
    known = {law["id"] for law in data["laws"]["nodes"]}
    found = [law for law in data["withoutConviction"]["nodes"] if law["id"] not in known]
    return sorted(found, key=lambda law: str(law["jurisdiction"]["name"]))


def provisions(law: Json, listed: str = "provisions") -> list[Json]:
    """Return the provisions of a law that clear records without a request: all, or those `inForce`."""
    return [one for one in law[listed] if one["effect"] in _CLEARING and one["method"] in _WITHOUT_REQUEST]


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
