"""Snapshots: the same graph, sooner; never another one."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph import DATA, DataError
from clemency_graph.graph.storage import snapshot
from clemency_graph.graph.storage.cache_dir import cache_folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def snapshots(cache: Path) -> list[Path]:
    """The snapshots of data; beside them are the stamps of folders whose files are not quite new."""
    return list(cache.glob("data-*"))


def content(graph: KnowledgeGraph) -> list[str]:
    return [repr(one) for one in (*graph.entities.values(), *graph.terms.values(), *graph.relationships.values())]


def test_what_is_recalled_is_what_was_built(folder: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = load(folder)
    assert len(snapshots(own_cache)) == 1
    monkeypatch.setattr("clemency_graph.graph.loading.pipeline.build", None)  # it may not build again
    recalled = load(folder)
    assert content(recalled) == content(built)
    assert recalled.dataset == built.dataset


def test_changed_data_are_built_again(folder: Path, own_cache: Path) -> None:
    load(folder)
    nevada = folder / "state" / "nv.yaml"
    nevada.write_text(nevada.read_text("utf-8").replace("name: Nevada", "name: Battle Born", 1), "utf-8")
    assert load(folder).entities["state/nv"].name == "Battle Born"
    assert len(snapshots(own_cache)) == 1, "in place of the earlier one"
    nevada.write_text("name: [", "utf-8")
    with pytest.raises(DataError):
        load(folder)
    (folder / "state" / "or.yml").write_text("", "utf-8")
    with pytest.raises(DataError, match=r"or\.yml"):
        load(folder)


def test_a_file_out_of_place_is_told_though_the_data_are_known(folder: Path) -> None:
    load(folder)
    (folder / "state" / "nv.txt").write_text("", "utf-8")
    with pytest.raises(DataError, match=r"state/nv\.txt:1: not a data file"):
        load(folder)


def test_a_snapshot_of_other_code_is_passed_over(folder: Path, own_cache: Path) -> None:
    version = load(folder).dataset.version
    assert snapshot.load_snapshot(folder, version)
    assert snapshot.load_snapshot(folder, "other") is None
    (path,) = snapshots(own_cache)
    with path.open("rb") as file:
        (of, code), records = pickle.load(file), file.read()
    assert of == version
    path.write_bytes(pickle.dumps((of, code)) + records)
    assert snapshot.load_snapshot(folder, version)
    path.write_bytes(pickle.dumps((of, "other code")) + records)
    assert snapshot.load_snapshot(folder, version) is None


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x80\x05K\x01."])
def test_a_broken_snapshot_is_passed_over(folder: Path, own_cache: Path, content: bytes) -> None:
    version = load(folder).dataset.version
    (path,) = snapshots(own_cache)
    path.write_bytes(content)
    assert load(folder).dataset.version == version


def test_a_snapshot_runs_no_code(folder: Path, own_cache: Path, tmp_path: Path) -> None:
    class Planted:
        def __reduce__(self) -> tuple[object, tuple[Path]]:
            return Path.touch, (tmp_path / "touched",)

    version = load(folder).dataset.version
    (path,) = snapshots(own_cache)
    with path.open("rb") as kept:
        head = pickle.load(kept)
    with path.open("wb") as file:
        pickle.dump(head, file)
        pickle.dump(Planted(), file)
    assert load(folder).dataset.version == version
    assert not (tmp_path / "touched").exists()
    pickle.loads(pickle.dumps(Planted()))
    assert (tmp_path / "touched").exists(), "it does where it is let"
    (tmp_path / "touched").unlink()
    path.write_bytes(pickle.dumps(Planted()))
    assert load(folder).dataset.version == version
    assert not (tmp_path / "touched").exists()


def test_where_nothing_can_be_kept_the_data_load_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "file"))
    assert load(folder).state("NV")


def test_the_cache_is_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CLEMENCY_GRAPH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache_folder() == tmp_path / "clemency-graph"


def test_data_that_are_known_need_no_reading_of_yaml(folder: Path) -> None:
    load(folder)
    code = f"""import sys
from clemency_graph import load
assert load({str(folder)!r}).state('NV').name == 'Nevada'
print(sorted({{'yaml', 'pydantic', 'strawberry', 'rapidfuzz'}} & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_history_is_recalled_as_it_was_read_and_read_again_when_it_changes(
    folder: Path, own_cache: Path, tmp_path: Path
) -> None:
    shutil.copytree(DATA / "history", folder / "history")
    read = load(folder).history
    assert load(folder).history == read
    assert sum(len(release.entries) for release in read.releases) > 1000
    (path,) = own_cache.glob("history-*")
    content = path.read_bytes()
    for broken in (b"", content[: len(content) // 2], pickle.dumps((read.digest, "other code"))):
        path.write_bytes(broken)
        assert load(folder).history == read
    assert path.read_bytes() == content, "it is written again"
    last = max((folder / "history").glob("*.txt"))
    last.write_text(last.read_text("utf-8") + "+ nothing\n", "utf-8")
    with pytest.raises(DataError, match="not a line of a release"):
        load(folder)
    last.unlink()
    assert load(folder).history.releases == read.releases[:-1]
