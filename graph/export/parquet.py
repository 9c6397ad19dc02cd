"""Parquet export, one file for each table, written by pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from ..graph import KnowledgeGraph
from ..optional_imports import import_optional
from ..tables import TABLES, Table, Type


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


def arrow(graph: KnowledgeGraph, table: Table) -> Any:
    """Return a `pyarrow.Table` with the metadata of the dataset and the descriptions of the columns."""
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
    return pyarrow.table(table.by_column(graph), schema=pyarrow.schema(fields, metadata=metadata))
