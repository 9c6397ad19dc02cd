"""CSV text: plain CSV is read back as it was, and CSV for Excel has no cell that Excel would change."""

from __future__ import annotations

import csv
import io
import re

import pytest
from clemency_graph.graph.tables.csv_text import BYTE_ORDER_MARK, csv_text, guard_cell, unguard_cell
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LIKE_EXCEL = st.from_regex(r"['=+\-@\t\r]?[0-9]{0,17}[eE\-]?[0-9]{0,3}", fullmatch=True)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2)))
def test_plain_csv_is_read_back(rows: list[list[str]]) -> None:
    assert read(csv_text(["a", "b"], rows)) == [["a", "b"], *rows]
    assert read(csv_text(["a", "b"], rows, newline="\r\n")) == [["a", "b"], *rows]


def test_cells_that_are_no_text() -> None:
    rows = [[None, True, False, 2, 0.5, ["a", None]]]
    assert read(csv_text("abcdef", rows))[1] == ["", "true", "false", "2", "0.5", '["a", null]']
    assert read(csv_text("a", [[-5]], excel=True))[1] == ["-5"]


def test_a_table_without_rows_has_its_header() -> None:
    assert csv_text(["code", "name"], []) == "code,name\n"
    assert csv_text(["code", "name"], [], excel=True) == "\ufeffcode,name\n"


@given(st.lists(TEXT | LIKE_EXCEL))
def test_for_excel_no_text_is_a_formula_a_changed_number_or_a_month(texts: list[str]) -> None:
    text = csv_text(["a", "b"], [[one, 1] for one in texts], excel=True)
    assert text.startswith(BYTE_ORDER_MARK)
    found = [row[0] for row in read(text.removeprefix(BYTE_ORDER_MARK))[1:]]
    assert [unguard_cell(cell) for cell in found] == texts
    for cell in found:
        assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
        if re.fullmatch("[0-9]+", cell):
            assert str(int(cell)) == cell and len(cell) < 16
        assert not re.fullmatch("[0-9]{4}-[0-9]{2}|[0-9]+[eE][0-9]+", cell)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@unitedstates", "\tx", "\rx", "'x", "02", "2020-06", "1234567e12"]
)
def test_texts_that_excel_changes_are_guarded(text: str) -> None:
    assert guard_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Nevada", "2020", "2020-06-17", "0", "HB 1438", '["@a"]', "15,001", "a=b", "state/nv"]
)
def test_other_texts_are_not(text: str) -> None:
    assert guard_cell(text) == text
