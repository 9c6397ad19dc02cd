"""The tables of the graph as pandas and polars data frames."""

from __future__ import annotations

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
    pandas = import_optional("pandas", "pandas")
    types = {Type.INTEGER: "Int64", Type.BOOLEAN: "boolean", Type.DAY: "datetime64[s]"}
    cells = definition.by_column(graph)
    columns = {
        column.name: pandas.Series(cells[column.name], dtype=types.get(column.type, "str"))
        for column in definition.columns
    }
    frame = pandas.DataFrame(columns)
    frame.attrs.update(dataset_metadata(graph))
    return frame  # type: ignore[no-any-return]


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
    polars = import_optional("polars", "polars")
    types = {Type.INTEGER: polars.Int64, Type.BOOLEAN: polars.Boolean, Type.DAY: polars.Date}
    schema = {column.name: types.get(column.type, polars.String) for column in definition.columns}
    return polars.DataFrame(definition.by_column(graph), schema=schema)  # type: ignore[no-any-return]


def dataset_metadata(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return the metadata that is needed to cite the dataset."""
    dataset = graph.dataset
    return {
        "version": dataset.version,
        "released": dataset.released.isoformat(),
        "license": dataset.license,
        "citation": dataset.citation,
    }
