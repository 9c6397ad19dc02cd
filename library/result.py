"""The result of a query, as a dict, rows or a data frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from ..graph.optional_imports import import_optional
from ..graph.tables.flatten import Row, lists, rows
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
    """

    data: dict[str, Any]
    sources: list[dict[str, Any]]
    dataset: dict[str, Any]
    warnings: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def rows(self, path: str | None = None, explode: str | None = None) -> list[Row]:
        """Return the result as rows; see `graph.tables.flatten` for the rules.

        Parameters
        ----------
        path
            The path of the list with the rows, such as `state.actions`; optional if the result has one list.
        explode
            The path of a list within the rows, such as `figures`; each of its items becomes a row.

        Raises
        ------
        QueryError
            If there is no such list, or if there are several and `path` is None.
        """
        return rows(self.data, path, explode)

    def frame(self, path: str | None = None, explode: str | None = None) -> pandas.DataFrame:
        """Return the rows as a pandas data frame, with the dataset and the sources in `attrs`; arguments as in `rows`.

        Examples
        --------
        >>> load().query("GovernorsAndPardons").frame()[["name", "figure.quantity.low", "figure.quantity.unit"]]
        """
        pandas = import_optional("pandas", "pandas")
        frame = pandas.DataFrame(self.rows(path, explode)).convert_dtypes()
        frame.attrs.update(self.dataset | {"sources": self.sources})
        return frame  # type: ignore[no-any-return]

    def polars(self, path: str | None = None, explode: str | None = None) -> polars.DataFrame:
        """Return the rows as a polars data frame; arguments as in `rows`."""
        polars = import_optional("polars", "polars")
        return polars.DataFrame(self.rows(path, explode), infer_schema_length=None)  # type: ignore[no-any-return]

    def _repr_html_(self) -> str:
        parts = [table(self.rows(path or None), caption=path) for path in lists(self.data) or [""]]
        missing = (f"<p>{escape(error['message'])}</p>" for error in self.errors)
        return "".join(
            (*missing, *parts, table(self.sources, caption=f"sources; data version {self.dataset['version']}"))
        )
