"""Ballot measures that voters rejected are told apart from those that are still to be voted on."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Law
from clemency_graph.graph.model.vocabulary import LawStatus
from support.asking import Ask

LAWS = """query ($where: LawWhere, $orderBy: [LawOrder!]) { laws(where: $where, orderBy: $orderBy, first: 100) {
    totalCount uncertainCount nodes { id status rejected enacted signature { status inference } } } }"""
DAYS = {
    "law/nd/measure-3-2018": "2018-11-06",
    "law/ar/issue-4-2022": "2022-11-08",
    "law/sd/initiated-measure-27-2022": "2022-11-08",
    "law/ok/state-question-820": "2023-03-07",
    "law/fl/amendment-3-2024": "2024-11-05",
    "law/sd/initiated-measure-29-2024": "2024-11-05",
}


def test_the_rejected_have_their_status_and_the_day_of_the_vote(ask: Ask) -> None:
    found = ask(LAWS, where={"status": {"eq": "REJECTED"}}, orderBy=["REJECTED_ASC"])["laws"]
    days = {one["id"]: one["rejected"] for one in found["nodes"]}
    assert days.items() >= DAYS.items()
    assert list(days.values()) == sorted(days.values())
    assert {one["enacted"] for one in found["nodes"]} == {None}
    signed = {(one["signature"]["status"], one["signature"]["inference"]) for one in found["nodes"]}
    assert signed == {("NONE", "Voters rejected it.")}


def test_rejected_since_a_day(ask: Ask) -> None:
    found = ask(LAWS, where={"rejected": {"gte": "2020-01-01"}})["laws"]
    assert {one["id"] for one in found["nodes"]} >= DAYS.keys() - {"law/nd/measure-3-2018"}
    assert "law/nd/measure-3-2018" not in {one["id"] for one in found["nodes"]}
    assert found["uncertainCount"] == 0
    other = ask(LAWS, where={"not": {"rejected": {}}, "status": {"eq": "REJECTED"}})["laws"]
    assert other["totalCount"] == 0


def test_what_voters_rejected_is_in_force_on_no_day_and_pending_measures_are_not_rejected(
    ask: Ask, graph: KnowledgeGraph
) -> None:
    for day in ("2018-11-07", "2024-11-06", "2026-11-28"):
        where = {"status": {"eq": "REJECTED"}, "inForce": {"on": day}}
        assert ask(LAWS, where=where)["laws"]["totalCount"] == 0
    pending = graph.entities["law/az/sales-repeal-initiative-2026"]
    assert isinstance(pending, Law) and pending.status is LawStatus.PROPOSED
    query = """{ events(place: "state/nd", kinds: [LAW_REJECTED]) { nodes { date subject { __typename ... on Law { id }
      } claims { source { id } } } } }"""
    (event,) = ask(query)["events"]["nodes"]
    assert (event["date"], event["subject"]["id"]) == ("2018-11-06", "law/nd/measure-3-2018")
    assert event["claims"]
