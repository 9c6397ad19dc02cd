"""The benchmarks' own parts: what they measure is what they say."""

from __future__ import annotations

import json
import subprocess
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from bench import against, chart, growth
from bench.peers_data import ACTIONS, exported, write_folder
from bench.peers_questions import ASKED, CODE, QUESTIONS, SALT, body, filled, path, plain
from bench.peers_variants import VARIANTS
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.model.records import ClemencyAction, Country, Party, State
from clemency_graph.graph.storage import snapshot
from clemency_graph.schema import run
from support.synthetic import grown

SHARED = (Country, Party)


@pytest.fixture(scope="module", params=[20, pytest.param(51, marks=pytest.mark.slow)])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The data of the comparison, with a few states; all of them with `-m slow`."""
    folder = tmp_path_factory.mktemp("world")
    write_folder(folder, states=request.param)
    return load(folder)


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


def leaves(value: Any) -> int:
    if isinstance(value, (dict, list)):
        return sum(map(leaves, value.values() if isinstance(value, dict) else value))
    return 1


def test_the_data_of_the_comparison_are_what_is_told_of_them(world: KnowledgeGraph) -> None:
    assert len(world.of_type(State)) in (20, 51)
    assert all(len(world.actions_in(state.id)) == ACTIONS for state in world.of_type(State))
    told = json.loads(exported(world))
    assert [one["id"] for one in told["actions"]] == [one.id for one in world.of_type(ClemencyAction)]


@pytest.mark.parametrize(
    ("mode", "name"), [(mode, name) for mode, names in ASKED.items() if mode not in VARIANTS for name in names]
)
def test_every_question_is_answered_whatever_its_form(world: KnowledgeGraph, mode: str, name: str) -> None:
    asked = json.loads(filled(json.dumps(body(name, mode)), "x1x2f", "WY"))
    answer = run(world, asked["query"], asked.get("variables"))
    data = plain({"data": answer.data, **({"errors": answer.errors} if answer.errors else {})})
    count = {"tiny": 2, "medium": 260, "large": 202 * len(world.of_type(State)), "list": 600}.get(name)
    assert count is None or leaves(data) == count + 1, "and nothing by an id that nothing has"


@pytest.mark.parametrize(("mode", "name"), [(mode, name) for mode in VARIANTS for name in ASKED[mode]])
def test_no_request_comes_twice_and_each_is_answered(world: KnowledgeGraph, mode: str, name: str) -> None:
    made = list(islice(VARIANTS[mode](name, Random(1)), 6))
    assert len({one["query"] for one in made}) == 6
    for one in made[:3]:
        asked = json.loads(filled(json.dumps(one), "x1x2f", "WY"))
        answer = run(world, asked["query"], asked.get("variables"))
        assert plain({"data": answer.data, "errors": answer.errors})


def test_what_changes_from_request_to_request_is_as_the_mode_says() -> None:
    for name in QUESTIONS:
        hot, warm = body(name, "hot"), body(name, "warm")
        assert SALT not in json.dumps(hot) and CODE not in json.dumps(hot)
        assert SALT in warm["variables"].values() and SALT not in warm["query"]
        assert SALT in body(name, "cold")["query"]
        assert "variables" not in body(name, "pasted")
    assert SALT not in path("medium") and "none" in path("medium")


def test_a_grown_graph_is_whole_and_each_copy_a_world_of_its_own(graph: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "snapshot"
    with target.open("wb") as file:
        snapshot.write(file, grown(graph, 3), graph.dataset)
    with target.open("rb") as file:
        records, _ = snapshot.read(file)
    large = KnowledgeGraph(records.entities.values(), records.terms.values(), graph.dataset)
    shared = sum(isinstance(one, SHARED) for one in graph.entities.values())
    assert len(large.entities) == 3 * len(graph.entities) - 2 * shared
    assert len(large.terms) == 3 * len(graph.terms)
    for claim in large.claims.values():
        for id in (claim.about, claim.source, claim.target, claim.reported_by, claim.term):
            assert id is None or large.get(id) is not None, id
    for edge in large.relationships.values():
        assert edge.from_ in large.entities and edge.to in large.entities
    for number in ("", "-1", "-2"):
        assert len(large.actions_in(f"state/nv{number}")) == len(graph.actions_in("state/nv"))
    assert large.state("NV2") is large.entities["state/nv-2"]
    others = {edge.to.rpartition("-")[2] for edge in large.edges("state/nv-2") if edge.from_ == "state/nv-2"}
    assert others <= {"2", "country/us"}


def test_growth_hangs_on_the_seed_alone(graph: KnowledgeGraph) -> None:
    assert list(grown(graph, 2)) == list(grown(graph, 2))
    assert list(grown(graph, 2)) != list(grown(graph, 2, seed=7))


def test_growth_is_measured_of_any_snapshot(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "snapshot").open("wb") as file:
        snapshot.write(file, grown(graph, 2), graph.dataset)
    monkeypatch.setattr(growth, "MOST", 0.0)
    found = growth.measured(tmp_path / "snapshot")
    assert found["entities"] > 2 * len(graph.entities) - 100
    assert set(found) >= growth.FLAT and all(value > 0 for value in found.values())
    drawn = "\n".join(chart.growth({"1": found, "10": found}))
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert all(name.rpartition(", ")[0] in drawn for name in growth.FLAT)


def test_the_chart_of_the_comparison_has_a_bar_for_each_server_and_question() -> None:
    servers = {"ours": 500.0, "Strawberry": 5.0, "other": 50.0}
    results = {name: {server: {"rate": rate} for server, rate in servers.items()} for name in ("tiny", "large")}
    told = {"machine": {"processor": "one"}, "memory": dict.fromkeys(servers), "results": {"warm": results}}
    root = ElementTree.fromstring("\n".join(chart.peers(told)))
    widths = [float(one.get("width", 0)) for one in root.iter() if one.tag.endswith("rect")][len(servers) :]
    assert len(widths) == 6
    assert widths[0] == widths[3] == chart.WIDTH and widths[2] == chart.WIDTH / 2 and widths[1] == 1


def test_descriptions_and_comments_are_no_change_of_a_query_and_fields_and_values_are() -> None:
    said = '"""A title."""\nquery A("A day." $on: Date) { day(on: $on) }'
    plain = "# A title.\nquery A($on: Date) {\n  day(on: $on)\n}"
    more = "query A($on: Date) { day(on: $on) states { totalCount } }"
    now = {"A": [said, {}], "B": [more, {}], "C": [said, {"on": "2020-01-01"}], "D": [said, {}]}
    assert against.unchanged({"A": [plain, {}], "B": [plain, {}], "C": [plain, {}]}, now) == ["A"]


def test_a_comparison_prints_ratios_and_names_what_is_slower(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        against.Comparison("Quick", (2e-3, 4e-3), (1e-3, 4e-3)),
        against.Comparison("Slow", (1e-3, 1e-3), (2e-3, 1e-3), same=False),
    ]
    assert [one.ratios for one in found] == [(0.5, 1.0), (2.0, 1.0)]
    against.print_comparisons("HEAD", against.Comparisons("some data", found))
    told = capsys.readouterr().out
    assert "compiled, more than 1.1x: Slow\n" in told and "afresh, more than 1.1x: none\n" in told
    assert "Slow * " in told and "Quick * " not in told and "* The responses differ" in told
    assert "compiled: median 1.25x, most 2.00x" in told


@pytest.mark.slow
@pytest.mark.skipif(not (against.ROOT / ".git").exists(), reason="needs a checkout of git")
def test_a_commit_is_timed_beside_this_checkout_and_leaves_no_worktree(small_folder: Path) -> None:
    listed = ["git", "-C", str(against.ROOT), "worktree", "list", "--porcelain"]
    before = subprocess.run(listed, check=True, capture_output=True).stdout
    found = against.compare("HEAD", ["Deadlines", "NoSuchQuery"], small_folder, rounds=1, at_least=0).rows
    assert [one.name for one in found] == ["Deadlines"]
    assert all(len(one.ratios) == len(against.WAYS) and min(one.ratios) > 0 for one in found)
    assert subprocess.run(listed, check=True, capture_output=True).stdout == before
    assert all(one.same for one in found)


@pytest.mark.slow
def test_data_that_a_side_refuses_are_told(tmp_path: Path) -> None:
    with against.Side(against.ROOT, tmp_path / "missing", tmp_path) as side, pytest.raises(against.DataRefused):
        side.load()
