"""What became of the claims since a release, as GraphQL tells it."""

from __future__ import annotations

from pathlib import Path

from clemency_graph import load
from clemency_graph.graph.queries.history import record
from clemency_graph.schema import run
from support.asking import Ask

NEVADA = "action/nv/2020-possession-pardons.yaml"
CHANGES = """query ($since: String!, $first: Int, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    totalCount
    nodes { id kind stated rankBefore rankAfter about { id } claim { id rank } }
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
