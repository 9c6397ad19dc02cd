"""What must hold of the data of the saved queries behind pages, by title; read from claims and records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, State
from clemency_graph.graph.model.vocabulary import ClaimProperty

from .plain_reading import Json, actions, in_state, is_action, is_figure, is_total

Check = Callable[[KnowledgeGraph, Json, Json], None]


def _state(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["state"]
    state = graph.entities[row["id"]]
    assert isinstance(state, State)
    assert state.code == given["code"]
    here = [one for one in actions(graph) if in_state(graph, one.jurisdiction) == state.id]
    assert {one["id"] for one in row["actions"]["nodes"]} == {one.id for one in here}
    assert all(is_action(graph, one) for one in row["actions"]["nodes"])
    assert all(is_total(graph, one, here) for one in row["totals"])
    laws = {one.id for one in graph.entities.values() if getattr(one, "jurisdiction", "") == state.id}
    assert {one["id"] for one in row["laws"]["nodes"]} == {id for id in laws if id.startswith("law/")}
    assert row["coverage"]["checked"] == str(state.coverage.checked)


def _action(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["action"]
    action = graph.entities[given["id"]]
    assert isinstance(action, ClemencyAction)
    figures = [one for one in action.claims if one.property is ClaimProperty.FIGURE]
    assert {one["id"] for one in row["figures"]} == {one.id for one in figures}
    assert all(is_figure([graph.claims[one["id"]]], one) for one in row["figures"])
    assert is_action(graph, row)
    assert row["scope"] in {one.text for one in action.claims} | {None}
    told = {(one["entity"]["id"], one["role"]) for one in row["actors"]}
    assert told <= {(one.target, one.role.name) for one in action.claims if one.role}


def _states(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    rows = data["states"]["nodes"]
    assert [one["id"] for one in rows] == [one.id for one in graph.of_type(State)]
    for row in rows:
        own = [one for one in actions(graph) if one.jurisdiction == row["id"]]
        assert all(is_total(graph, one, own) for one in row["totals"])
        assert {one["kind"] for one in row["totals"]} <= {one.kind.name for one in own}


PAGE_CHECKS: Final[dict[str, Check]] = {
    "What does the record hold of one state?": _state,
    "What does the record hold of one clemency action?": _action,
    "What did each state grant, by kind of relief and unit?": _states,
}
"""The check of each saved query behind a page, by its title."""
