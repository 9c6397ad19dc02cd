"""Totals as GraphQL gives them: every field of a row, and the real cases that totals once told wrongly."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from support.asking import Ask

EVERYTHING = """query ($code: String!, $kinds: [ReliefKind!], $by: [TotalDimension!]! = [KIND, UNIT]) {
  state(code: $code) { totals(kinds: $kinds, groupBy: $by) {
    kind kinds unit stage low high highOfBounded approximate actions complete overlapsOtherRows level year
    asOf { earliest latest } state { code } party { id } person { id } law { id }
    uncounted { id } lowClaims { id } highClaims { id } claims { id } openEnded { id quantity { high } }
    excluded { code reason claim { id } inFavorOf { id } } } } }"""


def rows(ask: Ask, code: str, **variables: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(EVERYTHING, code=code, **variables)["state"]["totals"]
    return found


@pytest.mark.parametrize("code", ["CA", "NJ", "NY", "WI"])
def test_a_row_is_whole_in_itself(ask: Ask, graph: KnowledgeGraph, code: str) -> None:
    for row in rows(ask, code):
        low, high = {one["id"] for one in row["lowClaims"]}, {one["id"] for one in row["highClaims"]}
        assert {one["id"] for one in row["claims"]} == low | high
        assert row["complete"] == (not row["uncounted"])
        assert row["kinds"] == [row["kind"]]
        assert row["high"] is None or row["high"] == row["highOfBounded"] >= row["low"]
        assert (row["high"] is None) == (bool(row["openEnded"]) or row["unit"] is None)
        assert row["approximate"] <= row["low"]
        assert all(one["inFavorOf"] or one["code"] not in ("CONTAINED", "LOWER_RANK") for one in row["excluded"])
        for one in row["uncounted"]:
            action = graph.entities[one["id"]]
            assert isinstance(action, ClemencyAction)
            assert action.kind.name == row["kind"]
        if row["unit"] is None:
            assert (row["low"], row["high"], row["claims"]) == (0, None, [])


def test_kinds_can_be_joined_and_people_and_laws_told_apart(ask: Ask) -> None:
    joined = rows(ask, "IL", kinds=["PARDON", "EXPUNGEMENT"])
    assert {row["kind"] for row in joined} == {None}
    assert ["PARDON", "EXPUNGEMENT"] in [row["kinds"] for row in joined]
    by_person = rows(ask, "IL", by=["PERSON", "LAW", "LEVEL"])
    assert {"id": "person/jb-pritzker"} in [row["person"] for row in by_person]
    assert any(row["law"] for row in by_person)
    assert {row["level"] for row in by_person} >= {"STATE", "COUNTY"}


def test_figures_and_actions_give_what_they_declare(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!) { node(id: $id) { ... on Claim { replaces quantity {
      low high since extent covers counts { low high } } } } }"""
    about = next(
        claim
        for claim in graph.claims.values()
        if claim.quantity and claim.quantity.low == claim.quantity.high == 198000
    )
    found = ask(query, id=about.id)["node"]
    assert found["quantity"]["counts"] == {"low": 197500, "high": 198500}
    assert (found["quantity"]["extent"], found["quantity"]["since"], found["replaces"]) == (
        "WHOLE", None, about.replaces,
    )  # fmt: skip
    for id, fields in (
        (
            "action/nj/2021-decriminalization-expungements",
            "... on ClemencyAction { partOf { id } separateFrom { id } }",
        ),
        ("locality/al/birmingham", "... on Locality { counties }"),
    ):
        if id in graph.entities:
            assert ask(f'{{ entity(id: "{id}") {{ id {fields} }} }}')["entity"]["id"] == id
    bounded = next(one for one in graph.entities.values() if getattr(one, "not_after", None))
    found = ask(f'{{ entity(id: "{bounded.id}") {{ ... on Source {{ published notAfter archived }} }} }}')["entity"]
    assert found["published"] is None and found["notAfter"]
