"""Data in one file: packed, loaded from a path or an address, and refused where they are not what they say."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load
from clemency_graph.graph.loading.load_from import load_from
from clemency_graph.graph.storage.data_archive import pack


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    return pack(folder, tmp_path / "packed")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def altered(packed: Path, name: str, text: bytes) -> Path:
    """A copy with another text in place of one."""
    copy = packed.with_name("altered.zip")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(copy, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, text)
    return copy


def test_a_packed_file_holds_what_the_folder_holds(folder: Path, packed: Path, cache: Path) -> None:
    graph, whole = load_from(str(packed)), load(folder)
    assert graph.dataset == whole.dataset
    assert list(graph.entities) == list(whole.entities)
    assert packed.name == f"clemency-{graph.dataset.version}.zip"
    assert load_from(str(packed), graph.dataset.version).dataset == graph.dataset


def test_the_same_data_make_the_same_file(folder: Path, packed: Path, tmp_path: Path) -> None:
    assert pack(folder, tmp_path / "again").read_bytes() == packed.read_bytes()


def test_it_is_read_from_an_address(packed: Path) -> None:
    import fsspec

    with fsspec.open("memory://clemency/data.zip", "wb") as file:
        file.write(packed.read_bytes())
    assert load_from("memory://clemency/data.zip").state("NV")


def test_a_folder_is_held_to_a_version_too(folder: Path) -> None:
    version = load(folder).dataset.version
    assert load_from(str(folder), version).dataset.version == version
    with pytest.raises(DataError, match=f"has version {version}, but version 0123 is required"):
        load_from(str(folder), "0123")


def test_another_version_is_refused(packed: Path, cache: Path) -> None:
    with pytest.raises(DataError, match="but version 0123 is required"):
        load_from(str(packed), "0123")
    assert not (cache / "packed").exists()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("state/nv.yaml", b"name: Nowhere", "but its data have another"),
        ("VERSION", b"0123456789abcdef", "declares version 0123456789abcdef, but its data have another"),
        ("../outside.yaml", b"", "paths outside of the archive"),
        ("VERSION", b"../..", "paths outside of the archive"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_leaves_nothing(
    packed: Path, cache: Path, name: str, text: bytes, told: str
) -> None:
    with pytest.raises(DataError, match=told):
        load_from(str(altered(packed, name, text)))
    assert not list(cache.rglob("*.yaml"))
    assert not (cache.parent / "outside.yaml").exists()


def test_what_is_no_packed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    path.write_bytes(b"no zip")
    with pytest.raises(DataError, match="is not a data archive"):
        load_from(str(path))
    with pytest.raises(FileNotFoundError, match="is not a folder, an archive or a URL"):
        load_from(str(tmp_path / "nothing"))


def test_what_was_unpacked_and_changed_since_is_unpacked_again(packed: Path, cache: Path) -> None:
    load_from(str(packed))
    (nevada,) = cache.rglob("state/nv.yaml")
    nevada.write_text("name: [", "utf-8")
    assert load_from(str(packed)).state("NV")


@pytest.mark.parametrize("is_declared_alone", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_small_archive_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, is_declared_alone: bool
) -> None:
    large = tmp_path / "large.zip"
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("VERSION", bytes(20_000_000 if is_declared_alone else 600_000_000))
        archive.infolist()[0].file_size = 600_000_000
    tracemalloc.start()
    with pytest.raises(DataError, match="unpacks to more than"):
        load_from(str(large))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.slow
def test_versions_unpacked_long_ago_are_removed(packed: Path, folder: Path, cache: Path, tmp_path: Path) -> None:
    load_from(str(packed))
    for number in range(4):
        path = folder / "dataset.yaml"
        path.write_text(path.read_text("utf-8") + f"# {number}\n", "utf-8")
        load_from(str(pack(folder, tmp_path / "more")))
    assert len(list((cache / "packed").iterdir())) == 3


def test_a_copy_with_other_line_ends_has_the_same_version(folder: Path, tmp_path: Path) -> None:
    version = load(folder).dataset.version
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).dataset.version == version
