"""Templates of data files: filled in they load, as they are they are refused, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph import load
from clemency_graph.cli.main import main
from clemency_graph.graph import DataError
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.loading.templates import write_template
from clemency_graph.graph.model.records import ClemencyAction

FILLED = {
    "source/my-lab/2026-count": {
        "TITLE": "Our count",
        "ADDRESS": "https://example.org/our-count",
        "published: DAY as YYYY-MM-DD, or YYYY-MM, or YYYY": "published: 2026-01-05",
        "retrieved: DAY as YYYY-MM-DD": "retrieved: 2026-02-01",
        "kind: KIND": "kind: research",
    },
    "action/nv/2025-own-pardons": {
        "name: NAME, such as ": "name: Own ",
        "kind: KIND": "kind: pardon",
        "source: SOURCE": "source: source/my-lab/2026-count",
        "stage: STAGE": "stage: granted",
        "date: DAY as YYYY-MM-DD, or YYYY-MM, or YYYY": "date: 2025-03-01",
        "NUMBER": "12",
        "UNIT": "people",
        "WORDS, the number as the page gives it": "12 people pardoned",
        "as_of: DAY that the figure describes": "as_of: 2025-03-01",
    },
}


def test_a_template_that_is_filled_in_loads(
    small_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    for id, values in FILLED.items():
        assert main(["data", "new", id.partition("/")[0], id, "--to", str(mine)]) == 0
        path = Path(capsys.readouterr().out.strip())
        assert path == mine / f"{id}.yaml"
        text = path.read_text("utf-8")
        for placeholder, value in values.items():
            assert placeholder in text
            text = text.replace(placeholder, value)
        path.write_text(text, "utf-8")
    graph = load(small_folder, extra=mine)
    assert {id: graph.entities[id].origin for id in FILLED} == dict.fromkeys(FILLED, "mine")
    action = graph.entities["action/nv/2025-own-pardons"]
    assert isinstance(action, ClemencyAction)
    assert graph.totals(actions=[action])[0].low == 12


def test_a_template_as_it_is_is_refused(small_folder: Path, tmp_path: Path) -> None:
    write_template("action/nv/2025-own-pardons", tmp_path)
    with pytest.raises(DataError, match=r"own-pardons\.yaml:\d+: kind: 'KIND' is not one of"):
        load(small_folder, extra=tmp_path)


@pytest.mark.parametrize(
    ("id", "place"),
    [("us/2026-a", "country/us"), ("nv/2026-a", "state/nv"), ("al/birmingham/2026-a", "locality/al/birmingham")],
)
def test_the_place_is_that_of_the_path(tmp_path: Path, id: str, place: str) -> None:
    assert f"jurisdiction: {place}\n" in write_template(f"action/{id}", tmp_path).read_text("utf-8")


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_template("source/my-lab/2026-count", tmp_path)
    path.write_text("mine", "utf-8")
    assert main(["data", "new", "source", "my-lab/2026-count", "--to", str(tmp_path)]) == 2
    assert "2026-count.yaml exists, and is not overwritten; choose another id" in capsys.readouterr().err
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("id", ["person/a/b", "action/nv", "source/../../x", "action/NV/2026-a"])
def test_other_ids_are_refused(tmp_path: Path, id: str) -> None:
    with pytest.raises(QueryError, match=r"there is no template|is not an id"):
        write_template(id, tmp_path)
    assert not list(tmp_path.iterdir())
