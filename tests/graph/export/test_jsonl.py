"""JSON Lines: the whole graph, and back."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pandas
import pytest
from clemency_graph.graph import DataError, KnowledgeGraph
from clemency_graph.graph.export import jsonl, write


def deep(record: Any) -> Any:
    """A record as values that can be compared."""
    if isinstance(record, tuple):
        return tuple(map(deep, record))
    if not dataclasses.is_dataclass(record):
        return type(record), record
    return type(record), {field.name: deep(getattr(record, field.name)) for field in dataclasses.fields(record)}


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


@pytest.fixture(scope="module")
def exported(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = write(graph, "jsonl", tmp_path_factory.mktemp("jsonl"))
    return path


def test_the_graph_comes_back_whole(graph: KnowledgeGraph, exported: Path) -> None:
    back = jsonl.read(exported)
    assert back.dataset == graph.dataset
    for name in ("entities", "claims", "terms", "relationships"):
        ours, theirs = getattr(graph, name), getattr(back, name)
        assert list(ours) == list(theirs)
        for id in ours:
            assert deep(ours[id]) == deep(theirs[id]), id
    assert back.nx.number_of_edges() == graph.nx.number_of_edges()


def test_pandas_reads_every_line(graph: KnowledgeGraph, exported: Path) -> None:
    frame: Any = pandas.read_json(exported, lines=True, dtype=False)
    counts = frame["record"].value_counts().to_dict()
    assert counts == {
        "dataset": 1,
        "entity": len(graph.entities),
        "claim": len(graph.claims),
        "term": len(graph.terms),
        "relationship": len(graph.relationships),
    }
    assert set(frame[frame["record"] == "claim"]["id"]) == set(graph.claims)
    assert frame.iloc[0]["version"] == graph.dataset.version
    assert frame.iloc[0]["released"] == str(graph.dataset.released)


def test_a_claim_that_is_not_there_is_told_with_its_line(graph: KnowledgeGraph, tmp_path: Path) -> None:
    lines = list(jsonl.lines(graph))
    at = next(at for at, line in enumerate(lines) if '"record":"claim"' in line)
    broken = json.loads(lines[at])
    del broken["stated"]
    lines[at] = json.dumps(broken)
    path = tmp_path / "broken.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(DataError, match=rf"broken\.jsonl:{at + 1}: not a line of an export: stated is missing"):
        jsonl.read(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "its first line must be the dataset"),
        ("so far\n", "bad.jsonl:1: not a line of an export"),
        ('{"record": "entity"}\n', "its first line must be the dataset"),
        ("[1]\n", "bad.jsonl:1: not a line of an export"),
    ],
)
def test_a_file_that_is_no_export_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=told):
        jsonl.read(path)


def test_a_value_of_another_type_is_told(graph: KnowledgeGraph, tmp_path: Path) -> None:
    lines = [line.replace('"code":"NV"', '"code":32') for line in jsonl.lines(graph)]
    path = tmp_path / "typed.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(DataError, match="32 is not of type str"):
        jsonl.read(path)
