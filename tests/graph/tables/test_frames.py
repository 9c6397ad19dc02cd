"""The data frames: the cells of the tables, with the types of pandas and polars."""

from __future__ import annotations

import sys
from datetime import date, datetime

import pandas
import polars
import pytest
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.tables import TABLES
from clemency_graph.graph.tables.frames import pandas_frame, polars_frame


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


@pytest.mark.parametrize("name", TABLES)
def test_pandas_holds_the_cells(graph: KnowledgeGraph, name: str) -> None:
    frame = pandas_frame(graph, name)
    for column, cells in TABLES[name].by_column(graph).items():
        found = [None if pandas.isna(cell) else cell for cell in frame[column].tolist()]
        assert [cell.date() if isinstance(cell, datetime) else cell for cell in found] == cells
    assert frame.attrs["version"] == graph.dataset.version
    assert date.fromisoformat(frame.attrs["released"]) == graph.dataset.released


@pytest.mark.parametrize("name", TABLES)
def test_polars_holds_the_cells(graph: KnowledgeGraph, name: str) -> None:
    frame = polars_frame(graph, name)
    assert {column: frame[column].to_list() for column in frame.columns} == TABLES[name].by_column(graph)


def test_bounds_and_days_have_types_to_reckon_with(graph: KnowledgeGraph) -> None:
    frame = pandas_frame(graph, "figures")
    assert str(frame["low"].dtype) == "Int64"
    assert str(frame["cumulative"].dtype) == "boolean"
    assert str(frame["retrieved"].dtype) == "datetime64[s]"
    assert polars_frame(graph, "figures").schema["retrieved"] == polars.Date


def test_a_table_that_is_not_there_is_told(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="no table 'figure'; did you mean 'figures'"):
        pandas_frame(graph, "figure")


def test_a_library_that_is_not_there_is_told(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "clemency-graph\[polars\]"'):
        polars_frame(graph, "actions")
