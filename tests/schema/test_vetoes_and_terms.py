"""Vetoes, signatures and terms of office by their day, the roles of people, duties by place, and orders of totals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.law_requirement_vocabulary import DutyOutcome
from clemency_graph.graph.model.records import ClemencyAction, Law
from clemency_graph.graph.model.vocabulary import Office, Rank
from clemency_graph.graph.queries.law_veto import veto_of
from clemency_graph.graph.queries.terms_on_day import signed_under, term_on
from support.asking import Ask
from support.plain_reading import in_state, usable

LAWS = """query ($where: LawWhere, $orderBy: [LawOrder!]) {
  laws(where: $where, orderBy: $orderBy, first: 200) {
    totalCount uncertainCount nodes { id introduced vetoed vetoedUnder { party { abbreviation } } } } }"""


def names(graph: KnowledgeGraph, id: str) -> tuple[str, ...]:
    return (id, graph.entities[id].name, *graph.entities[id].aliases)


def is_vetoed(law: Law) -> bool:
    return any(one.rank is not Rank.DEPRECATED and one.text == "vetoed" for one in usable(law))


def test_every_vetoed_law_is_found_whoever_vetoed_it(ask: Ask, graph: KnowledgeGraph) -> None:
    expected = {law.id for law in graph.of_type(Law) if is_vetoed(law) or law.vetoed_by}
    found = ask(LAWS, where={"vetoed": {}})["laws"]
    assert {one["id"] for one in found["nodes"]} == expected
    # One whose vetoer no source names, and one that became law over the veto.
    assert {"law/vt/s-22-2017", "law/de/sb-75-2025"} <= expected
    rest = ask(LAWS, where={"not": {"vetoed": {}}})["laws"]
    assert rest["totalCount"] + found["totalCount"] == len(list(graph.of_type(Law)))


def test_the_day_of_a_veto_is_the_finest_of_the_best_claim(graph: KnowledgeGraph) -> None:
    days = {
        law.id.removeprefix("law/"): str(veto.day) if veto.day else None
        for law in graph.of_type(Law)
        if (veto := veto_of(law))
    }
    # 2019-08 and 2019-08-23; 2025-03 by who vetoed it and 2025-03-25 by the status.
    assert (days["nj/s-3205-2019"], days["va/hb-2555-2025"]) == ("2019-08-23", "2025-03-25")
    assert (days["sc/h-3209-2018"], days["me/ld-1719-2018"]) == ("2018-05-19", None)
    assert days["de/sb-75-2025"] == "2025-08-28"
    for law in graph.of_type(Law):
        veto = veto_of(law)
        if veto is not None and veto.day is not None:
            assert veto.claims and {one.as_of for one in veto.claims} == {veto.day}
            assert law.enacted is None or veto.day.first_day <= law.enacted.last_day


def test_vetoes_by_day_and_what_may_lie_in_it(ask: Ask) -> None:
    of_2024 = {"vetoed": {"gte": "2024-01-01", "lt": "2025-01-01"}}
    found = ask(LAWS, where=of_2024, orderBy=["VETOED_ASC"])["laws"]
    assert [one["vetoed"] for one in found["nodes"]] == ["2024-03-28", "2024-03-28", "2024-06-19"]
    assert found["uncertainCount"] == 0
    april = ask(LAWS, where={"vetoed": {"gte": "2017-04-01", "lt": "2017-05-15"}})["laws"]
    assert april["uncertainCount"] >= 2, "2017 and 2017-05 may lie in it, or not"
    unknown = ask(LAWS, where={"vetoed": {"unknown": True}})["laws"]["nodes"]
    assert {one["id"] for one in unknown} == {"law/me/ld-1719-2018"}


def test_laws_are_ordered_by_introduction_and_by_veto(ask: Ask) -> None:
    for order, field in (("INTRODUCED_ASC", "introduced"), ("VETOED_DESC", "vetoed")):
        days = [one[field] for one in ask(LAWS, orderBy=[order])["laws"]["nodes"]]
        known = [day for day in days if day]
        assert known == sorted(known, reverse=order.endswith("DESC")) and days[: len(known)] == known and known


def test_the_term_of_a_signature_has_the_party_of_that_day(ask: Ask, graph: KnowledgeGraph) -> None:
    query = (
        """{ law(id: "law/il/hb-1438") { signedBy { id } signedUnder { id person { id } party { abbreviation } } } }"""
    )
    found = ask(query)["law"]
    assert found["signedUnder"]["person"] == found["signedBy"]
    assert found["signedUnder"]["party"]["abbreviation"] == "D"
    signed = [law for law in graph.of_type(Law) if law.signed_by and law.enacted]
    held = [(law, term) for law in signed if (term := signed_under(graph, law))]
    assert len(held) > len(signed) * 0.9
    # Signed in 2015, in which her term began: she signed as its holder.
    oregon = graph.entities["law/or/sb-364-2015"]
    assert isinstance(oregon, Law) and oregon.enacted == "2015"
    term = signed_under(graph, oregon)
    assert term and term.person == "person/kate-brown"
    for law, term in held:
        assert term.person == law.signed_by and law.enacted
        assert term.start.first_day <= law.enacted.last_day
        assert term.end is None or law.enacted.first_day <= term.end.last_day


def test_the_roles_of_a_person_are_told_apart(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!, $roles: [ActorRole!]) { person(id: $id) {
      actions(roles: $roles, first: 100) { nodes { id } } } }"""
    person = "person/joe-biden"
    for roles in (["DECIDED"], ["PROPOSED", "IMPLEMENTED"], ["URGED"], [], None):
        found = [one["id"] for one in ask(query, id=person, roles=roles)["person"]["actions"]["nodes"]]
        expected = {
            action.id
            for action in graph.of_type(ClemencyAction)
            for actor in action.actors
            if actor.entity == person and (roles is None or actor.role.name in roles)
        }
        assert set(found) == expected and len(found) == len(expected)


GOVERNOR = """query ($code: String!, $on: Date) { state(code: $code) {
  governor(on: $on) { id party { id } scheduledEnd person { party(on: $on) { id } } } } }"""


def test_nobody_is_told_to_govern_on_a_day_to_come_without_a_source(ask: Ask) -> None:
    assert ask(GOVERNOR, code="NV")["state"]["governor"]["scheduledEnd"] is None
    assert ask(GOVERNOR, code="NV", on="2099-01-01")["state"]["governor"] is None
    samoa = ask(GOVERNOR, code="AS")["state"]["governor"]
    before = date.fromisoformat(samoa["scheduledEnd"]) - timedelta(1)
    on_that_day = ask(GOVERNOR, code="AS", on=str(before))["state"]["governor"]
    assert on_that_day["id"] == samoa["id"] and on_that_day["person"]["party"] == on_that_day["party"]
    assert ask(GOVERNOR, code="AS", on=samoa["scheduledEnd"])["state"]["governor"] is None


@pytest.mark.parametrize(("today", "covered"), [("2026-01-01", True), ("2025-12-31", False)])
def test_a_term_covers_a_day_to_come_by_its_scheduled_end_only(
    graph: KnowledgeGraph, today: str, covered: bool
) -> None:
    (nevada,) = (one for one in graph.terms_of("state/nv", Office.GOVERNOR) if one.end is None)
    assert nevada.scheduled_end is None
    day = date(2026, 1, 1)
    assert (term_on([nevada], day, date.fromisoformat(today)) is nevada) is covered


def test_lists_of_governors_say_what_is_uncertain_on_a_day_to_come(ask: Ask) -> None:
    query = """query ($where: GovernorWhere) { governors(where: $where) { totalCount uncertainCount } }"""
    to_come = ask(query, where={"on": "2028-01-01"})["governors"]
    certain = ask(query, where={"on": "2028-01-01", "certain": True})["governors"]
    assert to_come["totalCount"] == to_come["uncertainCount"] + certain["totalCount"]
    assert 0 < certain["totalCount"] < 10
    nested = ask(query, where={"and": [{"on": "2028-01-01"}]})["governors"]
    assert nested == to_come
    past = ask(query, where={"on": "2022-06-01"})["governors"]
    assert past["uncertainCount"] == 0 and past["totalCount"] >= 50
    mayor = """{ state(code: "NV") { terms(office: GOVERNOR, on: "2099-01-01") { totalCount uncertainCount } } }"""
    assert ask(mayor)["state"]["terms"] == {"totalCount": 1, "uncertainCount": 1}


DUTIES = """query ($where: DutyWhere, $status: [DutyStatus!]) { duties(where: $where, status: $status, first: 200) {
  totalCount uncertainCount nodes { key due outcome body { name } law { id jurisdiction { id } } } } }"""


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ({"jurisdiction": {"eq": "state/mo"}}, lambda g, law, duty: law.jurisdiction == "state/mo"),
        (
            {"law": {"state": {"code": {"in": ["mo", "NY"]}}}},
            lambda g, law, duty: in_state(g, law.jurisdiction) in ("state/mo", "state/ny"),
        ),
        (
            {"body": {"contains": "court"}},
            lambda g, law, duty: duty.body and "court" in " ".join(names(g, duty.body)).lower(),
        ),
        ({"outcome": {"eq": "FULFILLED"}}, lambda g, law, duty: duty.outcome is DutyOutcome.FULFILLED),
        ({"not": {"outcome": {"in": ["FULFILLED", "PARTLY", "MISSED", "CANCELED"]}}},
         lambda g, law, duty: duty.outcome is None),
        ({"due": {"lt": "2022-01-01"}, "certain": True}, lambda g, law, duty: duty.due.last_day < date(2022, 1, 1)),
        ({"or": [{"due": {"gte": "2024-01-01"}}]}, lambda g, law, duty: duty.due.last_day >= date(2024, 1, 1)),
        ({"and": [{"law": {"status": {"eq": "ENACTED"}}}]}, lambda g, law, duty: law.status == "enacted"),
    ],
)  # fmt: skip
def test_duties_are_filtered(ask: Ask, graph: KnowledgeGraph, where: dict[str, Any], holds: Any) -> None:
    expected = {(law.id, duty.key) for law in graph.of_type(Law) for duty in law.duties if holds(graph, law, duty)}
    found = ask(DUTIES, where=where)["duties"]
    assert {(one["law"]["id"], one["key"]) for one in found["nodes"]} == expected
    assert 0 < found["totalCount"] == len(expected)


def test_the_status_of_a_duty_and_its_filter_go_together(ask: Ask) -> None:
    missouri = {"law": {"state": {"code": {"eq": "MO"}}}}
    whole = ask(DUTIES, where=missouri)["duties"]["totalCount"]
    of_status = [
        ask(DUTIES, where=missouri, status=[one])["duties"]["totalCount"]
        for one in ("PENDING", "OVERDUE", "FULFILLED", "PARTLY", "MISSED", "CANCELED")
    ]
    assert sum(of_status) == whole > 0


def test_totals_are_ordered_and_none_is_cut(ask: Ask) -> None:
    query = """query ($orderBy: [TotalOrder!]) { totals(groupBy: [STATE, YEAR], kinds: [PARDON], orderBy: $orderBy) {
      low high actions year unit state { code } } }"""
    plain = ask(query)["totals"]
    for order in ("LOW_DESC", "HIGH_ASC", "ACTIONS_DESC", "YEAR_DESC"):
        rows = ask(query, orderBy=[order])["totals"]
        name, _, direction = order.lower().partition("_")
        values = [row[name] for row in rows]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=direction == "desc") and values[: len(known)] == known
        assert sorted(map(str, rows)) == sorted(map(str, plain))
    state = ask("""{ state(code: "IL") { totals(orderBy: [LOW_ASC]) { low } } }""")["state"]["totals"]
    assert [row["low"] for row in state] == sorted(row["low"] for row in state)


def test_actions_are_ordered_by_the_granted_per_inhabitant(ask: Ask) -> None:
    query = """query ($orderBy: [ActionOrder!]) { actions(orderBy: $orderBy, first: 200) {
      nodes { id figure { quantity { unit } } uptake { covers unit per100000 { low } } } } }"""
    rates = []
    for one in ask(query, orderBy=["PER_100000_DESC"])["actions"]["nodes"]:
        unit = one["figure"]["quantity"]["unit"] if one["figure"] else None
        rows = [row for row in one["uptake"] if row["unit"] == unit and row["covers"] == "ACTION" and row["per100000"]]
        rates.append(rows[0]["per100000"]["low"] if rows else None)
    known = [rate for rate in rates if rate is not None]
    assert len(known) > 20 and known == sorted(known, reverse=True) and rates[: len(known)] == known


def test_vetoes_and_introductions_are_events(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($place: ID!) { events(place: $place, kinds: [LAW_VETOED, LAW_INTRODUCED], first: 200) {
      nodes { date kind subject { id } claims { id asOf date } } } }"""
    kinds = set()
    for place in ("state/va", "state/co", "state/de", "country/us"):
        for one in ask(query, place=place)["events"]["nodes"]:
            law = graph.entities[one["subject"]["id"]]
            assert isinstance(law, Law) and one["claims"]
            veto = veto_of(law)
            day = law.introduced if one["kind"] == "LAW_INTRODUCED" else veto and veto.day
            assert one["date"] == str(day)
            kinds.add(one["kind"])
    assert kinds == {"LAW_VETOED", "LAW_INTRODUCED"}


def test_totals_of_one_unit_have_the_rows_of_it_and_miss_no_action(ask: Ask) -> None:
    query = """query ($unit: Unit) { totals(groupBy: [STATE], unit: $unit) {
      kind unit low high actions state { code } uncounted { totalCount } } }"""
    rows = ask(query)["totals"]
    of_people = ask(query, unit="PEOPLE")["totals"]
    assert [row for row in of_people if row["unit"]] == [row for row in rows if row["unit"] == "PEOPLE"]
    without = [row for row in of_people if row["unit"] is None]
    assert {(row["low"], row["high"], row["actions"]) for row in without} == {(0, None, 0)}
    assert all(row["uncounted"]["totalCount"] for row in without)

    def of(row: dict[str, Any]) -> tuple[str, str | None]:
        return row["kind"], row["state"] and row["state"]["code"]

    assert {of(row) for row in of_people} == {of(row) for row in rows}
    assert len({of(row) for row in of_people}) == len(of_people)
    state = ask("""{ state(code: "MD") { totals(kinds: [PARDON], unit: CASES) { unit low } } }""")["state"]["totals"]
    assert [row["unit"] for row in state] == ["CASES"]


def test_what_was_known_on_a_day_describes_no_later_one(ask: Ask) -> None:
    query = """query ($knownAt: Date) { totals(knownAt: $knownAt) { asOf { earliest latest } } }"""
    for day in ("2019-12-31", "2022-11-30"):
        rows = [row["asOf"] for row in ask(query, knownAt=day)["totals"]]
        assert rows and all(row["latest"] is None or row["latest"] <= day for row in rows)
        assert any(row["latest"] for row in rows)
