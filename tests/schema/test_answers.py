"""Every kind of question answers, and its arguments count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.queries.main_stage import figure_of
from clemency_graph.schema import run
from support.asking import Ask


def names(connection: dict[str, Any]) -> list[str]:
    return [node["name"] for node in connection["nodes"]]


def test_whatever_has_an_id_is_found_by_it(ask: Ask, graph: KnowledgeGraph) -> None:
    claim = next(iter(graph.claims))
    ids = ["state/nv", "country/us", "person/kate-brown", "party/democratic", "organization/norml", "law/il/hb-1438",
           "action/nv/2020-possession-pardons",
           "source/openstates/people", "term/nv/governor/2019-01-07", claim]  # fmt: skip
    types = ["State", "Country", "Person", "Party", "Organization", "Law", "ClemencyAction", "Source", "Term", "Claim"]
    found = ask("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids)["nodes"]
    assert found == [{"__typename": type, "id": id} for type, id in zip(types, ids, strict=True)]
    for id, type in zip(ids, types, strict=True):
        assert ask("query ($id: ID!) { node(id: $id) { __typename id } }", id=id)["node"] == {
            "__typename": type,
            "id": id,
        }
    entity = "query ($id: ID!) { entity(id: $id) { id } }"
    assert ask(entity, id="state/nv")["entity"] == {"id": "state/nv"}
    (error,) = run(graph, entity, {"id": claim}).errors
    assert error["message"] == f"id: {claim!r} is the id of a claim, not of an entity."


@pytest.mark.parametrize("field", ["person", "law", "action"])
def test_a_typed_look_up_finds_only_its_type(graph: KnowledgeGraph, field: str) -> None:
    ids = {"person": "person/kate-brown", "law": "law/il/hb-1438", "action": "action/nv/2020-possession-pardons"}
    for other, id in ids.items():
        found = run(graph, f"query ($id: ID!) {{ {field}(id: $id) {{ id }} }}", {"id": id})
        assert found.data == {field: {"id": id} if other == field else None}
        assert [error["extensions"]["code"] for error in found.errors] == ([] if other == field else ["NOT_FOUND"])


def test_states_are_filtered_and_ordered(ask: Ask) -> None:
    query = """query ($where: StateWhere, $orderBy: [StateOrder!]) {
        states(where: $where, orderBy: $orderBy) { totalCount nodes { code name stateKind fips } } }"""
    assert ask(query)["states"]["totalCount"] == 56
    assert [node["code"] for node in ask(query)["states"]["nodes"]][:3] == ["AK", "AL", "AR"]
    assert names(ask(query, orderBy=["NAME_DESC"])["states"])[0] == "Wyoming"
    assert names(ask(query, where={"name": {"contains": "virginia"}}, orderBy=["NAME_ASC"])["states"]) == [
        "Virginia", "West Virginia"]  # fmt: skip
    assert ask(query, where={"kind": {"eq": "TERRITORY"}})["states"]["totalCount"] == 5
    assert ask(query, where={"not": {"kind": {"in": ["STATE", "TERRITORY"]}}})["states"]["nodes"] == [
        {"code": "DC", "name": "District of Columbia", "stateKind": "DISTRICT", "fips": "11"}
    ]
    both = {"and": [{"code": {"in": ["nv", "or"]}}, {"or": [{"name": {"eq": "nevada"}}, {"name": {"eq": "utah"}}]}]}
    assert names(ask(query, where=both)["states"]) == ["Nevada"]
    assert ask(query, where={"or": []})["states"]["totalCount"] == 0, "none of no alternatives"


def test_pages_follow_each_other(ask: Ask) -> None:
    query = """query ($after: String) { states(first: 20, after: $after) {
        totalCount edges { cursor node { code } } nodes { code } pageInfo { hasNextPage endCursor } } }"""
    seen: list[str] = []
    after = None
    while True:
        part = ask(query, after=after)["states"]
        assert part["totalCount"] == 56
        assert [edge["node"] for edge in part["edges"]] == part["nodes"]
        assert part["edges"][-1]["cursor"] == part["pageInfo"]["endCursor"]
        seen += [node["code"] for node in part["nodes"]]
        if not part["pageInfo"]["hasNextPage"]:
            break
        after = part["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == 56


def acted(graph: KnowledgeGraph, action: ClemencyAction, id: str, party: str | None = None) -> bool:
    return any(
        actor.entity == id and (party is None or (actor.term is not None and graph.terms[actor.term].party == party))
        for actor in action.actors
    )


def low(graph: KnowledgeGraph, action: ClemencyAction) -> int:
    figure = figure_of(graph, action)
    return figure.quantity.low if figure and figure.quantity and figure.quantity.low is not None else -1


# What is asked, and a plain reading of the same rule.
FILTERS: list[tuple[dict[str, Any], Callable[[KnowledgeGraph, ClemencyAction], bool]]] = [
    ({}, lambda g, a: True),
    (
        {"state": {"code": {"eq": "nv"}}},
        lambda g, a: a.jurisdiction == "state/nv" or a.jurisdiction.startswith("locality/nv/"),
    ),
    ({"name": {"contains": "MARIJUANA"}}, lambda g, a: "marijuana" in " / ".join((a.name, *a.aliases)).lower()),
    ({"actor": {"id": {"eq": "person/steve-sisolak"}}}, lambda g, a: acted(g, a, "person/steve-sisolak")),
    ({"actor": {"name": {"eq": "sisolak, steve"}}}, lambda g, a: False),
    (
        {"actor": {"name": {"eq": "JARED POLIS"}, "party": {"eq": "d"}}},
        lambda g, a: acted(g, a, "person/jared-polis", "party/democratic"),
    ),
    ({"actor": {"name": {"eq": "JARED POLIS"}, "party": {"eq": "R"}}}, lambda g, a: False),
    ({"figure": {"gte": 1000, "lt": 50000}}, lambda g, a: 1000 <= low(g, a) < 50000),
    ({"figure": {"eq": 15001}}, lambda g, a: low(g, a) == 15001),
    ({"date": {"eq": "2020-06-17"}, "certain": True}, lambda g, a: a.date == "2020-06-17"),
    (
        {"date": {"gte": "2021-01-01", "unknown": False}},
        lambda g, a: a.date is not None and a.date.last_day >= date(2021, 1, 1),
    ),
    ({"date": {"unknown": True}}, lambda g, a: a.date is None),
    ({"law": {"state": {"code": {"eq": "IL"}}}}, lambda g, a: any(law.startswith("law/il/") for law in a.laws)),
    ({"stage": {"eq": "ELIGIBLE"}}, lambda g, a: a.stage == "eligible"),
    ({"kind": {"in": ["PARDON", "SEALING"]}}, lambda g, a: a.kind in ("pardon", "sealing")),
    (
        {"not": {"kind": {"eq": "PARDON"}}, "or": [{"stage": {"eq": "GRANTED"}}, {"stage": {"eq": "ELIGIBLE"}}]},
        lambda g, a: a.kind != "pardon" and a.stage in ("granted", "eligible"),
    ),
    (
        {"and": [{"kind": {"eq": "PARDON"}}, {"stage": {"in": ["GRANTED"]}}]},
        lambda g, a: a.kind == "pardon" and a.stage == "granted",
    ),
]


@pytest.mark.parametrize(("where", "rule"), FILTERS)
def test_actions_are_filtered(
    ask: Ask, graph: KnowledgeGraph, where: dict[str, Any], rule: Callable[[KnowledgeGraph, ClemencyAction], bool]
) -> None:
    query = """query ($where: ActionWhere, $after: String) { actions(where: $where, first: 100, after: $after) {
      totalCount nodes { id } } }"""
    expected = [action.id for action in graph.of_type(ClemencyAction) if rule(graph, action)]
    found = ask(query, where=where)["actions"]
    assert found["totalCount"] == len(expected)
    assert [node["id"] for node in found["nodes"]] == expected[:100]


def test_no_filter_of_actions_is_idle(graph: KnowledgeGraph) -> None:
    whole = graph.of_type(ClemencyAction)
    counts = [sum(rule(graph, action) for action in whole) for _, rule in FILTERS]
    assert sum(0 < count < len(whole) for count in counts) >= 11


@pytest.mark.parametrize("order", ["DATE_ASC", "DATE_DESC", "FIGURE_ASC", "FIGURE_DESC", "NAME_ASC", "NAME_DESC"])
def test_actions_are_ordered_and_what_is_unknown_comes_last(ask: Ask, order: str) -> None:
    query = """query ($o: [ActionOrder!]) { actions(orderBy: $o, first: 100) { nodes {
        name date figure { quantity { low high } } } } }"""

    def key(node: dict[str, Any]) -> Any:
        match order.partition("_")[0]:
            case "DATE":
                return node["date"]
            case "NAME":
                return node["name"].casefold()
            case _:
                quantity = (node["figure"] or {}).get("quantity") or {"low": None, "high": None}
                return quantity["low"] if quantity["low"] is not None else quantity["high"]

    keys = [key(node) for node in ask(query, o=[order])["actions"]["nodes"]]
    known = [one for one in keys if one is not None]
    assert keys[: len(known)] == sorted(known, reverse=order.endswith("DESC"))


def test_claims_are_kept_apart_by_property_rank_and_day(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($property: ClaimProperty, $rank: Rank, $knownAt: Date) {
      entity(id: "action/il/2020-arrest-record-expungements") {
        claims(property: $property, rank: $rank, knownAt: $knownAt, first: 100) {
          totalCount nodes { property rank published } } } }"""
    whole = ask(query)["entity"]["claims"]
    assert whole["totalCount"] == len(graph.entities["action/il/2020-arrest-record-expungements"].claims)
    assert {claim["property"] for claim in ask(query, property="LAW")["entity"]["claims"]["nodes"]} == {"LAW"}
    deprecated = ask(query, rank="DEPRECATED")["entity"]["claims"]["nodes"]
    assert deprecated and {claim["rank"] for claim in deprecated} == {"DEPRECATED"}
    early = ask(query, knownAt="2021-01-31")["entity"]["claims"]["nodes"]
    assert early and len(early) < whole["totalCount"]
    assert all(claim["published"] and claim["published"] <= "2021-01-31" for claim in early)


def test_relationships_are_walked_both_ways(ask: Ask) -> None:
    query = """query ($kinds: [RelationshipKind!], $direction: Direction! = BOTH) {
      entity(id: "action/nv/2020-possession-pardons") {
        relationships(kinds: $kinds, direction: $direction, first: 100) {
          nodes { id kind from { id } to { id } claims { source { id } } } } } }"""
    out = ask(query, direction="OUT", kinds=["IN", "UNDER"])["entity"]["relationships"]["nodes"]
    assert [edge["kind"] for edge in out] == ["IN", *["UNDER"] * (len(out) - 1)]
    assert out[0]["to"] == {"id": "state/nv"}
    assert out[1]["claims"]
    proposed = ask(query, kinds=["PROPOSED"])["entity"]["relationships"]["nodes"]
    assert [edge["from"]["id"] for edge in proposed] == ["person/steve-sisolak"]
    assert ask(query, direction="OUT", kinds=["PROPOSED"])["entity"]["relationships"]["nodes"] == []


def test_two_clocks(ask: Ask) -> None:
    query = """query ($on: Date, $knownAt: Date) {
      state(code: "OR") { governor(on: $on) { person { name } } }
      action(id: "action/or/2022-possession-pardons") { figure(stage: GRANTED, knownAt: $knownAt) { stated } } }"""
    before = ask(query, on="2022-11-20", knownAt="2022-11-20")
    assert before["state"]["governor"]["person"]["name"] == "Kate Brown"
    assert before["action"]["figure"] is None
    after = ask(query, on="2023-11-20", knownAt="2022-11-30")
    assert after["state"]["governor"]["person"]["name"] == "Tina Kotek"
    assert "47,144" in after["action"]["figure"]["stated"]


def test_the_mayor_governs_the_district(ask: Ask) -> None:
    query = '{ state(code: "DC") { governor(on: "2022-11-02") { office person { name } } } }'
    assert ask(query)["state"]["governor"] == {"office": "MAYOR", "person": {"name": "Muriel Bowser"}}


def test_totals_of_a_state_are_those_of_its_actions(ask: Ask) -> None:
    fields = "kind unit stage low high actions year state { code } party { abbreviation } claims { nodes { id } }"
    query = f"""{{ state(code: "CO") {{ totals {{ {fields} }} }}
      totals(where: {{ state: {{ code: {{ eq: "CO" }} }} }}) {{ {fields} }}
      grouped: totals(groupBy: [STATE, PARTY, YEAR],
        where: {{ state: {{ code: {{ eq: "CO" }} }} }}) {{ {fields} }} }}"""
    found = ask(query)
    assert found["state"]["totals"] == found["totals"]
    assert all((one["state"], one["party"], one["year"]) == (None, None, None) for one in found["totals"])
    years = {(one["year"], one["unit"]): one for one in found["grouped"] if one["actions"] and one["kind"] == "PARDON"}
    assert all((one["state"]["code"], one["party"]["abbreviation"]) == ("CO", "D") for one in years.values())
    assert years[2020, "CONVICTIONS"]["low"] == years[2020, "CONVICTIONS"]["high"] == 2732
    assert years[2021, "CONVICTIONS"]["low"] == years[2021, "CONVICTIONS"]["high"] == 1351


def test_conflicts_are_those_of_an_action_and_of_its_claims(ask: Ask, graph: KnowledgeGraph) -> None:
    found = ask("""{ action(id: "action/or/2015-marijuana-set-asides") {
      disputed conflicts { open daysDiffer spread property claims { id conflicts { about { id } claims { id } } } }
      claims(where: {disputed: true}) { nodes { id } } } }""")["action"]
    (conflict,) = (one for one in found["conflicts"] if one["open"] and not one["daysDiffer"])
    assert (conflict["property"], conflict["spread"]) == ("DATE", None)
    assert {claim["id"] for claim in conflict["claims"]} == {claim["id"] for claim in found["claims"]["nodes"]}
    for claim in conflict["claims"]:
        assert claim["conflicts"][0]["claims"] == [{"id": one["id"]} for one in conflict["claims"]]
    assert not found["disputed"], "its act is not the authorization"
    query = "query ($of: Boolean) { actions(where: {disputed: $of}, first: 100) { totalCount nodes { disputed } } }"
    disputed, others = (ask(query, of=of)["actions"] for of in (True, False))
    assert disputed["totalCount"] + others["totalCount"] == len(graph.of_type(ClemencyAction))
    assert {one["disputed"] for one in disputed["nodes"]} == {True}
    counts = ask("""{ all: conflicts { totalCount } open: conflicts(where: {open: true}) { totalCount }
      settled: conflicts(where: {open: false}) { totalCount } }""")
    assert 0 < counts["open"]["totalCount"] == counts["all"]["totalCount"] - counts["settled"]["totalCount"]


def test_conflicts_page_and_narrow(ask: Ask) -> None:
    query = """query ($property: ClaimProperty, $first: Int) { conflicts(property: $property, first: $first) {
      totalCount nodes { about { id } property claims { id } } pageInfo { hasNextPage } } }"""
    found = ask(query, property="FIGURE", first=1)["conflicts"]
    assert found["totalCount"] > len(found["nodes"]) == 1
    assert found["pageInfo"]["hasNextPage"]
    assert found["nodes"][0]["property"] == "FIGURE"
    assert len(found["nodes"][0]["claims"]) >= 2


def test_paths_and_neighborhoods(ask: Ask) -> None:
    found = ask("""{
      path(from: "person/steve-sisolak", to: "person/jay-inslee") { length nodes { id } relationships { kind } }
      short: path(from: "person/steve-sisolak", to: "person/jay-inslee", maxLength: 1) { length }
      paths(from: "person/steve-sisolak", to: "person/jay-inslee", first: 3) { length }
      neighborhood(of: ["state/nv"], limit: 5) { truncated nodes { id } relationships { id } }
      central(by: DEGREE, types: [PARTY], first: 2) { score entity { id } } }""")
    assert found["path"]["length"] == 2
    assert found["short"] is None
    assert len(found["paths"]) == 3
    assert found["neighborhood"]["truncated"] is True
    assert len(found["neighborhood"]["nodes"]) == 5
    assert {one["entity"]["id"] for one in found["central"]} == {"party/democratic", "party/republican"}


def test_sources_are_filtered_cited_and_heard(ask: Ask) -> None:
    query = """query ($where: SourceWhere) { sources(where: $where) { totalCount nodes {
      id title publisher { name } published cite bibtex: cite(style: BIBTEX) csl: cite(style: CSL_JSON)
      says(property: FIGURE, first: 1) { totalCount nodes { property } } } } }"""
    found = ask(query, where={"publisher": {"eq": "norml"}})["sources"]
    assert found["totalCount"] >= 1
    assert all("NORML" in node["publisher"]["name"] or "Reform" in node["publisher"]["name"] for node in found["nodes"])
    within = {"published": {"gte": "2022-11-21", "lt": "2022-11-23"}}
    dated = ask(query, where={**within, "certain": True})["sources"]["nodes"]
    assert dated and {node["published"] for node in dated} <= {"2022-11-21", "2022-11-22"}
    titled = ask(query, where={"title": {"contains": "open states people"}})["sources"]["nodes"]
    assert [node["id"] for node in titled] == ["source/openstates/people"]
    assert titled[0]["bibtex"].startswith("@misc{openstates-people,")


def test_laws_are_filtered_ordered_and_tied(ask: Ask) -> None:
    query = """query ($where: LawWhere, $orderBy: [LawOrder!]) { laws(where: $where, orderBy: $orderBy, first: 100) {
      nodes { id enacted effective name } } }"""
    adult = ask(query, where={"effect": {"eq": "ADULT_USE"}, "state": {"code": {"eq": "IL"}}})["laws"]["nodes"]
    assert [law["id"] for law in adult] == ["law/il/hb-1438"]
    assert ask(query, where={"number": {"eq": "hb 1438"}})["laws"]["nodes"][0]["id"] == "law/il/hb-1438"
    enacted = {"enacted": {"eq": "2019-06-25"}, "certain": True}
    assert [law["id"] for law in ask(query, where=enacted)["laws"]["nodes"]] == ["law/il/hb-1438"]
    dates = [law["enacted"] for law in ask(query, orderBy=["ENACTED_DESC", "NAME_ASC"])["laws"]["nodes"]]
    known = [date for date in dates if date]
    assert dates[: len(known)] == sorted(known, reverse=True)
    tied = ask("""{ law(id: "law/il/hb-1438") { amendedBy { amends { id } } actions { nodes { legalBasis { id } } }
      signedBy { lawsSigned(first: 100) { nodes { id } } } } }""")["law"]
    assert all({"id": "law/il/hb-1438"} in one["amends"] for one in tied["amendedBy"])
    assert tied["actions"]["nodes"] and all(
        {"id": "law/il/hb-1438"} in one["legalBasis"] for one in tied["actions"]["nodes"]
    )
    assert {"id": "law/il/hb-1438"} in tied["signedBy"]["lawsSigned"]["nodes"]


def test_a_law_that_was_passed_over_a_veto_names_who_vetoed_it(ask: Ask) -> None:
    query = """query ($id: ID!) { law(id: $id) { status signedBy { id } vetoedBy { name lawsVetoed { nodes { id } } }
      relationships(kinds: [VETOED]) { nodes { kind from { id } claims { asOf source { id } } } } } }"""
    passed = ask(query, id="law/de/sb-75-2025")["law"]
    assert (passed["status"], passed["signedBy"], passed["vetoedBy"]["name"]) == ("ENACTED", None, "Matt Meyer")
    assert passed["vetoedBy"]["lawsVetoed"]["nodes"] == [{"id": "law/de/sb-75-2025"}]
    (edge,) = passed["relationships"]["nodes"]
    assert (edge["kind"], edge["from"]["id"]) == ("VETOED", "person/matt-meyer")
    source = {"id": "source/delaware-public-media/2025-marijuana-zoning-veto"}
    assert edge["claims"] == [{"asOf": "2025-08-28", "source": source}]
    assert ask(query, id="law/il/hb-1438")["law"]["vetoedBy"] is None
    page = """query ($after: String) { person(id: "person/glenn-youngkin") {
      lawsVetoed(orderBy: [NAME_ASC], first: 3, after: $after) {
        totalCount nodes { name } pageInfo { endCursor } } } }"""
    first = ask(page)["person"]["lawsVetoed"]
    rest = ask(page, after=first["pageInfo"]["endCursor"])["person"]["lawsVetoed"]["nodes"]
    names = [one["name"] for one in first["nodes"] + rest]
    assert names == sorted(set(names)) and len(names) == first["totalCount"] == 4
    where = "query ($who: String) { laws(where: { vetoedBy: { eq: $who } }, first: 100) { nodes { id status } } }"
    found = ask(where, who="Henry McMaster")["laws"]["nodes"]
    assert found == [{"id": "law/sc/h-3209-2018", "status": "ENACTED"}]


def test_a_person_leads_to_the_organization_that_they_speak_for_and_back(ask: Ask) -> None:
    query = """query ($where: PersonWhere, $after: String) { person(id: "person/paul-armentano") { speaksFor { id
      spokespeople(where: $where, orderBy: [NAME_ASC], first: 5, after: $after) { totalCount nodes { id } } }
      relationships(kinds: [SPEAKS_FOR]) { nodes { to { id } claims { property asOf source { id } } } } } }"""
    found = ask(query)["person"]
    assert found["speaksFor"] == [
        {"id": "organization/norml", "spokespeople": {"totalCount": 1, "nodes": [{"id": "person/paul-armentano"}]}}
    ]
    (edge,) = found["relationships"]["nodes"]
    assert edge["to"] == {"id": "organization/norml"}
    assert {claim["property"] for claim in edge["claims"]} == {"SPEAKS_FOR"}
    assert sorted(claim["asOf"] for claim in edge["claims"]) == ["2020-06-17", "2022-11", "2022-11"]
    nobody = ask(query, where={"name": {"eq": "Matt Walker"}})["person"]["speaksFor"][0]["spokespeople"]
    assert nobody == {"totalCount": 0, "nodes": []}
    path = """{ path(from: "person/matt-walker", to: "organization/tucson-city-prosecutor") { length } }"""
    assert ask(path)["path"]["length"] == 1


def test_massachusetts_is_the_pardon_and_not_the_correction_of_records(ask: Ask) -> None:
    query = """query ($knownAt: Date) { action(id: "action/ma/2024-possession-pardons") {
      stage date figure { claimStage stated } recorded: figure(stage: RECORDED) { stated }
      history(knownAt: $knownAt) { stage date earliest latest } } }"""
    found = ask(query)["action"]
    assert (found["stage"], found["date"], found["figure"]["claimStage"]) == ("RECORDED", "2024-04-03", "GRANTED")
    assert found["recorded"]["stated"] != found["figure"]["stated"]
    stages = {event["stage"]: event for event in found["history"]}
    granted, recorded = stages["GRANTED"], stages["RECORDED"]
    assert granted["earliest"] == granted["latest"] == "2024-04-03"
    assert recorded["date"] is None and recorded["latest"] > granted["latest"]
    before = ask(query, knownAt="2024-04-02")["action"]["history"]
    assert "GRANTED" not in {event["stage"] for event in before}


def test_a_list_holds_what_only_may_match(ask: Ask) -> None:
    query = """query ($lt: Date!) {
      possible: actions(where: {date: {lt: $lt}}) { totalCount uncertainCount }
      surely: actions(where: {date: {lt: $lt}, certain: true}) { totalCount uncertainCount }
      surelyNot: actions(where: {not: {date: {lt: $lt}}, certain: true}) { totalCount }
      all: actions { totalCount } }"""
    found = ask(query, lt="2020-01-01")
    assert found["possible"]["uncertainCount"] > 0 == found["surely"]["uncertainCount"]
    assert found["possible"]["totalCount"] == found["surely"]["totalCount"] + found["possible"]["uncertainCount"]
    assert found["all"]["totalCount"] == found["possible"]["totalCount"] + found["surelyNot"]["totalCount"]


def test_a_total_lists_the_actions_that_only_may_match(ask: Ask) -> None:
    query = """query ($where: ActionWhere!, $sure: ActionWhere!) {
      totals(where: $where) { kind unit actions uncertainCount uncounted(first: 200) { totalCount }
        uncertain(first: 200) { totalCount uncertainCount nodes { id kind } } }
      possible: actions(where: $where, first: 200) { totalCount nodes { id kind
        claims(first: 200) { nodes { claimStage rank quantity { low unit covers } } } } }
      surely: actions(where: $sure, first: 200) { totalCount nodes { id } } }"""
    for day in ({"lt": "2015-01-01"}, {"gte": "2025-01-01"}):
        where = {"date": day}
        found = ask(query, where=where, sure={**where, "certain": True})
        assert max(found["possible"]["totalCount"], found["surely"]["totalCount"]) <= 200
        surely = {one["id"] for one in found["surely"]["nodes"]}
        doubted = [one for one in found["possible"]["nodes"] if one["id"] not in surely]
        assert doubted
        for total in found["totals"]:
            expected = {
                one["id"]
                for one in doubted
                if one["kind"] == total["kind"] and _granted(one["claims"]["nodes"], total["unit"])
            }
            assert {one["id"] for one in total["uncertain"]["nodes"]} == expected
            counts = (total["uncertainCount"], total["uncertain"]["totalCount"], total["uncertain"]["uncertainCount"])
            assert set(counts) == {len(expected)}
            assert len(expected) <= total["actions"] + total["uncounted"]["totalCount"]
        assert any(total["uncertainCount"] for total in found["totals"])


def test_the_actions_that_only_may_match_come_in_pages(ask: Ask) -> None:
    query = """query ($after: String) {
      totals(where: {date: {gte: "2021-01-01"}}, kinds: [EXPUNGEMENT]) { unit uncertainCount
        all: uncertain(first: 200) { nodes { id } }
        uncertain(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }"""
    total = ask(query)["totals"][0]
    assert total["uncertainCount"] > 1
    assert total["uncertain"]["nodes"] == total["all"]["nodes"][:1]
    found = ask(query, after=total["uncertain"]["pageInfo"]["endCursor"])["totals"]
    for row in found:
        # The first action is in every row of its kind: as counted in one unit, as uncounted in the others.
        later = row["all"]["nodes"][row["all"]["nodes"].index(total["all"]["nodes"][0]) + 1 :]
        assert row["uncertain"]["nodes"] == later[:1]
        assert row["uncertain"]["pageInfo"]["hasNextPage"] == (len(later) > 1)


def _granted(claims: list[dict[str, Any]], unit: str | None) -> bool:
    """Whether a usable claim says that relief was granted, or gives a figure of it in a unit; what was recorded was."""
    for claim in claims:
        if claim["claimStage"] in ("GRANTED", "RECORDED") and claim["rank"] != "DEPRECATED":
            figure = claim["quantity"]
            if figure is None or (figure["covers"] != "SERIES" and (figure["low"] != 0 or figure["unit"] == unit)):
                return True
    return False


def test_a_total_of_what_only_may_match_has_no_low(ask: Ask) -> None:
    query = """query ($where: ActionWhere) { totals(where: $where, kinds: [PARDON]) {
      unit low excluded(first: 200) { nodes { code } } } }"""
    within = {"date": {"gte": "2022-01-01"}}
    may = [total for total in ask(query, where=within)["totals"] if total["unit"]]
    sure = {total["unit"]: total["low"] for total in ask(query, where={**within, "certain": True})["totals"]}
    assert may and all(total["low"] == sure.get(total["unit"], 0) for total in may)
    codes = {one["code"] for total in may for one in total["excluded"]["nodes"]}
    assert "MAY_NOT_MATCH" in codes, "some pardon has no day"


def test_search_gives_advice_where_its_results_do_not_say_enough(ask: Ask) -> None:
    query = """query ($text: String!) { search(text: $text) {
      totalCount edges { cursor node { matched } } nodes { entity { id } } pageInfo { hasNextPage }
      advice { message near { id } notFound { id coverage { pardons } } outOfScope } } }"""
    kansas = ask(query, text="pardons in Kansas")["search"]
    assert kansas["nodes"][0] == {"entity": {"id": "state/ks"}}
    assert kansas["advice"]["notFound"] == [{"id": "state/ks", "coverage": {"pardons": "UNKNOWN"}}]
    cocaine = ask(query, text="cocaine pardons in Texas")["search"]
    assert (cocaine["totalCount"], cocaine["advice"]["outOfScope"]) == (0, ["cocaine"])
    assert cocaine["advice"]["near"]
    assert ask(query, text="Sisolak")["search"]["advice"] is None


def test_a_term_that_began_in_a_year_may_cover_a_day_of_it(ask: Ask) -> None:
    query = """query ($on: Date) { state(code: "NY") { terms(office: GOVERNOR, on: $on) {
      totalCount uncertainCount nodes { start } } } }"""
    during, later = (ask(query, on=day)["state"]["terms"] for day in ("1975-03-01", "1976-03-01"))
    assert during["nodes"] == later["nodes"] == [{"start": "1975"}]
    assert (during["uncertainCount"], later["uncertainCount"]) == (1, 0)


def test_the_events_of_a_place_are_one_dated_list(ask: Ask) -> None:
    query = """query ($place: ID!, $kinds: [EventKind!], $first: Int, $after: String) {
      events(place: $place, kinds: $kinds, first: $first, after: $after) {
        totalCount uncertainCount nodes { id date kind stage subject { __typename id } claims { id } }
        edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""
    whole = ask(query, place="state/nv", first=200)["events"]
    dates = [node["date"] for node in whole["nodes"]]
    assert dates == sorted(dates) and len(dates) == whole["totalCount"]
    assert {node["subject"]["__typename"] for node in whole["nodes"]} == {"ClemencyAction", "Law", "Term"}
    kinds = ["LAW_INTRODUCED", "LAW_VETOED", "LAW_ENACTED", "LAW_EFFECTIVE"]
    laws = ask(query, place="state/nv", kinds=kinds, first=200)["events"]["nodes"]
    assert laws == [node for node in whole["nodes"] if node["subject"]["__typename"] == "Law"]
    rest = ask(query, place="state/nv", first=200, after=whole["edges"][0]["cursor"])["events"]
    assert [edge["node"]["id"] for edge in rest["edges"]] == [node["id"] for node in whole["nodes"][1:]]


def test_paths_avoid_what_they_are_told_to(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($avoid: [ID!]) {
      path(from: "person/steve-sisolak", to: "person/jay-inslee", avoid: $avoid) { nodes { id } }
      paths(from: "person/steve-sisolak", to: "person/jay-inslee", avoid: $avoid, first: 3) { nodes { id } } }"""
    shortest = [node["id"] for node in ask(query)["path"]["nodes"]]
    avoided = shortest[1]
    around = ask(query, avoid=[avoided])
    for path in (around["path"], *around["paths"]):
        assert {"id": avoided} not in path["nodes"]
    (error, _) = run(graph, query, {"avoid": ["NOTHING"]}).errors
    assert error["extensions"] == {"code": "NOT_FOUND", "coordinate": "Query.path(avoid:)"}


def test_walks_keep_to_a_day_to_claims_and_to_stages(ask: Ask) -> None:
    query = """query ($on: Date, $known: Date, $stages: [Stage!], $units: [Unit!], $kinds: [SourceKind!],
      $ranks: [Rank!]) {
      path(from: "action/nv/2020-possession-pardons", to: "person/steve-sisolak",
        on: $on, knownAt: $known, stages: $stages, units: $units, sourceKinds: $kinds,
        ranks: $ranks) { length }
      paths(from: "action/nv/2020-possession-pardons", to: "person/steve-sisolak",
        on: $on, knownAt: $known, stages: $stages, units: $units, sourceKinds: $kinds,
        ranks: $ranks) { length }
      neighborhood(of: ["action/nv/2020-possession-pardons"], avoid: ["country/us"],
        on: $on, knownAt: $known, stages: $stages, units: $units, sourceKinds: $kinds,
        ranks: $ranks) { totalCount }
      subgraph(of: ["action/nv/2020-possession-pardons", "state/nv"],
        on: $on, knownAt: $known, stages: $stages, units: $units, sourceKinds: $kinds,
        ranks: $ranks) { nodes { id } } }"""
    whole = ask(query)
    assert whole["path"] and whole["paths"] and len(whole["subgraph"]["nodes"]) == 2
    for kept in ({"on": "2020-06-17"}, {"stages": ["GRANTED"], "units": ["PEOPLE"]}):
        assert ask(query, **kept)["path"] == {"length": 1}
    nothing: dict[str, Any] = {
        "path": None,
        "paths": [],
        "neighborhood": {"totalCount": 0},
        "subgraph": {"nodes": [{"id": "state/nv"}]},
    }
    narrowed: list[dict[str, Any]] = [
        {"on": "2020-06-16"},
        {"known": "2019-01-01"},
        {"stages": ["DECLINED"]},
        {"units": ["RECORDS"]},
        {"kinds": []},
        {"ranks": []},
    ]
    for left_out in narrowed:
        assert ask(query, **left_out) == nothing, left_out


def test_a_subgraph_has_the_relationships_among_its_entities(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($of: [ID!]!, $kinds: [RelationshipKind!]) { subgraph(of: $of, kinds: $kinds) {
      truncated totalCount nodes { id } relationships { id kind from { id } to { id } } } }"""
    ids = ["state/nv", "person/steve-sisolak", "action/nv/2020-possession-pardons", "organization/norml"]
    found = ask(query, of=ids)["subgraph"]
    assert ([node["id"] for node in found["nodes"]], found["truncated"], found["totalCount"]) == (ids, False, 4)
    among = {edge.id for edge in graph.relationships.values() if edge.from_ in ids and edge.to in ids}
    assert {edge["id"] for edge in found["relationships"]} == among != set()
    assert {edge["kind"] for edge in ask(query, of=ids, kinds=["IN"])["subgraph"]["relationships"]} == {"IN"}


def test_a_figure_of_a_series_is_no_stage_of_one_round(ask: Ask) -> None:
    query = """{ action(id: "action/wi/2019-evers-pardons") {
      stage act { stage } history { stage claims { id } } figures { claimStage quantity { covers } } } }"""
    found = ask(query)["action"]
    assert {"claimStage": "GRANTED", "quantity": {"covers": "SERIES"}} in found["figures"]
    assert "GRANTED" not in {event["stage"] for event in found["history"]} | {found["stage"], found["act"]["stage"]}


def test_each_round_of_a_series_gives_the_figure_of_the_series(ask: Ask) -> None:
    query = """query ($id: ID!, $known: Date) { action(id: $id) {
      figure { stated } known: figure(covers: SERIES, knownAt: $known) { stated }
      series: figure(covers: SERIES, unit: CERTIFICATES) { about { id } quantity { low unit covers } }
      uptake { covers unit action { id } granted { counts { low high } } } } }"""
    first, later = (
        ask(query, id=f"action/us/{year}-possession-pardons", known="2023-12-31")["action"] for year in (2022, 2023)
    )
    assert first["series"] == later["series"]
    assert later["series"]["quantity"] == {"low": 184, "unit": "CERTIFICATES", "covers": "SERIES"}
    assert later["figure"] is None and later["known"] is None
    of_series = [row for row in first["uptake"] if row["covers"] == "SERIES"]
    assert of_series and of_series == [row for row in later["uptake"] if row["covers"] == "SERIES"]
    assert {row["action"]["id"] for row in of_series} == {"action/us/2022-possession-pardons"}
    alone = ask(query, id="action/ma/2024-possession-pardons")["action"]
    assert alone["figure"] is not None and alone["series"] is None


@pytest.mark.parametrize(
    ("list_", "where"),
    [
        ("actions", {"date": {"lt": "2020-01-01"}}),
        ("actions", {"law": {"effective": {"lt": "2019-03-01"}}}),
        ("laws", {"inForce": {"on": "2020-01-15"}, "method": {"eq": "PETITION"}}),
        ("sources", {"published": {"gte": "2021-05-05"}}),
        ("duties", {"due": {"lt": "2023-02-02"}}),
        ("governors", {"on": "2099-01-01"}),
    ],
)
def test_what_certain_leaves_out_is_counted(ask: Ask, list_: str, where: dict[str, object]) -> None:
    type_ = {
        "actions": "ActionWhere",
        "laws": "LawWhere",
        "sources": "SourceWhere",
        "duties": "DutyWhere",
        "governors": "GovernorWhere",
    }[list_]
    query = f"""query ($possible: {type_}!, $sure: {type_}!, $within: {type_}!) {{
      possible: {list_}(where: $possible) {{ totalCount uncertainCount leftOutCount }}
      surely: {list_}(where: $sure) {{ totalCount uncertainCount leftOutCount }}
      within: {list_}(where: $within) {{ totalCount leftOutCount }} }}"""
    found = ask(query, possible=where, sure={**where, "certain": True}, within={"and": [{**where, "certain": True}]})
    assert found["possible"]["leftOutCount"] == 0 == found["surely"]["uncertainCount"]
    assert found["surely"]["leftOutCount"] == found["possible"]["uncertainCount"]
    assert found["surely"]["totalCount"] + found["surely"]["leftOutCount"] == found["possible"]["totalCount"]
    assert found["within"] == {key: found["surely"][key] for key in ("totalCount", "leftOutCount")}


def test_a_list_without_certain_leaves_nothing_out(ask: Ask) -> None:
    query = """{ states { leftOutCount } laws { leftOutCount } actions { leftOutCount } sources { leftOutCount }
      governors { leftOutCount } conflicts { leftOutCount } search(text: "pardons") { leftOutCount }
      duties { leftOutCount } organizations { leftOutCount } people { leftOutCount } localities { leftOutCount }
      changes(release: "994c7412a7a061a6") { leftOutCount } dataset { releases { leftOutCount } }
      events(place: "state/nv") { leftOutCount } totals { excluded { leftOutCount } }
      state: entity(id: "state/nv") { claims { leftOutCount } relationships { leftOutCount } } }"""
    found = ask(query)
    assert {one["leftOutCount"] for one in found.values() if isinstance(one, dict) and "leftOutCount" in one} == {0}
    assert {one["leftOutCount"] for one in found["state"].values()} == {0}
