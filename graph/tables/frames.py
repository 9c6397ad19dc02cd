"""The tables of the graph as data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..graph import KnowledgeGraph
from ..optional_imports import needed
from . import Type, table

if TYPE_CHECKING:
    import pandas
    import polars


def pandas_frame(graph: KnowledgeGraph, name: str) -> pandas.DataFrame:
    """A table as a pandas frame.

    Parameters
    ----------
    graph
        The graph.
    name
        The name of a table: see `tables.TABLES`.

    Returns
    -------
    pandas.DataFrame
        Text as `str`, whole numbers as `Int64`, truth values as `boolean`, days as `datetime64[s]`; dates that may be
        less precise than a day stay text. Nothing known is a missing value. Its `attrs` hold the dataset's version,
        day of release, license and citation.

    Raises
    ------
    QuestionError
        When there is no such table.
    ModuleNotFoundError
        When pandas is not installed.
    """
    asked = table(name)
    pandas = needed("pandas", "pandas")
    types = {Type.INTEGER: "Int64", Type.BOOLEAN: "boolean", Type.DAY: "datetime64[s]"}
    cells = asked.by_column(graph)
    columns = {
        column.name: pandas.Series(cells[column.name], dtype=types.get(column.type, "str")) for column in asked.columns
    }
    frame = pandas.DataFrame(columns)
    frame.attrs.update(about(graph))
    return frame  # type: ignore[no-any-return]


def polars_frame(graph: KnowledgeGraph, name: str) -> polars.DataFrame:
    """A table as a polars frame.

    Parameters
    ----------
    graph
        The graph.
    name
        The name of a table: see `tables.TABLES`.

    Returns
    -------
    polars.DataFrame
        Text as `String`, whole numbers as `Int64`, truth values as `Boolean`, days as `Date`; dates that may be less
        precise than a day stay text. Nothing known is null.

    Raises
    ------
    QuestionError
        When there is no such table.
    ModuleNotFoundError
        When polars is not installed.
    """
    asked = table(name)
    polars = needed("polars", "polars")
    types = {Type.INTEGER: polars.Int64, Type.BOOLEAN: polars.Boolean, Type.DAY: polars.Date}
    schema = {column.name: types.get(column.type, polars.String) for column in asked.columns}
    return polars.DataFrame(asked.by_column(graph), schema=schema)  # type: ignore[no-any-return]


def about(graph: KnowledgeGraph) -> dict[str, Any]:
    """What a frame has to carry to be cited."""
    dataset = graph.dataset
    return {
        "version": dataset.version,
        "released": dataset.released.isoformat(),
        "license": dataset.license,
        "citation": dataset.citation,
    }
