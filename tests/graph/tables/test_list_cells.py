"""A list in one cell is taken apart without loss."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from clemency_graph.graph.tables.csv_text import csv_text
from clemency_graph.graph.tables.list_cells import join_cells, split_cell
from hypothesis import given
from hypothesis import strategies as st

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
LISTS = st.recursive(st.lists(SCALARS), lambda inner: st.lists(SCALARS | inner), max_leaves=12)


@given(LISTS)
def test_splitting_is_the_inverse_of_joining(items: list[Any]) -> None:
    assert split_cell(join_cells(items)) == items
    assert [type(one) for one in split_cell(join_cells(items))] == [type(one) for one in items]


@given(LISTS, LISTS)
def test_different_lists_are_different_cells(one: list[Any], other: list[Any]) -> None:
    assert (join_cells(one) == join_cells(other)) == (repr(one) == repr(other))


@pytest.mark.parametrize("excel", [False, True])
@given(items=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_a_list_is_taken_apart_after_csv(items: list[str], excel: bool) -> None:
    text = csv_text(["names"], [[join_cells(items)]], excel=excel)
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert split_cell(row["names"]) == items


@pytest.mark.parametrize("cell", ["", "a; b", "[", "{}", "1"])
def test_a_cell_that_is_no_list_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):
        split_cell(cell)
