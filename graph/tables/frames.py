"""Tables as pandas and polars data frames: those of the graph, and those of query results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ..graph import KnowledgeGraph
from ..optional_imports import import_optional
from . import Type, table

if TYPE_CHECKING:
    import pandas
    import polars


def pandas_frame(graph: KnowledgeGraph, name: str) -> pandas.DataFrame:
    """Return a table as a pandas data frame.

    Parameters
    ----------
    graph
        The graph.
    name
        The name of a table: see `tables.TABLES`.

    Returns
    -------
    pandas.DataFrame
        Text as `str`, integers as `Int64`, booleans as `boolean`, days as `datetime64[s]`; partial dates are text.
        Unknown values are missing values. The `attrs` contain the version, release date, license and citation of the
        dataset.

    Raises
    ------
    QueryError
        If there is no such table.
    ModuleNotFoundError
        If pandas is not installed.
    """
    definition = table(name)
    frame = to_pandas({one.name: one.type for one in definition.columns}, definition.by_column(graph))
    frame.attrs.update(dataset_metadata(graph))
    return frame


def polars_frame(graph: KnowledgeGraph, name: str) -> polars.DataFrame:
    """Return a table as a polars data frame.

    Parameters
    ----------
    graph
        The graph.
    name
        The name of a table: see `tables.TABLES`.

    Returns
    -------
    polars.DataFrame
        Text as `String`, integers as `Int64`, booleans as `Boolean`, days as `Date`; partial dates are text. Unknown
        values are null.

    Raises
    ------
    QueryError
        If there is no such table.
    ModuleNotFoundError
        If polars is not installed.
    """
    definition = table(name)
    return to_polars({one.name: one.type for one in definition.columns}, definition.by_column(graph))


def to_pandas(
    types: Mapping[str, Type], cells: Mapping[str, Iterable[Any]], *, nullable: bool = True
) -> pandas.DataFrame:
    """Return columns as a pandas data frame; the types of the columns decide their dtypes, never the cells.

    Parameters
    ----------
    types
        The type of each column, by its name, in order.
    cells
        The cells of each column; days as `date` or as ISO 8601 text.
    nullable
        False for `float64` in place of the dtypes with a missing value of their own, which statistical libraries such
        as statsmodels do not take: true is 1, false 0, and a missing value NaN.
    """
    library = import_optional("pandas", "pandas")
    dtypes = {
        Type.INTEGER: "Int64" if nullable else "float64",
        Type.NUMBER: "Float64" if nullable else "float64",
        Type.BOOLEAN: "boolean" if nullable else "float64",
        Type.DAY: "datetime64[s]",
    }
    columns = {name: library.Series(list(cells[name]), dtype=dtypes.get(type, "str")) for name, type in types.items()}
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def to_polars(types: Mapping[str, Type], cells: Mapping[str, Iterable[Any]]) -> polars.DataFrame:
    """Return columns as a polars data frame; parameters as in `to_pandas`."""
    library = import_optional("polars", "polars")
    dtypes = {
        Type.INTEGER: library.Int64,
        Type.NUMBER: library.Float64,
        Type.BOOLEAN: library.Boolean,
        Type.DAY: library.Date,
    }
    schema = {name: dtypes.get(type, library.String) for name, type in types.items()}
    columns = {
        name: [_day(cell) for cell in cells[name]] if type is Type.DAY else list(cells[name])
        for name, type in types.items()
    }
    frame: polars.DataFrame = library.DataFrame(columns, schema=schema)
    return frame


def _day(cell: Any) -> Any:
    return date.fromisoformat(cell) if isinstance(cell, str) else cell


def dataset_metadata(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return the metadata that is needed to cite the dataset."""
    dataset = graph.dataset
    return {
        "version": dataset.version,
        "released": dataset.released.isoformat(),
        "license": dataset.license,
        "citation": dataset.citation,
    }
