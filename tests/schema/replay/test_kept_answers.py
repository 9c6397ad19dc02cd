"""The files of the answers that releases keep."""

from __future__ import annotations

import lzma
from datetime import date
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph import DataError
from clemency_graph.graph.queries.release_comparison import record
from clemency_graph.schema.replay import (
    KeptAnswer,
    KeptRelease,
    latest_release_answers,
    release_answers,
    write_release_answers,
)
from clemency_graph.schema.replay.kept_answers import MAX_BYTES, MAX_KEPT

ANSWERS = {
    "Find": KeptAnswer('query Find { day }\n# rows: "."', {"text": "Nevada\n"}, b'{"data":{"day":"2026-11-29"}}'),
    "Refused": KeptAnswer("query Refused { day }", {}, '{"data":{"name":"Fortuño\\n"}}'.encode()),
}


def recorded(folder: Path) -> KnowledgeGraph:
    record(load(folder))
    return load(folder)


def kept_of(graph: KnowledgeGraph) -> KeptRelease:
    return KeptRelease(graph.dataset.version, date(2026, 11, 29), frozenset({"0" * 16}), ANSWERS)


def test_what_is_kept_is_read_again_byte_by_byte(folder: Path) -> None:
    graph = recorded(folder)
    assert latest_release_answers(graph) is None
    kept = kept_of(graph)
    path = write_release_answers(graph, kept)
    assert path == folder / "answers" / f"0001-2026-11-29-{kept.version}.jsonl.xz"
    assert latest_release_answers(graph) == release_answers(graph, kept.version) == kept
    assert release_answers(graph, "0" * 16) is None
    first = path.read_bytes()
    assert write_release_answers(graph, kept) is None, "once is enough"
    path.unlink()
    write_release_answers(graph, kept)
    assert path.read_bytes() == first
    assert load(folder).dataset.version == kept.version, "kept answers are no part of the data"


def test_nothing_is_kept_of_what_is_not_recorded(folder: Path) -> None:
    graph = load(folder)
    assert write_release_answers(graph, kept_of(graph)) is None
    assert not (folder / "answers").exists()


def test_the_answers_of_the_last_releases_are_kept(folder: Path) -> None:
    graph = recorded(folder)
    (folder / "answers").mkdir()
    for number in range(MAX_KEPT):
        (folder / "answers" / f"0000-2026-11-{number + 10}-{'0' * 16}.jsonl.xz").write_bytes(b"")
    path = write_release_answers(graph, kept_of(graph))
    names = sorted(one.name for one in (folder / "answers").iterdir())
    assert path is not None and names[-1] == path.name
    assert len(names) == MAX_KEPT and names[0].startswith("0000-2026-11-11")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        lzma.compress(b'{"form":"another"}\n'),
        lzma.compress(b'{"form":"clemency-graph kept answers 1","version":"0000000000000000"}\n'),
        lzma.compress(b"\n" * (MAX_BYTES + 1)),
        lzma.compress(b"{}\n")[:-5],
    ],
    ids=["empty", "no archive", "another form", "another version", "too large", "cut off"],
)
def test_a_damaged_file_is_told(folder: Path, content: bytes) -> None:
    graph = recorded(folder)
    path = write_release_answers(graph, kept_of(graph))
    assert path is not None
    path.write_bytes(content)
    with pytest.raises(DataError, match=rf"answers/{path.name}:1: holds no kept answers .*restore the file"):
        latest_release_answers(graph)
