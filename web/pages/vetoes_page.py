"""The page on vetoes: which cannabis bills were vetoed, by whom, and whom that person pardoned before or after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.model.dates import PartialDate
from . import numbers
from .address import Address
from .numbers import Json
from .site_query import query_all, query_links, render_site

_ACTED: Final = frozenset(("DECIDED",))


class Veto(NamedTuple):
    """A law or bill that was vetoed.

    Attributes
    ----------
    law : Mapping
        The law, as the saved query PageOfVetoes returns it.
    later : list of Mapping
        Pardons and commutations that the person who vetoed decided on a day that is surely later.
    others : list of Mapping
        Those of an earlier day, and those of which no source tells the order.
    """

    law: Json
    later: list[Json]
    others: list[Json]


def vetoes(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page."""
    data = query_all(graph, "PageOfVetoes", "laws")
    return render_site(
        "vetoes.html",
        address,
        data,
        lead=lead(data),
        vetoes=vetoes_of(data),
        queries=query_links(("PageOfVetoes", {})),
    )


def vetoes_of(data: Json) -> list[Veto]:
    """Return the vetoes, the latest first, each with what the same person granted before and after."""
    found = []
    for law in data["laws"]["nodes"]:
        granted = [one for one in _granted(law) if _decided(one, law["vetoedBy"]["id"])]
        later = [one for one in granted if _is_later(one, law["vetoed"])]
        found.append(Veto(law, later, [one for one in granted if one not in later]))
    return found


def lead(data: Json) -> list[str]:
    """Return the sentences that lead the page: how many vetoes, by how many people, and who pardoned later."""
    rows = vetoes_of(data)
    people = {row.law["vetoedBy"]["id"]: row.law["vetoedBy"]["name"] for row in rows if row.law["vetoedBy"]}
    later: dict[str, list[Veto]] = {}
    for row in rows:
        if row.later:
            later.setdefault(row.law["vetoedBy"]["id"], []).append(row)
    sentences = [
        f"{numbers.number(len(rows))} cannabis bills with a veto are recorded, by {len(people)} people."
        if rows
        else "No veto of a cannabis bill is recorded."
    ]
    if rows and not later:
        return [*sentences, "None of them is recorded to have pardoned anybody for cannabis after the veto."]
    return [*sentences, *(_who_pardoned_later(people[id], found) for id, found in later.items())]


def _who_pardoned_later(name: str, found: Sequence[Veto]) -> str:
    bills = numbers.listed([f"“{row.law['name']}” ({numbers.day(row.law['vetoed'])})" for row in found])
    acts = {one["id"]: one for row in found for one in row.later}
    granted = numbers.listed([f"“{one['name']}” ({numbers.day(one['act']['date'])})" for one in acts.values()])
    return f"{name} vetoed {bills} and later granted {granted}."


def _granted(law: Any) -> list[Json]:
    return list(law["vetoedBy"]["granted"]["nodes"]) if law["vetoedBy"] else []


def _decided(action: Json, person: str) -> bool:
    return any(one["role"] in _ACTED and one["entity"]["id"] == person for one in action["actors"])


def _is_later(action: Json, vetoed: str | None) -> bool:
    earliest = action["act"]["earliest"]
    return bool(vetoed and earliest and str(PartialDate(vetoed).last_day) < earliest)
