"""Panels for regressions, as data frames and files, with their codebook."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph import KnowledgeGraph
from ..graph.export.panel_files import panel_file
from ..graph.tables.panels import codebook, panel_table
from ..graph.tables.table_definition import Cell
from .html_table import table

if TYPE_CHECKING:
    import pandas
    import polars

    from ..graph.loading.loader import ExtraFolders


class Panel:
    """A table with one row for each place and year.

    The columns are always the same, whatever the data. Each value has a `status` and the ids of its `claims`; a number
    that the record gives as a range has the columns `low` and `high`. `codebook` defines each column.

    Attributes
    ----------
    name : str
        The name of the panel.
    graph : KnowledgeGraph
        The graph that it is made of.
    """

    def __init__(self, graph: KnowledgeGraph, name: str, states: Iterable[str] | None = None) -> None:
        """Make a panel of all places, or of those in the states with some USPS codes."""
        self.graph = graph
        self.name = name
        self._table = panel_table(name, None if states is None else tuple(states))

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self._table.columns]

    @cached_property
    def _cells(self) -> dict[str, list[Cell]]:
        return self._table.by_column(self.graph)

    def rows(self) -> list[dict[str, Cell]]:
        """Return the rows as dicts; a missing value is None."""
        return [dict(zip(self._cells, row, strict=True)) for row in zip(*self._cells.values(), strict=True)]

    def frame(self) -> pandas.DataFrame:
        """Return the panel as a pandas data frame, for statsmodels and the like.

        Numbers are `float64`, as are booleans, 1 and 0, with NaN where a value is missing; the year is `int64`. Text is
        `str`, days are `datetime64[s]`. The `attrs` contain the version of the data.

        Raises
        ------
        ModuleNotFoundError
            If pandas is not installed.

        Examples
        --------
        >>> frame = panel("state-year").frame()
        >>> frame.loc[frame["code"] == "NV", ["year", "adult_use", "clemency_people_low"]]
        """
        from ..graph.tables.frames import dataset_metadata, to_pandas

        frame = to_pandas({column.name: column.type for column in self._table.columns}, self._cells, nullable=False)
        frame["year"] = frame["year"].astype("int64")
        frame.attrs.update(dataset_metadata(self.graph))
        return frame

    def polars(self) -> polars.DataFrame:
        """Return the panel as a polars data frame, with nulls.

        Raises
        ------
        ModuleNotFoundError
            If polars is not installed.
        """
        from ..graph.tables.frames import to_polars

        return to_polars({column.name: column.type for column in self._table.columns}, self._cells)

    def arrow(self) -> Any:
        """Return the panel as a `pyarrow.Table`, with the meaning of each column in the schema.

        Raises
        ------
        ModuleNotFoundError
            If pyarrow is not installed.
        """
        from ..graph.export.parquet import arrow

        return arrow(self.graph, self._table, self._cells)

    def codebook(self) -> list[dict[str, str]]:
        """Return one row for each column: its name, that in Stata, its type, unit, possible values, and meaning."""
        return codebook(self._table)

    def write(self, path: str | Path) -> Path:
        """Write the panel to a file, and its codebook beside it.

        Parameters
        ----------
        path
            The file. Its suffix is the format: `.csv`, `.parquet` or `.dta` for Stata. The codebook has the same name
            and ends in `-codebook.csv`.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        QueryError
            If there is no such format.
        ModuleNotFoundError
            If a library that the format requires is not installed.
        """
        file = Path(path)
        content = panel_file(self.graph, self._table, self._cells, file.suffix)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.with_name(f"{file.stem}-codebook.csv").write_bytes(self._codebook_csv())
        return file

    def _codebook_csv(self) -> bytes:
        from ..graph.tables.csv_text import csv_text

        rows = self.codebook()
        return csv_text(list(rows[0]), [list(row.values()) for row in rows]).encode()

    def _repr_html_(self) -> str:
        shown = ("code", "name", "year", "clemency_people_low", "clemency_people_high", "population")
        rows = [{name: row[name] for name in shown} for row in self.rows()]
        dataset = self.graph.dataset
        return table(rows, f"{self.name}, data version {dataset.version}: some of {len(self.columns)} columns", shown)


def panel(
    name: str, states: Iterable[str] | None = None, *, data: str | Path | None = None, extra: ExtraFolders = ()
) -> Panel:
    """Return a panel: one row for each place and year since 1996.

    Parameters
    ----------
    name
        `state-year` or `county-year`.
    states
        The USPS codes of the states of the places; all if omitted.
    data
        The data, as for `load`; those of the package if omitted.
    extra
        The folders that are laid over the data, as for `load`.

    Returns
    -------
    Panel
        `frame()`, `polars()` and `arrow()` return it as a table, `write` writes it to a file, `codebook()` defines
        its columns.

    Raises
    ------
    QueryError
        If there is no such panel.

    Examples
    --------
    >>> panel("state-year", ["NV"]).frame()[["year", "adult_use", "pardon_people_low", "pardon_people_high"]]
    """
    from .graph import load

    return load(data, extra=extra).panel(name, states)
