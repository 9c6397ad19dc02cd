"""What became of the claims since a release, as GraphQL tells it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.queries.release_comparison import record
from clemency_graph.schema import run
from support.asking import Ask

NEVADA = "action/nv/2020-possession-pardons.yaml"
CHANGES = """query ($since: String!, $first: Int, $after: String) {
  changes(release: $since, first: $first, after: $after) {
    totalCount
    nodes { id released kind stated rankBefore rankAfter about { id } claim { id rank } }
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  dataset { version releases { nodes { version released } } }
}"""


def test_changes_since_a_release_in_pages(folder: Path) -> None:
    before = load(folder)
    record(before)
    path = folder / NEVADA
    path.write_text(path.read_text("utf-8").replace("low: 15001, qualifier", "low: 15101, qualifier"), "utf-8")
    after = load(folder)
    since = before.dataset.version
    whole = run(after, CHANGES, {"since": since})
    assert not whole.errors and whole.data
    found = whole.data["changes"]
    assert found["totalCount"] == len(found["nodes"]) >= 2
    assert {node["kind"] for node in found["nodes"]} == {"ADDED", "REMOVED"}
    for node in found["nodes"]:
        assert node["about"] == {"id": "action/nv/2020-possession-pardons"}
        assert (node["claim"] is None) == (node["kind"] == "REMOVED") == (node["rankAfter"] is None)
        assert (node["rankBefore"] is None) == (node["kind"] == "ADDED")
        assert node["stated"]
    recorded = [{"version": since, "released": before.dataset.released.isoformat()}]
    assert whole.data["dataset"]["releases"] == {"nodes": recorded}
    first = run(after, CHANGES, {"since": since, "first": 1})
    assert first.data
    rest = run(after, CHANGES, {"since": since, "after": first.data["changes"]["pageInfo"]["endCursor"]})
    assert rest.data
    assert first.data["changes"]["nodes"] + rest.data["changes"]["nodes"] == found["nodes"]
    assert rest.data["changes"]["pageInfo"]["hasPreviousPage"]


SINCE = """query ($since: Date, $release: String) {
  changes(since: $since, release: $release, first: 200) { totalCount nodes { id kind released } }
}"""


def test_changes_since_a_day_are_those_of_the_releases_from_then_on(ask: Ask, graph: KnowledgeGraph) -> None:
    recorded = graph.history.releases
    assert ask(SINCE, since="2020-01-01")["changes"]["totalCount"] == len(graph.claims)
    for before, release in pairwise(recorded):
        if before.released == release.released:
            continue  # the day began with an earlier release
        since = ask(SINCE, since=release.released.isoformat())["changes"]
        assert since == ask(SINCE, release=before.version)["changes"]
        assert all(one["released"] is None or one["released"] >= release.released.isoformat() for one in since["nodes"])
    later = recorded[-1].released + timedelta(days=1)
    unreleased = ask(SINCE, since=later.isoformat())["changes"]
    assert unreleased == ask(SINCE, release=recorded[-1].version)["changes"]
    assert all(one["released"] is None for one in unreleased["nodes"])


def test_a_change_that_is_in_no_release_has_no_day(folder: Path) -> None:
    before = load(folder)
    record(before)
    path = folder / NEVADA
    path.write_text(path.read_text("utf-8").replace("low: 15001, qualifier", "low: 15101, qualifier"), "utf-8")
    since = before.dataset.released.isoformat()
    found = run(load(folder), SINCE, {"since": since}).data
    assert found
    days = {(one["kind"], one["released"]) for one in found["changes"]["nodes"]}
    assert ("ADDED", None) in days
    assert ("ADDED", since) in days
    assert ("REMOVED", since) not in days, "what was added and removed since is no change"


@pytest.mark.parametrize("given", [{}, {"since": "2026-11-01", "release": "4366b9aa128af2a0"}])
def test_exactly_one_of_a_day_and_a_release_is_given(graph: KnowledgeGraph, given: dict[str, str]) -> None:
    (error,) = run(graph, SINCE, given).errors
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "exactly one of since" in error["message"]


def test_every_recorded_release_can_be_asked_for(ask: Ask) -> None:
    releases = ask("{ dataset { releases { nodes { version released } } } }")["dataset"]["releases"]["nodes"]
    assert releases
    assert [release["released"] for release in releases] == sorted(
        (release["released"] for release in releases), reverse=True
    )
    for release in releases:
        assert ask(CHANGES, since=release["version"])["changes"]["totalCount"] >= 0


def test_releases_have_pages(ask: Ask) -> None:
    query = """query ($first: Int, $after: String) { dataset { releases(first: $first, after: $after) {
      totalCount nodes { version } edges { cursor node { version } } pageInfo { hasNextPage endCursor } } } }"""
    whole = ask(query)["dataset"]["releases"]
    assert whole["totalCount"] == len(whole["nodes"])
    assert [edge["node"] for edge in whole["edges"]] == whole["nodes"]
    rest = ask(query, first=200, after=whole["edges"][0]["cursor"])["dataset"]["releases"]
    assert rest["nodes"] == whole["nodes"][1:]


def test_a_release_that_is_not_recorded_is_refused(ask: Ask, folder: Path) -> None:
    answer = run(load(folder), CHANGES, {"since": "none"})
    assert answer.errors[0]["extensions"]["code"] == "NOT_FOUND"
    assert "recorded: none" in answer.errors[0]["message"]


def test_changes_are_narrowed_by_kind_place_and_what_they_are_about(ask: Ask) -> None:
    query = """query ($where: ChangeWhere) { changes(since: "2026-11-23", where: $where, first: 200) {
      totalCount nodes { kind about { id } } } }"""
    added = ask(query, where={"kind": {"eq": "ADDED"}})["changes"]
    assert {node["kind"] for node in added["nodes"]} == {"ADDED"}
    others = ask(query, where={"kind": {"in": ["REMOVED", "RERANKED"]}})["changes"]["totalCount"]
    assert added["totalCount"] + others == ask(query)["changes"]["totalCount"]
    nevada = ask(query, where={"state": {"code": {"eq": "NV"}}})["changes"]["nodes"]
    assert nevada and all("/nv" in node["about"]["id"] for node in nevada)
    about = nevada[0]["about"]["id"]
    one = ask(query, where={"or": [{"about": {"eq": about}}], "not": {"about": {"eq": "state/zz"}}})["changes"]["nodes"]
    assert {node["about"]["id"] for node in one} == {about}
    both = ask(query, where={"and": [{"about": {"eq": about}}, {"about": {"eq": "state/zz"}}]})["changes"]
    assert both["totalCount"] == 0
