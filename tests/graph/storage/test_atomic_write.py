"""A file is written whole or not at all, and leaves nothing beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from clemency_graph.graph.storage.atomic_write import atomic_write


def test_a_file_replaces_the_old_one_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    for content in (b"first", b"second"):
        with atomic_write(path) as file:
            file.write(content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), atomic_write(path) as file:
        file.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit on the size of files is Linux's")
def test_a_snapshot_for_which_there_is_no_room_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    """A process whose files may have 4 kB loads the data all the same."""
    cache = tmp_path / "small"
    program = f"""
import resource, signal
from clemency_graph import load
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
assert load({str(folder)!r}).state("NV")
"""
    environment = {**os.environ, "CLEMENCY_GRAPH_CACHE": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.name.split("-")[0] for path in cache.rglob("*")} <= {"stamp"}, "a stamp is small enough"
