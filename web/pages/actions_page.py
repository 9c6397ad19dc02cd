"""The pages on pardons and on cleared records: all actions of some kinds of relief, by state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from . import numbers
from .address import Address
from .numbers import Json
from .site_query import query_all, query_links, render_site

PARDONS: Final = ("PARDON", "COMMUTATION")
"""Kinds of relief by which somebody is forgiven."""
CLEARED: Final = ("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL", "RESENTENCING")
"""Kinds of relief by which a court or an agency clears a record, a case or a sentence."""
_DONE: Final = frozenset(("GRANTED", "RECORDED"))


class PlaceActions(NamedTuple):
    """The actions of a state with those of its cities and counties, or of the country.

    Attributes
    ----------
    place : Mapping
        The state, or the country.
    own : list of Mapping
        What the place itself did.
    local : list of Mapping
        What its cities and counties did.
    """

    place: Json
    own: list[Json]
    local: list[Json]


def pardons(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page on pardons and commutations."""
    return _page(graph, address, PARDONS, "Cannabis pardons and commutations by state", "pardons and commutations")


def expungements(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page on cleared records."""
    title = "Expunged, sealed and dismissed cannabis records by state"
    return _page(graph, address, CLEARED, title, "expungements, sealings, vacaturs, dismissals and resentencings")


def _page(graph: KnowledgeGraph, address: Address, kinds: Sequence[str], title: str, plural: str) -> str:
    data = query_all(graph, "PageOfActions", "actions", {"kinds": list(kinds)})
    actions = data["actions"]["nodes"]
    places = by_place(actions)
    return render_site(
        "actions.html",
        address,
        data,
        title=title,
        lead=_lead(actions, places, plural),
        kinds=kinds,
        places=places,
        queries=query_links(("PageOfActions", {"kinds": list(kinds)})),
    )


def by_place(actions: Iterable[Json]) -> list[PlaceActions]:
    """Return actions by state, by the names of the states; those of the whole country come first."""
    found: dict[str, PlaceActions] = {}
    for action in actions:
        place: Any = action["jurisdiction"]
        state = place["parent"] if place["id"].startswith("locality/") and place["parent"] else place
        rows = found.setdefault(state["id"], PlaceActions(state, [], []))
        (rows.own if place["id"] == state["id"] else rows.local).append(action)
    return sorted(found.values(), key=lambda rows: (not rows.place["id"].startswith("country/"), rows.place["name"]))


def _lead(actions: Sequence[Json], places: Sequence[PlaceActions], plural: str) -> list[str]:
    """Return the sentences that lead the page: how many actions, of which how many were granted or have no figure."""
    done = [one for one in actions if one["act"]["stage"] in _DONE]
    unsaid = sum(1 for one in done if one["figure"] is None or one["figure"]["quantity"]["stage"] not in _DONE)
    states = sum(1 for rows in places if rows.place["id"].startswith("state/"))
    return [
        f"{numbers.number(len(actions))} {plural} are recorded, in {states} states and territories"
        f"{' and by the federal government' if len(places) > states else ''}.",
        f"{numbers.number(len(done))} of them were granted; of these, {numbers.number(unsaid)} have no figure of what "
        "was granted.",
    ]
