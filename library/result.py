"""What a question came to, in the form in which it is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..graph.optional_imports import needed
from ..graph.tables.flatten import Row, lists, rows
from .html_table import table

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Result:
    """An answer that can be had as a dict, as rows or as a data frame.

    Attributes
    ----------
    data : dict
        The answer as GraphQL gives it.
    sources : list of dict
        The sources behind everything that was selected: id, title, url and citation.
    dataset : dict
        Version and day of release of the data.
    warnings : list of dict
        Cautions, each with a `code`: UNSOURCED where the graph has no claims.
    """

    data: dict[str, Any]
    sources: list[dict[str, Any]]
    dataset: dict[str, Any]
    warnings: list[dict[str, Any]] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def rows(self, path: str | None = None, explode: str | None = None) -> list[Row]:
        """The answer as rows: see `notebook.flatten` for the rules.

        Parameters
        ----------
        path
            Which list the rows are from, such as `state.actions`; may be left out where there is only one.
        explode
            The path of a list within the rows, such as `figures`, each of whose items gets a row.

        Raises
        ------
        QuestionError
            When there is no such list, or several and none is picked.
        """
        return rows(self.data, path, explode)

    def frame(self, path: str | None = None, explode: str | None = None) -> pandas.DataFrame:
        """The rows as a pandas frame, with the dataset and the sources in its `attrs`; takes what `rows` takes.

        Examples
        --------
        >>> load().query("GovernorsAndPardons").frame()[["name", "figure.quantity.low", "figure.quantity.unit"]]
        """
        pandas = needed("pandas", "pandas")
        frame = pandas.DataFrame(self.rows(path, explode)).convert_dtypes()
        frame.attrs.update(self.dataset | {"sources": self.sources})
        return frame  # type: ignore[no-any-return]

    def polars(self, path: str | None = None, explode: str | None = None) -> polars.DataFrame:
        """The rows as a polars frame; takes what `rows` takes."""
        polars = needed("polars", "polars")
        return polars.DataFrame(self.rows(path, explode), infer_schema_length=None)  # type: ignore[no-any-return]

    def _repr_html_(self) -> str:
        told = [table(self.rows(path or None), caption=path) for path in lists(self.data) or [""]]
        return "".join((*told, table(self.sources, caption=f"sources; data version {self.dataset['version']}")))
