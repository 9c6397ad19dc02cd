"""What must hold of the data of the saved queries behind the pages of the site, by title; read from records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Law
from clemency_graph.graph.model.vocabulary import LawStatus
from clemency_graph.graph.queries.value_conditions import fold

from .plain_reading import Json, actions, in_state, is_action, is_total, kinds, laws_in_force, was_granted

Check = Callable[[KnowledgeGraph, Json, Json], None]
_CLEARING: Final = ("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL")
_WITHOUT_REQUEST: Final = ("AUTOMATIC", "BOTH")


def _home(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    granted = [one for one in actions(graph) if was_granted(one)]
    assert {row["kind"] for row in data["totals"]} == {one.kind.name for one in granted}
    assert all(is_total(graph, row, granted) for row in data["totals"])
    for row in data["totals"]:
        assert (row["openEnded"]["totalCount"] > 0) == (row["high"] is None and row["unit"] is not None)
    rows = data["largest"]["nodes"]
    assert {row["id"] for row in rows} <= {one.id for one in granted}
    assert all(is_action(graph, row) for row in rows)
    bounds = [row["figure"]["quantity"]["low"] or row["figure"]["quantity"]["high"] or 0 for row in rows]
    assert bounds == sorted(bounds, reverse=True)
    counts = {one["type"].lower(): one["count"] for one in data["dataset"]["counts"]}
    for type, count in counts.items():
        assert count == sum(1 for id in graph.entities if id.startswith(f"{type}/"))


def _clearing(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    day = date.fromisoformat(data["day"])
    expected = laws_in_force(graph, _CLEARING, day, _WITHOUT_REQUEST, of_convictions=True)
    assert sorted(row["id"] for row in data["laws"]["nodes"]) == sorted(expected)
    of_convictions = laws_in_force(graph, _CLEARING, day, _WITHOUT_REQUEST, surely=True, of_convictions=True)
    assert data["laws"]["uncertainCount"] == len(expected - of_convictions)
    surely = laws_in_force(graph, _CLEARING, day, _WITHOUT_REQUEST, surely=True)
    in_force = laws_in_force(graph, _CLEARING, day, _WITHOUT_REQUEST)
    assert {row["id"] for row in data["withoutConviction"]["nodes"]} == in_force - of_convictions
    whatever = {
        law.id
        for law in graph.of_type(Law)
        if any(
            one.effect.name in _CLEARING and one.method and one.method.name in _WITHOUT_REQUEST
            for one in law.provisions
        )
    }
    assert {row["id"] for row in data["others"]["nodes"]} == whatever - surely


def _actions(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    expected = [one.id for one in actions(graph) if one.kind in kinds(*given["kinds"])]
    assert sorted(row["id"] for row in data["actions"]["nodes"]) == sorted(expected)
    assert all(is_action(graph, row) for row in data["actions"]["nodes"])


def _search(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    found = [hit["entity"]["id"] for hit in data["search"]["nodes"]]
    named = {
        one.id for one in graph.entities.values() if fold(given["text"]) in fold(" ".join((one.name, *one.aliases)))
    }
    assert named <= set(found)
    types = {
        "states": "state",
        "localities": "locality",
        "country": "country",
        "actions": "action",
        "laws": "law",
        "people": "person",
        "organizations": "organization",
        "parties": "party",
        "sources": "source",
    }
    for field, type in types.items():
        assert data[field]["totalCount"] == sum(1 for id in found if id.startswith(f"{type}/"))


def _changes(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    last: dict[str, str] = {}
    for release in graph.history.releases:
        for entry in release.entries:
            last[entry.claim] = str(release.released)
    rows = data["changes"]["nodes"]
    for row in rows:
        assert row["released"] in (None, last.get(row["id"]))
        assert row["released"] is None or row["released"] >= given["since"]
        assert (row["kind"] == "REMOVED") == (row["id"] not in graph.claims) == (row["claim"] is None)
    for field, kind in (("added", "ADDED"), ("removed", "REMOVED"), ("reranked", "RERANKED")):
        assert data[field]["totalCount"] == sum(1 for row in rows if row["kind"] == kind)


def _changes_in_a_state(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    _changes(graph, data, given)
    state = f"state/{given['code'].lower()}"
    for row in data["changes"]["nodes"]:
        about = graph.entities[row["about"]["id"]]
        assert in_state(graph, getattr(about, "jurisdiction", about.id)) == state


def _changes_of_an_entity(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    _changes(graph, data, given)
    assert {row["about"]["id"] for row in data["changes"]["nodes"]} == {given["id"]}


def _corrections(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    replaced = {old: one.id for one in graph.claims.values() for old in one.replaces}
    for row in data["changes"]["nodes"]:
        assert row["kind"] in ("REMOVED", "RERANKED")
        assert (row["kind"] == "REMOVED") == (row["claim"] is None) == (row["id"] not in graph.claims)
        now = row["replacedBy"]
        assert (now and now["id"]) == (replaced.get(row["id"]) if row["claim"] is None else None)
        assert row["kind"] == "REMOVED" or row["rankBefore"] != row["rankAfter"]


def _vetoes(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    expected = {law.id: law.vetoed_by for law in graph.of_type(Law) if law.vetoed_by or law.status is LawStatus.VETOED}
    rows = data["laws"]["nodes"]
    assert {row["id"]: row["vetoedBy"] and row["vetoedBy"]["id"] for row in rows} == expected
    days = [row["vetoed"] for row in rows if row["vetoed"]]
    assert [day[:4] for day in days] == sorted((day[:4] for day in days), reverse=True)
    for row in rows:
        person = row["vetoedBy"]
        for one in person["granted"]["nodes"] if person else ():
            action = graph.entities[one["id"]]
            assert isinstance(action, ClemencyAction)
            assert action.kind in kinds("PARDON", "COMMUTATION")
            assert was_granted(action)
            assert is_action(graph, one)
            assert person["id"] in {actor.entity for actor in action.actors}


SITE_CHECKS: Final[dict[str, Check]] = {
    "What was granted in total, by kind of relief and unit, and which programs were the largest?": _home,
    "Which states clear convictions without a request, who acts, by when, and how far are they?": _clearing,
    "Which actions of some kinds of relief are there, by place, and what figures do they have?": _actions,
    "What is found under some words or a sentence, with what each result is about?": _search,
    "What did the releases of the data change since a day, by entity?": _changes,
    "Which statements of the data were removed, corrected or ranked differently since a day, and why?": _corrections,
    "Which cannabis bills were vetoed, by whom, and what clemency did that person grant?": _vetoes,
    "What did the releases of the data change in one state since a day?": _changes_in_a_state,
    "What did the releases of the data change about one entity since a day?": _changes_of_an_entity,
}
"""The check of each saved query behind a page of the site, by its title."""
