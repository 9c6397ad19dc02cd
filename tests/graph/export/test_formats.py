"""Exports as files and as downloads."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from clemency_graph.graph import KnowledgeGraph, load
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.export import FORMATS, download, write


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


@pytest.mark.parametrize("name", FORMATS)
def test_files_and_downloads_are_the_same_and_carry_version_and_day(
    graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    version, released = graph.dataset.version, str(graph.dataset.released)
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in write(graph, name, tmp_path)}
    assert all(version in path and released in path for path in written)
    sent = download(graph, name)
    assert sent.version == version
    assert version in sent.name and released in sent.name
    if FORMATS[name].is_folder:
        archive = zipfile.ZipFile(io.BytesIO(sent.body))
        assert sent.media_type == "application/zip"
        assert {one: archive.read(one) for one in archive.namelist()} == {
            path.partition("/")[2]: content for path, content in written.items()
        }
    else:
        assert written == {sent.name: sent.body}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_data_make_the_same_bytes(folder: Path, name: str) -> None:
    assert download(load(folder), name).body == download(load(folder), name).body


def test_a_download_is_made_once(graph: KnowledgeGraph) -> None:
    assert download(graph, "csv") is download(graph, "csv")


def test_a_format_that_is_not_there_is_told_with_those_that_are(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no format 'jsonlines'; did you mean 'jsonl'"):
        write(graph, "jsonlines", tmp_path)
    with pytest.raises(QueryError, match="formats are csv, parquet"):
        download(graph, "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_is_not_there_is_told(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "clemency-graph\[parquet\]"'):
        write(graph, "parquet")
