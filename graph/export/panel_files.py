"""A panel as one file: CSV, Parquet or Stata."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..loading.errors import suggestion
from ..optional_imports import import_optional
from ..tables import Cell, Table, Type
from ..tables.csv_text import csv_text
from ..tables.frames import to_pandas
from ..tables.panels import stata_name
from .parquet import arrow

Cells = Mapping[str, Sequence[Cell]]

MAX_STATA_LABEL: Final = 80
"""The maximum number of characters of a label in Stata."""
_STATA_VERSION: Final = 118  # of Stata 14, the first with UTF-8


def panel_file(graph: KnowledgeGraph, table: Table, cells: Cells, suffix: str) -> bytes:
    """Return the content of a file with a panel.

    Parameters
    ----------
    graph
        The graph.
    table
        The table of the panel.
    cells
        The cells of each of its columns.
    suffix
        The suffix of the file: `.csv`, `.parquet` or `.dta`.

    Raises
    ------
    QueryError
        If there is no such format.
    ModuleNotFoundError
        If a library that the format requires is not installed.
    """
    if suffix not in _FORMATS:
        hint = suggestion(suffix, _FORMATS)
        raise QueryError(f"a panel has no format {suffix!r}{hint or ';'} the suffixes are {', '.join(_FORMATS)}.")
    return _FORMATS[suffix](graph, table, cells)


def _csv(graph: KnowledgeGraph, table: Table, cells: Cells) -> bytes:
    return csv_text([column.name for column in table.columns], zip(*cells.values(), strict=True)).encode()


def _parquet(graph: KnowledgeGraph, table: Table, cells: Cells) -> bytes:
    file = io.BytesIO()
    import_optional("pyarrow.parquet", "parquet").write_table(arrow(graph, table, cells), file, compression="zstd")
    return file.getvalue()


def _stata(graph: KnowledgeGraph, table: Table, cells: Cells) -> bytes:
    """Return a file of Stata 14 or later; missing text is empty, claims are long strings (strL)."""
    frame = to_pandas({column.name: column.type for column in table.columns}, cells, nullable=False)
    texts = [column.name for column in table.columns if column.type is Type.TEXT]
    frame[texts] = frame[texts].fillna("")
    frame.columns = [stata_name(name) for name in frame.columns]
    dataset = graph.dataset
    file = io.BytesIO()
    frame.to_stata(
        file,
        write_index=False,
        version=_STATA_VERSION,
        # The day of the release in place of the current time: the same data give the same bytes.
        time_stamp=datetime.combine(dataset.released, time()),
        data_label=f"{dataset.title}, {table.name}, version {dataset.version}"[:MAX_STATA_LABEL],
        variable_labels={stata_name(one.name): _label(one.description) for one in table.columns},
        convert_dates={stata_name(one.name): "td" for one in table.columns if one.type is Type.DAY},
        convert_strl=[stata_name(name) for name in texts if name.endswith("_claims")],
    )
    return file.getvalue()


def _label(text: str) -> str:
    return text if len(text) <= MAX_STATA_LABEL else f"{text[: MAX_STATA_LABEL - 1]}…"


_FORMATS: Final[dict[str, Callable[[KnowledgeGraph, Table, Any], bytes]]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".dta": _stata,
}
