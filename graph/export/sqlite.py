"""SQLite export: one database with foreign keys and full-text search, and metadata for Datasette.

`datasette clemency.db --metadata metadata.json` serves it: https://datasette.io.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any, Final

from ..graph import KnowledgeGraph
from ..queries.citations import cite_dataset
from ..tables import TABLES, Cell, Column, Table, Type

DATABASE: Final = "clemency.db"
SEARCHED: Final = {
    "entities": ("name", "aliases"),
    "actions": ("name", "aliases", "scope"),
    "laws": ("name", "aliases", "number"),
    "sources": ("name", "authors"),
    "claims": ("stated", "text", "inference", "note"),
    "provisions": ("scope",),
}
"""The tables that have a table for full-text search, named with `_fts`, and the columns in it."""

_TYPES: Final = {Type.INTEGER: "INTEGER", Type.BOOLEAN: "INTEGER", Type.NUMBER: "REAL"}
_LABELS: Final = ("name", "stated")
"""The columns that Datasette shows in place of the id of a row that another refers to."""
_LICENSES: Final = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def files(graph: KnowledgeGraph) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name and the content of each file: the database, and the metadata for Datasette."""
    yield DATABASE, database(graph)
    yield "metadata.json", json.dumps(metadata(graph), ensure_ascii=False, indent=2) + "\n"


def database(graph: KnowledgeGraph) -> bytes:
    """Return a SQLite database with each table of the graph."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for table in TABLES.values():
            connection.execute(_create(table))
            holes = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_value, row)) for row in table.rows(graph))
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({holes})", rows)
            for column in table.columns:
                if column.references and (column.name,) != table.key:
                    name = _quoted(f"{table.name}_{column.name}")
                    connection.execute(f"CREATE INDEX {name} ON {_quoted(table.name)} ({_quoted(column.name)})")
        for name, columns in SEARCHED.items():
            listed, search = ", ".join(map(_quoted, columns)), _quoted(f"{name}_fts")
            # The text is not stored again: the index refers to the rows of the table.
            connection.execute(f"CREATE VIRTUAL TABLE {search} USING fts5 ({listed}, content={_quoted(name)})")
            connection.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")
        connection.execute("COMMIT")
        return connection.serialize()


def metadata(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return the metadata for Datasette: the dataset, and the meaning of each table and column."""
    dataset = graph.dataset
    return {
        "title": dataset.title,
        "description": cite_dataset(dataset),
        "license": dataset.license,
        "license_url": _LICENSES.get(dataset.license, dataset.license),
        "databases": {
            DATABASE.removesuffix(".db"): {"tables": {one.name: _table_metadata(one) for one in TABLES.values()}}
        },
    }


def _table_metadata(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    label = next((name for name in _LABELS if name in names), None)
    described = {"description": table.description, "columns": {one.name: one.description for one in table.columns}}
    return described | ({"label_column": label} if label else {})


def _create(table: Table) -> str:
    key = ", ".join(map(_quoted, table.key))
    parts = [*map(_column, table.columns), f"PRIMARY KEY ({key})"]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})"


def _column(column: Column) -> str:
    required = " NOT NULL" if column.required else ""
    reference = f" REFERENCES {_quoted(column.references)} (id)" if column.references else ""
    return f"{_quoted(column.name)} {_TYPES.get(column.type, 'TEXT')}{required}{reference}"


def _value(cell: Cell) -> str | int | float | None:
    # The default adapter of dates is deprecated; a boolean is 0 or 1.
    return cell.isoformat() if isinstance(cell, date) else cell


def _quoted(name: str) -> str:
    return f'"{name}"'
