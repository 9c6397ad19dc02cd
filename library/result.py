"""The result of a query, as a dict, rows or a data frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from ..graph.tables.column_tree import Selection, lists_of
from ..graph.tables.flatten import ResultTable, Row, tabulate
from ..graph.tables.frames import to_pandas, to_polars
from .html_table import table

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a query.

    Attributes
    ----------
    data : dict
        The data of the GraphQL response.
    sources : list of dict
        The sources of all selected values: id, title, url and citation.
    dataset : dict
        The version and release date of the data.
    warnings : list of dict
        Warnings, each with a `code`: UNSOURCED if the graph has no claims.
    errors : list of dict
        What the query names and the graph does not have, each with its `path`; the field at the path is null.
    document : str
        The GraphQL document.
    operation_name : str or None
        The operation of the document that was run, if it has several.
    variables : dict
        The values of its variables.
    default_path : str or None
        The path of the list with the rows if none is given; a saved query declares it.
    """

    data: dict[str, Any]
    sources: list[dict[str, Any]]
    dataset: dict[str, Any]
    warnings: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    document: str = field(default="", repr=False)
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    default_path: str | None = None

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    @property
    def lists(self) -> list[str]:
        """The paths of the lists whose items can be the rows."""
        return list(lists_of(self._selection()))

    def table(self, path: str | None = None, explode: str | None = None) -> ResultTable:
        """Return the result as a table with the names and types of its columns; arguments as in `rows`."""
        return tabulate(self.data, self._selection(), path or self.default_path, explode)

    def rows(self, path: str | None = None, explode: str | None = None) -> list[Row]:
        """Return the result as rows; see `graph.tables.flatten` for the rules.

        Parameters
        ----------
        path
            The path of the list with the rows, such as `state.actions`; `.` makes the result one row. Optional if the
            result has one list, or for a saved query, which declares it. `lists` has the paths.
        explode
            The path of a list within the rows, such as `figures`; each of its items becomes a row.

        Returns
        -------
        list of dict
            The rows, with the same keys in the same order. A list in a cell is a JSON array: see `split_cell`.

        Raises
        ------
        QueryError
            If there is no such list, or if there are several and `path` is None.
        """
        return self.table(path, explode).dicts()

    def frame(self, path: str | None = None, explode: str | None = None) -> pandas.DataFrame:
        """Return the rows as a pandas data frame, with the dataset and the sources in `attrs`; arguments as in `rows`.

        The query decides the columns and their dtypes, so that frames of one query with other variables can be
        concatenated, even if they are empty: text is `str`, integers `Int64`, numbers `Float64`, booleans `boolean`,
        days `datetime64[s]`; partial dates are text.

        Examples
        --------
        >>> load().query("GovernorsAndPardons").frame()[["name", "figure.quantity.low", "figure.quantity.unit"]]
        """
        result = self.table(path, explode)
        frame = to_pandas(result.columns, result.by_column())
        frame.attrs.update(self.dataset | {"sources": self.sources})
        return frame

    def polars(self, path: str | None = None, explode: str | None = None) -> polars.DataFrame:
        """Return the rows as a polars data frame; arguments as in `rows`.

        Text is `String`, integers `Int64`, numbers `Float64`, booleans `Boolean`, days `Date`; partial dates are text.
        """
        result = self.table(path, explode)
        return to_polars(result.columns, result.by_column())

    def _selection(self) -> Selection:
        from ..schema.table_columns import select

        return select(self.document, self.operation_name, self.variables)

    def _repr_html_(self) -> str:
        tables = [(path, self.table(path or None)) for path in self.lists or [""]]
        parts = [table(one.dicts(), path, list(one.columns)) for path, one in tables]
        missing = (f"<p>{escape(error['message'])}</p>" for error in self.errors)
        return "".join(
            (*missing, *parts, table(self.sources, caption=f"sources; data version {self.dataset['version']}"))
        )
