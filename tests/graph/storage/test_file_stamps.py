"""Files that have not changed are not read again; those that have are, however well it is hidden."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from clemency_graph import load
from clemency_graph.graph import DataError
from clemency_graph.graph.storage.file_stamps import stamp_of
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems do not tell when a file changed")

OPENED = """
import sys
opened = []
sys.addaudithook(lambda event, of: opened.append(str(of[0])) if event == "open" else None)
from clemency_graph import load
load()
print(sum(name.endswith(".yaml") for name in opened))
"""
"""Prints how many data files are opened in order to load the graph."""


def state(size: int, modified: int, changed: int, inode: int) -> os.stat_result:
    values = [0o100644, inode, 1, 1, 0, 0, size, 0, modified // 10**9, changed // 10**9]
    return os.stat_result([*values, 0.0, modified / 1e9, changed / 1e9, 0, modified, changed])


states = st.builds(state, *[st.integers(0, 10**18)] * 4)
folders = st.dictionaries(st.text("abc/", min_size=1, max_size=4), states, max_size=3)


@given(folders, folders)
def test_folders_that_differ_in_anything_have_different_stamps(
    one: dict[str, os.stat_result], other: dict[str, os.stat_result]
) -> None:
    def all_of(files: dict[str, os.stat_result]) -> dict[str, tuple[int, ...]]:
        return {name: (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino) for name, told in files.items()}

    assert (stamp_of(one) == stamp_of(other)) is (list(all_of(one).items()) == list(all_of(other).items()))


def test_files_that_changed_a_moment_ago_have_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert stamp_of({"file": (tmp_path / "file").stat()}) is None


def test_data_files_that_have_not_changed_are_not_opened() -> None:
    load()
    told = subprocess.run([sys.executable, "-c", OPENED], check=True, capture_output=True, text=True)
    assert told.stdout == "0\n"


def test_a_change_of_the_same_size_under_the_same_time_is_seen(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "cache"))
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 60)
    load(folder)
    assert list((tmp_path / "cache").glob("stamp-*"))
    nevada = folder / "state" / "nv.yaml"
    before = nevada.stat()
    text = nevada.read_text("utf-8")
    nevada.write_text(text.replace("name: Nevada", "name: Sierra", 1), "utf-8")
    os.utime(nevada, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (nevada.stat().st_size, nevada.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert load(folder).entities["state/nv"].name == "Sierra"
    load(folder)
    nevada.rename(nevada.with_name("nv.yml"))
    with pytest.raises(DataError, match=r"nv\.yml"):
        load(folder)
