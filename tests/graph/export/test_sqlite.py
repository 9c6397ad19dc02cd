"""The SQLite export, read back with sqlite3."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.export import write
from clemency_graph.graph.export.sqlite import SEARCHED
from clemency_graph.graph.tables import TABLES
from support.datasette import datasette


@pytest.fixture(scope="module")
def files(small_graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The exported files by name."""
    return {path.name: path for path in write(small_graph, "sqlite", tmp_path_factory.mktemp("sqlite"))}


@pytest.fixture
def database(files: dict[str, Path]) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write."""
    connection = sqlite3.connect(f"file:{files['clemency.db']}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_each_table_has_all_rows(small_graph: KnowledgeGraph, database: sqlite3.Connection) -> None:
    for table in TABLES.values():
        names = [row[1] for row in database.execute(f'PRAGMA table_info("{table.name}")')]
        assert names == [column.name for column in table.columns]
        rows = set(database.execute(f'SELECT * FROM "{table.name}"'))
        cells = (tuple(one if one is None or isinstance(one, (str, int, float)) else str(one) for one in row)
                 for row in table.rows(small_graph))  # fmt: skip
        assert rows == set(cells)


def test_foreign_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {(row[3], row[2]) for row in database.execute("PRAGMA foreign_key_list(claims)")}
    assert {("about", "entities"), ("source", "sources")} <= keys


def test_texts_are_found(database: sqlite3.Connection) -> None:
    for name in SEARCHED:
        database.execute(f"SELECT count(*) FROM {name}_fts").fetchone()
    found = "SELECT rowid FROM actions_fts WHERE actions_fts MATCH 'nevada pardons'"
    rows = database.execute(f"SELECT id FROM actions WHERE rowid IN ({found})").fetchall()
    assert ("action/nv/2020-possession-pardons",) in rows


def test_the_metadata_describe_each_table_and_column(files: dict[str, Path], small_graph: KnowledgeGraph) -> None:
    metadata = json.loads(files["metadata.json"].read_text("utf-8"))
    assert small_graph.dataset.version in metadata["description"]
    tables = metadata["databases"]["clemency"]["tables"]
    assert {name: list(one["columns"]) for name, one in tables.items()} == {
        name: [column.name for column in one.columns] for name, one in TABLES.items()
    }
    assert tables["entities"]["label_column"] == "name"


@pytest.mark.slow
def test_datasette_serves_it(files: dict[str, Path]) -> None:
    def get(address: str) -> str:
        options = ["--metadata", str(files["metadata.json"]), "--get", address]
        command = [str(datasette()), str(files["clemency.db"]), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (done.stdout[-500:], done.stderr[-2_000:])
        return done.stdout

    found = json.loads(get("/clemency/actions.json?_search=nevada+pardons&_shape=array&_labels=on"))
    nevada = next(one for one in found if one["id"] == "action/nv/2020-possession-pardons")
    assert nevada["jurisdiction"] == {"value": "state/nv", "label": "Nevada"}
    assert TABLES["actions"].description in get("/clemency/actions")
