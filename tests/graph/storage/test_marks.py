"""The marks of files tell the version of the data only where they can be relied upon."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load
from clemency_graph.graph.loading.loader import _files
from clemency_graph.graph.storage import marks
from clemency_graph.graph.storage.marks import marks_of, note, version_by

YOUNG = 50_000_000
PAUSE = 0.1

pytestmark = pytest.mark.skipif(os.name != "posix", reason="marks are not relied upon here")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def settled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose files are not young any more, which takes less time here than elsewhere."""
    monkeypatch.setattr(marks, "YOUNG", YOUNG)
    time.sleep(PAUSE)
    return folder


def noted(folder: Path) -> str | None:
    return version_by(folder, marks_of(_files(folder)))


def file_of(folder: Path) -> Path:
    return next(iter(sorted(folder.rglob("*.yaml"))))


def test_the_version_of_a_folder_that_was_loaded_is_told(settled: Path) -> None:
    assert noted(settled) is None
    version = load(settled).dataset.version
    assert noted(settled) == version
    assert load(settled).dataset.version == version


def test_nothing_is_noted_of_files_that_are_young(folder: Path) -> None:
    load(folder)
    assert noted(folder) is None


def test_it_is_not_told_once_a_file_has_changed_whatever_its_time_and_size(settled: Path) -> None:
    before = load(settled).dataset.version
    file = file_of(settled)
    times, text = file.stat(), file.read_bytes()
    assert b"# " not in text
    file.write_bytes(text + b"# a\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert noted(settled) is None
    first = load(settled).dataset.version
    file.write_bytes(text + b"# b\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert load(settled).dataset.version not in (before, first)


def test_it_is_not_told_once_a_file_has_gone_or_come(settled: Path) -> None:
    load(settled)
    strange = settled / "state" / "notes.txt"
    strange.write_text("to do")
    assert noted(settled) is None
    with pytest.raises(DataError):
        load(settled)
    strange.unlink()
    assert load(settled).dataset.version


def test_data_with_problems_are_not_noted(settled: Path) -> None:
    file_of(settled).write_text("nonsense: true\n")
    time.sleep(PAUSE)
    with pytest.raises(DataError):
        load(settled)
    assert noted(settled) is None


def test_a_note_that_is_no_note_is_passed_over(settled: Path, tmp_path: Path) -> None:
    load(settled)
    (place,) = (tmp_path / "cache").glob("marks-*")
    place.write_text("garbage")
    assert noted(settled) is None
    assert load(settled).dataset.version == noted(settled)


def test_a_note_of_a_version_whose_snapshot_is_gone_does_no_harm(settled: Path, tmp_path: Path) -> None:
    version = load(settled).dataset.version
    for snapshot in (tmp_path / "cache").glob("*.pickle"):
        snapshot.unlink()
    assert load(settled).dataset.version == version
    note(settled, marks_of(_files(settled)), "0" * 16)
    assert load(settled).dataset.version == version
