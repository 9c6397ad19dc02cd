"""Extra folders: they add entities and claims, out-rank the record with a reason, and change nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph import load
from clemency_graph.cli.main import main
from clemency_graph.graph import DataError, KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.export import write
from clemency_graph.graph.loading.loader import load_last_good
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import CitationStyle, Stage
from clemency_graph.graph.queries.main_stage import figure_of
from clemency_graph.library import ClemencyGraph
from clemency_graph.web.settings import Settings

NEVADA = "action/nv/2020-possession-pardons"
OWN = "action/nv/2025-own-pardons"
PAGE_OF_RECORD = "source/marijuana-moment/2020-nevada-pardons"
SOURCE = "source/my-lab/2026-count"
PAGE = """\
title: Our count of pardons
url: https://example.org/our-count
published: 2026-01-05
retrieved: 2026-02-01
kind: research
"""
ACTION = f"""\
name: Pardons of an example, Nevada, 2025
kind: pardon
jurisdiction: state/nv
claims:
  - source: {SOURCE}
    stage: granted
    date: 2025-03-01
  - source: {SOURCE}
    stage: granted
    figure: {{low: 12, high: 12, qualifier: exactly, unit: people}}
    stated: 12 people pardoned
    as_of: 2025-03-01
"""
CLAIM = f"""\
adds_to: {NEVADA}
claims:
  - source: {SOURCE}
    stage: granted
    figure: {{low: 15592, high: 15592, qualifier: exactly, unit: people}}
    stated: 15,592 people pardoned
    as_of: 2020-06-17
"""
PREFERRED = "    rank: preferred\n    rank_reason: Counted from the papers of the board\n"


def put(root: Path, files: dict[str, str]) -> Path:
    """Write data files by their ids."""
    for id, text in files.items():
        path = root / f"{id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source, an action, and a preferred claim about an action of the record."""
    return put(tmp_path_factory.mktemp("added") / "mine", {SOURCE: PAGE, OWN: ACTION, NEVADA: CLAIM + PREFERRED})


@pytest.fixture(scope="module")
def overlaid(small_folder: Path, mine: Path) -> ClemencyGraph:
    """The small graph with the additions."""
    return load(small_folder, extra=mine)


def test_an_empty_folder_changes_nothing(small_folder: Path, small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "action").mkdir()
    graph = load(small_folder, extra=tmp_path)
    assert (graph.dataset, graph.fingerprint) == (small_graph.dataset, small_graph.fingerprint)
    (one,), (other,) = write(graph, "jsonl", tmp_path / "one"), write(small_graph, "jsonl", tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()


def test_an_added_action_is_counted_and_marked(overlaid: ClemencyGraph, small_graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!) {
      action(id: $id) { origin figure { origin source { origin } } jurisdiction { origin } }
      dataset { extra version citation }
      totals(where: { name: { contains: "of an example" } }) { low claims { nodes { origin } } }
    }"""
    result = overlaid.query(query, {"id": OWN})
    mine = {"origin": "mine"}
    assert result.data["action"] == mine | {"figure": mine | {"source": mine}, "jurisdiction": {"origin": None}}
    assert result.data["totals"] == [{"low": 12, "claims": {"nodes": [mine]}}]
    assert result.data["dataset"]["extra"] == result.dataset["extra"] == ["mine"]
    version = result.data["dataset"]["version"]
    assert version.startswith(f"{small_graph.dataset.version}-")
    assert "with additions of mine" in result.data["dataset"]["citation"]
    assert version in overlaid.cite()
    assert all("with additions of mine" in overlaid.cite(style=style) for style in CitationStyle)
    actions = overlaid.frame("actions").set_index("id")
    assert actions.loc[OWN, "origin"] == "mine"
    assert actions["origin"].count() == 1
    claims = overlaid.frame("claims")
    assert set(claims[claims["origin"] == "mine"]["about"]) == {OWN, NEVADA}


def test_totals_of_the_state_include_it(overlaid: ClemencyGraph, small_graph: KnowledgeGraph) -> None:
    before = ClemencyGraph.of(small_graph).totals(state="NV", kind="pardon", unit="people")
    after = overlaid.totals(state="NV", kind="pardon", unit="people")
    assert before[0].low == 15_001
    assert after[0].low == 15_592 + 12


def test_a_preferred_claim_precedes_those_of_the_record(overlaid: ClemencyGraph, small_graph: KnowledgeGraph) -> None:
    action, before = overlaid.entities[NEVADA], small_graph.entities[NEVADA]
    assert isinstance(action, ClemencyAction)
    best = figure_of(overlaid, action, Stage.GRANTED)
    assert best is not None
    assert (best.origin, best.stated, action.claims[0] is best, action.origin) == (
        "mine",
        "15,592 people pardoned",
        True,
        None,
    )
    # All that the record has is still there, and is still the record's.
    kept = {one.id: one.rank for one in action.claims if one.origin is None}
    assert kept == {one.id: one.rank for one in before.claims}


def test_a_normal_claim_does_not(small_folder: Path, tmp_path: Path) -> None:
    graph = load(small_folder, extra=put(tmp_path / "mine", {SOURCE: PAGE, NEVADA: CLAIM}))
    action = graph.entities[NEVADA]
    assert isinstance(action, ClemencyAction)
    best = figure_of(graph, action, Stage.GRANTED)
    assert best is not None and best.origin is None


def test_two_folders_are_laid_over_each_other(small_folder: Path, tmp_path: Path) -> None:
    first = put(tmp_path / "pages", {SOURCE: PAGE})
    second = put(tmp_path / "counts", {NEVADA: CLAIM})
    graph = load(small_folder, extra=[first, second])
    assert graph.dataset.extra == ("pages", "counts")
    assert {one.origin for one in graph.claims.values()} == {None, "counts"}
    assert graph.entities[SOURCE].origin == "pages"
    twin = put(tmp_path / "else" / "pages", {"source/my-lab/2026-other": PAGE})
    with pytest.raises(DataError, match="another extra folder has the same name"):
        load(small_folder, extra=[first, twin])


WRONG = {
    "the file of an entity of the record": (
        {NEVADA: ACTION, SOURCE: PAGE},
        rf"/{NEVADA}\.yaml:1: is in the record already, and stays as it is; to add claims to it, write only 'adds_to: ",
    ),
    "an addition to nothing": (
        {"action/nv/2020-possession-pardon": CLAIM.replace(NEVADA, "action/nv/2020-possession-pardon"), SOURCE: PAGE},
        rf"pardon\.yaml:1: adds_to: there is no action/.* in the record to add claims to; did you mean '{NEVADA}'\?",
    ),
    "an addition to another": (
        {NEVADA: CLAIM.replace(f"adds_to: {NEVADA}", "adds_to: state/nv"), SOURCE: PAGE},
        r":1: adds_to: is 'state/nv', but the file is action/nv/2020-possession-pardons\.yaml",
    ),
    "a change of a field": (
        {NEVADA: f"kind: commutation\n{CLAIM}", SOURCE: PAGE},
        r":1: kind: a file with adds_to has only claims; remove this key",
    ),
    "no claims": ({NEVADA: f"adds_to: {NEVADA}\n"}, r":1: claims: is not a list of claims"),
    "a wrong claim": (
        {NEVADA: CLAIM.replace("unit: people", "unit: peeple"), SOURCE: PAGE},
        rf"/{NEVADA}\.yaml:5: claims\[0\]\.figure\.unit: 'peeple' is not one of",
    ),
    "an unknown source": ({NEVADA: CLAIM}, r":3: claims\[0\]\.source: there is no data file source/my-lab/2026-count"),
    "a statement of the record": (
        {
            NEVADA: f"adds_to: {NEVADA}\nclaims:\n  - source: source/sierra-nevada-ally/2020-sisolak-pardon-plan\n"
            "    stage: announced\n    date: 2020-06-11\n"
        },
        rf":3: claims\[0\]: repeats the statement of line 5 of {NEVADA}\.yaml, from the same source",
    ),
    "a claim that replaces one": (
        {NEVADA: CLAIM + "    replaces: claim/0123456789abcdef\n", SOURCE: PAGE},
        r":8: claims\[0\]\.replaces: only the record replaces its claims",
    ),
    "a claim about a source": (
        {PAGE_OF_RECORD: f"adds_to: {PAGE_OF_RECORD}\nclaims: [{{}}]\n"},
        r":1: adds_to: is a source, which has no claims",
    ),
    "a file of the record": (
        {"assertions": "count: {}\n"},
        r"/assertions\.yaml:1: assertions\.yaml belongs to the record",
    ),
    "an unknown folder": ({"actions/nv/x": ACTION}, r"/actions:1: not a folder of data files; did you mean 'action'\?"),
    "no YAML": ({NEVADA: "a: [\n"}, rf"/{NEVADA}\.yaml:2: not YAML"),
}


@pytest.mark.parametrize("case", WRONG)
def test_errors_name_file_and_line(small_folder: Path, tmp_path: Path, case: str) -> None:
    files, message = WRONG[case]
    with pytest.raises(DataError, match=message) as error:
        load(small_folder, extra=put(tmp_path / "mine", files))
    assert len(error.value.problems) == 1, error.value
    assert str(error.value).startswith(f"{tmp_path / 'mine'}/")


def test_it_is_kept_as_a_snapshot_and_read_again_when_it_changes(small_folder: Path, tmp_path: Path) -> None:
    folder = put(tmp_path / "mine", {SOURCE: PAGE, OWN: ACTION})
    first = load(small_folder, extra=folder)
    again = load_last_good(small_folder, folder)
    assert again is not None
    assert (again.dataset, again.entities[OWN].origin) == (first.dataset, "mine")
    put(folder, {OWN: ACTION.replace("12", "13")})
    assert load(small_folder, extra=folder).dataset.version != first.dataset.version
    changed = load(small_folder, version=first.dataset.version.partition("-")[0], extra=folder)
    assert changed.dataset.extra == ("mine",)
    with pytest.raises(DataError, match="but version 0123 is required"):
        load(small_folder, version="0123", extra=folder)


def test_it_is_read_back_from_an_export_and_not_laid_over_one(
    overlaid: ClemencyGraph, mine: Path, tmp_path: Path
) -> None:
    (path,) = write(overlaid, "jsonl", tmp_path)
    read = load(path)
    assert read.dataset == overlaid.dataset
    assert read.entities[OWN].origin == "mine"
    with pytest.raises(QueryError, match="nothing can be laid over"):
        load(path, extra=mine)
    with pytest.raises(FileNotFoundError, match="there is no extra folder"):
        load(extra=tmp_path / "nothing")


def test_the_command_line_takes_it(
    small_folder: Path, mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", str(small_folder), "--extra", str(mine)]) == 0
    printed = capsys.readouterr().out
    assert f"{OWN}: added by mine" in printed
    assert f"{NEVADA}: '15,592 people pardoned' of mine is preferred: Counted from the papers of the board" in printed
    assert "mine: 2 entities and 3 claims are added" in printed
    monkeypatch.setenv("CLEMENCY_GRAPH_EXTRA", str(mine))
    assert main(["cite", "--data", str(small_folder)]) == 0
    assert "with additions of mine" in capsys.readouterr().out
    assert Settings().extra == str(mine)
