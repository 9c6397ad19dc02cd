"""The version of a folder that another process finds is that of `load`, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from clemency_graph.graph import ahead, load, loading

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="nothing is found ahead"),
    # The process that runs the tests may have other threads; the command has none.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def found(folder: Path) -> str | None:
    loading.load_soon(folder)
    return ahead.found(folder)


def test_it_is_the_version_of_the_content(folder: Path) -> None:
    assert found(folder) == load(folder).dataset.version


def test_it_is_found_once(folder: Path) -> None:
    assert found(folder) is not None
    assert ahead.found(folder) is None


def test_nothing_is_found_of_what_is_wrong_or_is_not_there(folder: Path, tmp_path: Path) -> None:
    (folder / "state" / "notes.txt").write_text("to do")
    assert found(folder) is None
    assert found(tmp_path / "none") is None


def test_what_was_never_loaded_before_is_loaded(folder: Path) -> None:
    loading.load_soon(folder)
    assert load(folder).dataset.version == load(folder).dataset.version
