"""Fields give what the records hold, and their arguments narrow it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Claim, ClemencyAction, Law, Source
from clemency_graph.graph.model.vocabulary import ActorRole, ClaimProperty, Covers, Office, Rank, Stage, Unit
from support.asking import Ask

ILLINOIS = "action/il/2020-arrest-record-expungements"


def word(value: object) -> object:
    """A word of a vocabulary as GraphQL spells it; days as text."""
    if isinstance(value, date):
        return value.isoformat()
    return value.name if isinstance(value, (ClaimProperty, Stage, Rank, ActorRole)) else value


CLAIM = """query ($id: ID!) { node(id: $id) { ... on Claim {
  id stated date text claimStage rank rankReason asOf published retrieved inference note reliefKind role property
  about { id } target { id } reportedBy { id } source { id } term { id }
  quantity { low high qualifier unit cumulative stage asOf } } } }"""


def test_a_claim_gives_all_that_it_holds(ask: Ask, graph: KnowledgeGraph) -> None:
    of_each: dict[tuple[object, ...], Claim] = {}
    for claim in graph.claims.values():
        of_each.setdefault((claim.property, claim.role, claim.note is None, claim.reported_by is None), claim)
    assert {claim.property for claim in of_each.values()} == set(ClaimProperty)
    for claim in of_each.values():
        found = ask(CLAIM, id=claim.id)["node"]
        plain = ("id", "stated", "date", "text", "rank", "published", "retrieved", "inference", "note", "role")
        assert {name: found[name] for name in plain} == {name: word(getattr(claim, name)) for name in plain}
        assert (found["asOf"], found["rankReason"]) == (claim.as_of, claim.rank_reason)
        assert (found["claimStage"], found["reliefKind"]) == (
            claim.stage and claim.stage.name,
            claim.kind and claim.kind.name,
        )
        ends = {"about": claim.about, "target": claim.target, "source": claim.source, "term": claim.term}
        for name, id in {**ends, "reportedBy": claim.reported_by}.items():
            assert found[name] == ({"id": id} if id else None)
        assert (found["quantity"] is None) == (claim.quantity is None)
        if found["quantity"]:
            assert (found["quantity"]["stage"], found["quantity"]["asOf"]) == (found["claimStage"], found["asOf"])


def test_a_source_gives_all_that_it_holds(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!) { entity(id: $id) { aliases ... on Source {
      title url authors sourceKind published retrieved caution reprintOf { id }
      publisher { id ... on Organization { organizationKind } }
      says(rank: DEPRECATED) { totalCount } } } }"""
    sources = graph.of_type(Source)
    for source in (
        next(one for one in sources if one.reprint_of),
        next(one for one in sources if one.authors and one.publisher),
    ):
        found = ask(query, id=source.id)["entity"]
        assert found["reprintOf"] == ({"id": source.reprint_of} if source.reprint_of else None)
        assert found["authors"] == list(source.authors)
        assert found["sourceKind"] == source.kind.name
        assert found["retrieved"] == source.retrieved.isoformat()
        assert found["publisher"]["id"] == source.publisher
        assert found["publisher"]["organizationKind"]
        deprecated = [claim for claim in graph.said_by(source.id) if claim.rank is Rank.DEPRECATED]
        assert found["says"]["totalCount"] == len(deprecated)


def test_the_data_as_a_whole(ask: Ask, graph: KnowledgeGraph) -> None:
    found = ask(
        "{ dataset { title version released isReleased license citation bibtex: citation(style: BIBTEX) "
        "counts { type count } } }"
    )["dataset"]
    assert found["version"] == graph.dataset.version
    assert found["license"] == "CC-BY-4.0"
    assert found["released"] == graph.dataset.released.isoformat()
    assert found["isReleased"] is (graph.history.releases[-1].version == graph.dataset.version)
    assert found["title"]
    assert found["version"] in found["citation"] and found["version"] in found["bibtex"]
    assert found["bibtex"].startswith("@")
    assert sum(one["count"] for one in found["counts"]) == len(graph.entities)
    assert {"type": "STATE", "count": 56} in found["counts"]


def test_rounds_are_tied_both_ways(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!) { action(id: $id) {
      scope extends { id extendedBy { id } } history { stage claims { id } } } }"""
    for action in graph.of_type(ClemencyAction):
        if action.extends:
            found = ask(query, id=action.id)["action"]
            assert found["extends"]["id"] == action.extends
            assert {"id": action.id} in found["extends"]["extendedBy"]
            assert found["scope"] == action.scope
            own = [event for event in action.history if not all(is_of_a_series_or_zero(one) for one in event.claims)]
            assert [len(event["claims"]) for event in found["history"]] == [len(event.claims) for event in own]


def is_of_a_series_or_zero(claim: Claim) -> bool:
    told = claim.quantity
    return told is not None and (told.covers is Covers.SERIES or told.high == 0) and claim.date is None


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"stage": "ELIGIBLE"}, lambda claim: claim.stage is Stage.ELIGIBLE),
        ({"unit": "RECORDS"}, lambda claim: claim.quantity.unit is Unit.RECORDS),
        ({"rank": "DEPRECATED"}, lambda claim: claim.rank is Rank.DEPRECATED),
        ({"knownAt": "2021-01-31"}, lambda claim: claim.published and claim.published.last_day <= date(2021, 1, 31)),
        ({"stage": "GRANTED", "unit": "PEOPLE"}, lambda c: c.stage is Stage.GRANTED and c.quantity.unit is Unit.PEOPLE),
    ],
)
def test_figures_are_narrowed(ask: Ask, graph: KnowledgeGraph, asked: dict[str, str], rule: Any) -> None:
    query = """query ($id: ID!, $stage: Stage, $unit: Unit, $rank: Rank, $knownAt: Date) { action(id: $id) {
      figures(stage: $stage, unit: $unit, rank: $rank, knownAt: $knownAt) { id }
      figure(stage: $stage, unit: $unit, knownAt: $knownAt) { id } } }"""
    figures = [claim for claim in graph.entities[ILLINOIS].claims if claim.property is ClaimProperty.FIGURE]
    expected = [claim.id for claim in figures if rule(claim)]
    assert 0 < len(expected) < len(figures)
    found = ask(query, id=ILLINOIS, **asked)["action"]
    assert [claim["id"] for claim in found["figures"]] == expected
    if "rank" not in asked:
        stage = Stage[asked["stage"]] if "stage" in asked else None
        own = [claim for claim in figures if rule(claim) and claim.rank is not Rank.DEPRECATED]
        action = graph.entities[ILLINOIS]
        assert isinstance(action, ClemencyAction)
        own = [claim for claim in own if claim.stage is (stage or action.stage)]
        assert found["figure"] == ({"id": own[0].id} if own else None)


def test_terms_are_narrowed_by_office_and_day(ask: Ask) -> None:
    query = """query ($office: Office, $on: Date) {
      state(code: "NV") { terms(office: $office, on: $on) { nodes { id } } }
      person(id: "person/joe-biden") {
        terms(office: $office, on: $on) { nodes { id claims { nodes { property } } scheduledEnd } } }
      entity(id: "party/democratic") { ... on Party {
        terms(office: $office, on: $on, first: 100) { nodes { office } } } } }"""
    governors = ask(query, office="GOVERNOR", on="2020-06-17")
    assert governors["state"]["terms"]["nodes"] == [{"id": "term/nv/governor/2019-01-07"}]
    assert governors["person"]["terms"]["nodes"] == []
    assert {term["office"] for term in governors["entity"]["terms"]["nodes"]} == {"GOVERNOR"}
    presidents = ask(query, office="PRESIDENT", on="2022-10-06")
    (term,) = presidents["person"]["terms"]["nodes"]
    assert {claim["property"] for claim in term["claims"]["nodes"]} >= {"START", "PARTY"}
    assert [one["office"] for one in presidents["entity"]["terms"]["nodes"]] == [Office.PRESIDENT.name]


def test_the_claims_of_a_term_are_narrowed_as_those_of_an_entity(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!, $property: ClaimProperty, $rank: Rank, $knownAt: Date, $where: ClaimWhere,
        $orderBy: [ClaimOrder!], $first: Int, $after: String) {
      node(id: $id) { ... on Term { claims(property: $property, rank: $rank, knownAt: $knownAt, where: $where,
        orderBy: $orderBy, first: $first, after: $after) {
          totalCount nodes { id property } pageInfo { endCursor } } } } }"""
    term = max(graph.terms.values(), key=lambda one: len(one.claims))
    whole = ask(query, id=term.id)["node"]["claims"]
    assert [one["id"] for one in whole["nodes"]] == [claim.id for claim in term.claims]
    starts = ask(query, id=term.id, property="START", rank="NORMAL", orderBy=["PUBLISHED_DESC"])["node"]["claims"]
    assert 0 < starts["totalCount"] < whole["totalCount"]
    assert {one["property"] for one in starts["nodes"]} == {"START"}
    rest = ask(
        query, id=term.id, first=1, after=ask(query, id=term.id, first=1)["node"]["claims"]["pageInfo"]["endCursor"]
    )
    assert rest["node"]["claims"]["nodes"] == whole["nodes"][1:2]
    assert ask(query, id=term.id, knownAt="1990-01-01")["node"]["claims"]["totalCount"] == 0
    assert ask(query, id=term.id, where={"figure": {"gte": 0}})["node"]["claims"]["totalCount"] == 0


def test_a_scheduled_end_is_not_an_end(ask: Ask, graph: KnowledgeGraph) -> None:
    term = next(one for one in graph.terms.values() if one.scheduled_end and not one.end)
    found = ask("query ($id: ID!) { node(id: $id) { ... on Term { end scheduledEnd } } }", id=term.id)["node"]
    assert found == {"end": None, "scheduledEnd": term.scheduled_end}


def test_places_know_what_they_are_part_of(ask: Ask) -> None:
    found = ask("""{ entity(id: "locality/al/birmingham") { ... on Locality { parent { id parent { id
      ... on Country { code parent { id } } } } } } }""")["entity"]
    assert found == {"parent": {"id": "state/al", "parent": {"id": "country/us", "code": "US", "parent": None}}}


def test_totals_of_a_place_are_narrowed_grouped_and_dated(ask: Ask) -> None:
    query = """query ($stage: Stage! = GRANTED, $by: [TotalDimension!]! = [KIND, UNIT], $knownAt: Date) {
      state(code: "OR") { totals(stage: $stage, groupBy: $by, knownAt: $knownAt,
        where: { kind: { eq: PARDON } }) { kind stage unit year actions low } }
      totals(stage: $stage, groupBy: $by, knownAt: $knownAt,
        where: { and: [{ kind: { eq: PARDON } }, { state: { code: { eq: "OR" } } }] }) {
        kind stage unit year actions low } }"""
    granted = ask(query)
    assert granted["state"]["totals"] == granted["totals"]
    assert {total["kind"] for total in granted["totals"]} == {"PARDON"}
    assert 47144 in [total["low"] for total in granted["totals"]]
    assert 47144 not in [total["low"] for total in ask(query, knownAt="2022-11-20")["totals"]]
    eligible = ask(query, stage="ELIGIBLE")
    assert {total["stage"] for total in eligible["totals"]} == {"ELIGIBLE"}
    years = {total["year"] for total in ask(query, by=["YEAR"])["totals"] if total["actions"]}
    assert 2022 in years
    assert {total["year"] for total in granted["totals"]} == {None}, "told apart by year only where that is asked for"


def test_actions_of_a_person_and_under_a_law_are_narrowed_and_ordered(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($where: ActionWhere, $orderBy: [ActionOrder!]) {
      person(id: "person/tony-evers") { actions(where: $where, orderBy: $orderBy) { nodes { id name } } }
      law(id: "law/il/hb-1438") { actions(where: $where, orderBy: $orderBy) { nodes { id name kind } } } }"""
    ordered = ask(query, orderBy=["NAME_DESC"])
    for nodes in (ordered["person"]["actions"]["nodes"], ordered["law"]["actions"]["nodes"]):
        names = [node["name"].casefold() for node in nodes]
        assert len(names) > 1 and names == sorted(names, reverse=True)
    pardons = ask(query, where={"kind": {"eq": "EXPUNGEMENT"}})
    assert pardons["person"]["actions"]["nodes"] == []
    assert {node["kind"] for node in pardons["law"]["actions"]["nodes"]} == {"EXPUNGEMENT"}


def test_laws_are_filtered_by_the_day_from_which_they_hold(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($where: LawWhere) { laws(where: $where, first: 100) { nodes { id } } }"""
    expected = [law.id for law in graph.of_type(Law) if law.effective == "2020-01-01"]
    found = ask(query, where={"effective": {"eq": "2020-01-01"}, "certain": True})["laws"]["nodes"]
    assert [node["id"] for node in found] == expected != []


def test_walks_are_narrowed_by_kind(ask: Ask) -> None:
    query = """query ($kinds: [RelationshipKind!]) {
      path(from: "state/nv", to: "state/or", kinds: $kinds) { length relationships { kind } }
      paths(from: "state/nv", to: "state/or", kinds: $kinds, maxLength: 4, first: 3) { relationships { kind } }
      neighborhood(of: ["state/nv"], kinds: $kinds) { relationships { kind } } }"""
    found = ask(query, kinds=["PART_OF"])
    assert found["path"]["length"] == 2
    for part in (found["path"], *found["paths"], found["neighborhood"]):
        assert {edge["kind"] for edge in part["relationships"]} == {"PART_OF"}
    assert ask(query, kinds=["SIGNED"])["path"] is None


def test_a_neighborhood_goes_on_after_a_page(ask: Ask) -> None:
    query = """query ($after: ID) { neighborhood(of: ["state/nv"], depth: 1, limit: 5, after: $after) {
      totalCount truncated nodes { id } } }"""
    first = ask(query)["neighborhood"]
    second = ask(query, after=first["nodes"][-1]["id"])["neighborhood"]
    assert first["totalCount"] == second["totalCount"] > 10
    assert first["truncated"] is True
    assert not {node["id"] for node in first["nodes"]} & {node["id"] for node in second["nodes"]}


def test_the_stages_of_an_action_are_those_that_were_known(ask: Ask) -> None:
    query = """query ($knownAt: Date) { action(id: "action/or/2022-possession-pardons") {
      history(knownAt: $knownAt) { stage date claims { published } } } }"""
    assert ask(query, knownAt="2022-11-20")["action"]["history"] == []
    then = ask(query, knownAt="2022-11-22")["action"]["history"]
    assert "GRANTED" in {event["stage"] for event in then}
    assert all(claim["published"] <= "2022-11-22" for event in then for claim in event["claims"])
    whole = ask(query)["action"]["history"]
    assert sum(len(event["claims"]) for event in whole) > sum(len(event["claims"]) for event in then)


def test_conflicts_are_those_that_were_known(ask: Ask) -> None:
    query = """query ($knownAt: Date) { conflicts(property: FIGURE, knownAt: $knownAt, first: 100) {
      totalCount nodes { claims { published source { notAfter } } } } }"""
    then, whole = ask(query, knownAt="2022-11-30")["conflicts"], ask(query)["conflicts"]
    assert 0 < then["totalCount"] < whole["totalCount"]
    told = [claim for one in then["nodes"] for claim in one["claims"]]
    published = [claim["published"] or claim["source"]["notAfter"] for claim in told]
    assert published and all(day is not None and day <= "2022-11-30" for day in published)
