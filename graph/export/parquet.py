"""Parquet export, one file for each table, written by pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..graph import KnowledgeGraph
from ..optional_imports import import_optional
from ..tables import TABLES, Cell, Table, Type


def files(graph: KnowledgeGraph) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file.

    Raises
    ------
    ModuleNotFoundError
        If pyarrow is not installed.
    """
    parquet = import_optional("pyarrow.parquet", "parquet")
    for table in TABLES.values():
        file = io.BytesIO()
        parquet.write_table(arrow(graph, table), file, compression="zstd")
        yield f"{table.name}.parquet", file.getvalue()


def arrow(graph: KnowledgeGraph, table: Table, cells: Mapping[str, Sequence[Cell]] | None = None) -> Any:
    """Return a `pyarrow.Table` with the metadata of the dataset and the descriptions of the columns.

    `cells` are those of each column, where they are computed already.
    """
    pyarrow = import_optional("pyarrow", "parquet")
    types = {
        Type.TEXT: pyarrow.string(),
        Type.INTEGER: pyarrow.int64(),
        Type.NUMBER: pyarrow.float64(),
        Type.BOOLEAN: pyarrow.bool_(),
        Type.DAY: pyarrow.date32(),
        Type.PARTIAL: pyarrow.string(),
    }
    fields = [
        pyarrow.field(
            column.name,
            types[column.type],
            nullable=not column.required,
            metadata={"description": column.description},
        )
        for column in table.columns
    ]
    dataset = graph.dataset
    metadata = {
        "title": dataset.title,
        "version": dataset.version,
        "released": dataset.released.isoformat(),
        "license": dataset.license,
        "description": table.description,
    }
    by_column = table.by_column(graph) if cells is None else dict(cells)
    return pyarrow.table(by_column, schema=pyarrow.schema(fields, metadata=metadata))
