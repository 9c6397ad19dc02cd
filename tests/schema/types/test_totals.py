"""Totals as GraphQL gives them: every field of a row, and the real cases that totals once told wrongly."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Locality, Source, State
from support.asking import Ask

EVERYTHING = """query ($code: String!, $kinds: [ReliefKind!], $by: [TotalDimension!]! = [KIND, UNIT]) {
  state(code: $code) { totals(kinds: $kinds, groupBy: $by) {
    kind kinds unit stage low high highOfBounded approximate actions complete overlapsOtherRows level year
    asOf { earliest latest } state { code } party { id } person { id } law { id }
    uncounted(first: 200) { totalCount nodes { id } }
    lowClaims(first: 200) { totalCount nodes { id } }
    highClaims(first: 200) { totalCount nodes { id } }
    claims(first: 200) { totalCount nodes { id } }
    openEnded(first: 200) { totalCount nodes { id quantity { high } } }
    excluded(first: 200) { totalCount nodes { code reason claim { id } inFavorOf { id } } } } } }"""


def rows(ask: Ask, code: str, **variables: Any) -> list[dict[str, Any]]:
    """The rows, with the whole of each list in place of its page."""
    found: list[dict[str, Any]] = ask(EVERYTHING, code=code, **variables)["state"]["totals"]
    for row in found:
        for name in ("uncounted", "lowClaims", "highClaims", "claims", "openEnded", "excluded"):
            page = row[name]
            assert page["totalCount"] == len(page["nodes"])
            row[name] = page["nodes"]
    return found


def test_the_lists_of_a_row_have_pages_and_what_is_left_out_a_code(ask: Ask) -> None:
    query = """query ($code: [ExclusionCode!], $first: Int, $after: String, $claim: String) {
      totals(kinds: [PARDON]) { unit
        claims(first: $first, after: $claim) { totalCount nodes { id } }
        excluded(code: $code, first: $first, after: $after) { totalCount nodes { code } edges { cursor } } } }"""
    (all_,) = (row for row in ask(query, first=200)["totals"] if row["unit"] == "PEOPLE")
    codes = [one["code"] for one in all_["excluded"]["nodes"]]
    assert len(set(codes)) > 1
    assert all_["excluded"]["totalCount"] == len(codes) == len({one["cursor"] for one in all_["excluded"]["edges"]})
    (some,) = (row for row in ask(query, code=[codes[0]], first=200)["totals"] if row["unit"] == "PEOPLE")
    assert [one["code"] for one in some["excluded"]["nodes"]] == [code for code in codes if code == codes[0]]
    whole = len(all_["claims"]["nodes"])
    (short,) = (row for row in ask(query, first=2)["totals"] if row["unit"] == "PEOPLE")
    assert short["claims"] == {"totalCount": whole, "nodes": all_["claims"]["nodes"][:2]}


@pytest.mark.parametrize("code", ["CA", "NJ", "NY", "WI"])
def test_a_row_is_whole_in_itself(ask: Ask, graph: KnowledgeGraph, code: str) -> None:
    for row in rows(ask, code):
        low, high = {one["id"] for one in row["lowClaims"]}, {one["id"] for one in row["highClaims"]}
        assert {one["id"] for one in row["claims"]} >= low | high
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


NARROWED = """query ($level: Level, $on: Date, $kinds: [SourceKind!]) {
  totals(level: $level, on: $on, sourceKinds: $kinds) { kind unit low high }
  state(code: "CA") { totals(level: $level, on: $on, sourceKinds: $kinds) { kind unit low high } } }"""


@pytest.mark.parametrize("arguments", [{"level": "COUNTY"}, {"on": "2020-06-30"}, {"kinds": ["OFFICIAL"]}])
def test_totals_can_be_narrowed_and_then_are_at_most_the_whole(ask: Ask, arguments: dict[str, Any]) -> None:
    whole, part = ask(NARROWED), ask(NARROWED, **arguments)
    for one, other in ((whole["totals"], part["totals"]), (whole["state"]["totals"], part["state"]["totals"])):
        lows = {(row["kind"], row["unit"]): row["low"] for row in one}
        assert other and other != one
        assert all(row["low"] <= lows[row["kind"], row["unit"]] for row in other if row["unit"])


DECLARED = """query ($claim: ID!, $action: ID!, $source: ID!) {
  claim: node(id: $claim) { ... on Claim { replaces quantity {
    low high since extent covers counts { low high } } } }
  action(id: $action) { partOf { id } separateFrom { id } }
  place: entity(id: "locality/al/birmingham") { ... on Locality { counties } }
  source: entity(id: $source) { ... on Source { published notAfter archived } } }"""


def test_totals_of_the_nation_join_kinds_too(ask: Ask) -> None:
    query = """{ totals(kinds: [EXPUNGEMENT, SEALING]) { kind kinds unit low }
      apart: totals { kind unit low } }"""
    found = ask(query)
    assert found["totals"] and {row["kind"] for row in found["totals"]} == {None}
    for row in found["totals"]:
        assert row["kinds"] == ["EXPUNGEMENT", "SEALING"]
        own = [one["low"] for one in found["apart"] if one["unit"] == row["unit"] and one["kind"] in row["kinds"]]
        assert max(own, default=0) <= row["low"] <= sum(own)


def test_figures_actions_places_and_sources_give_what_they_declare(ask: Ask, graph: KnowledgeGraph) -> None:
    figures = (claim for claim in graph.claims.values() if claim.quantity)
    claim = next(one for one in figures if one.quantity and one.quantity.low == one.quantity.high == 198000)
    actions = graph.of_type(ClemencyAction)
    action = next((one for one in actions if one.part_of or one.separate_from), actions[0])
    source = next(one for one in graph.of_type(Source) if one.not_after)
    found = ask(DECLARED, claim=claim.id, action=action.id, source=source.id)
    assert claim.quantity is not None
    assert found["claim"]["quantity"]["counts"] == {"low": 197500, "high": 198500}
    assert found["claim"]["quantity"]["extent"] == claim.quantity.extent.name
    assert (found["claim"]["quantity"]["since"], found["claim"]["replaces"]) == (
        claim.quantity.since,
        [*claim.replaces],
    )
    assert tuple(one["id"] for one in found["action"]["partOf"]) == action.part_of
    assert tuple(one["id"] for one in found["action"]["separateFrom"]) == action.separate_from
    place = graph.entities["locality/al/birmingham"]
    assert isinstance(place, Locality)
    assert found["place"]["counties"] == (None if place.counties is None else list(place.counties))
    assert found["source"] == {"published": source.published, "notAfter": source.not_after, "archived": source.archived}


PAGES = """query ($code: String!, $kinds: [ReliefKind!], $claims: String, $low: String, $high: String, $open: String,
    $rest: String, $out: String) {
  state(code: $code) { totals(kinds: $kinds) {
    claims(first: 1, after: $claims) { ...Claims } lowClaims(first: 1, after: $low) { ...Claims }
    highClaims(first: 1, after: $high) { ...Claims } openEnded(first: 1, after: $open) { ...Claims }
    uncounted(first: 1, after: $rest) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }
    excluded(first: 1, after: $out) { totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } } } }
  fragment Claims on ClaimConnection { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }"""


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("claims", "claims"),
        ("lowClaims", "low"),
        ("highClaims", "high"),
        ("openEnded", "open"),
        ("uncounted", "rest"),
        ("excluded", "out"),
    ],
)
def test_each_list_of_a_row_is_read_to_its_end(ask: Ask, graph: KnowledgeGraph, name: str, variable: str) -> None:
    # A cursor is of one list, so of one row.
    rows = {
        (state.code, kind): found[0][name]["totalCount"]
        for state in graph.of_type(State)
        for kind in ("PARDON", "DISMISSAL")
        if len(found := ask(PAGES, code=state.code, kinds=[kind])["state"]["totals"]) == 1
    }
    (code, kind), count = max(rows.items(), key=lambda one: one[1])
    edges: list[Any] = []
    after = None
    while len(edges) < count:
        (row,) = ask(PAGES, code=code, kinds=[kind], **{variable: after})["state"]["totals"]
        edges += row[name]["edges"]
        after = row[name]["pageInfo"]["endCursor"]
        assert row[name]["pageInfo"]["hasNextPage"] == (len(edges) < count)
    assert len(edges) == count > 0


def test_joined_kinds_leave_out_the_tallies_of_each(ask: Ask) -> None:
    query = """query ($kinds: [ReliefKind!]) { totals(kinds: $kinds) {
      unit kind excluded(code: [NATIONAL_TALLY], first: 200) { nodes { claim { id } } } } }"""

    def tallies(*kinds: str) -> set[str]:
        return {one["claim"]["id"] for row in ask(query, kinds=kinds)["totals"] for one in row["excluded"]["nodes"]}

    apart = [
        {one["claim"]["id"] for one in row["excluded"]["nodes"]}
        for row in ask(query, kinds=None)["totals"]
        if row["kind"] == "EXPUNGEMENT"
    ]
    assert set().union(*apart)
    assert set().union(*apart) <= tallies("EXPUNGEMENT") <= tallies("EXPUNGEMENT", "PARDON")
