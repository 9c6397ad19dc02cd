"""Checks of many texts: one result for each, whatever holds them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas
import polars
import pytest
from clemency_graph import ClemencyGraph, load
from clemency_graph.graph.errors import QueryError
from clemency_graph.library.days import as_day

TEXTS = [
    "In Oregon, 47,144 convictions were pardoned.",
    "Nevada pardoned more than 15,000 people.",
    "Hello.",
    "In Oregon, 47,144 people were pardoned.",
]


@pytest.fixture(scope="module")
def loaded() -> ClemencyGraph:
    return load()


@pytest.mark.parametrize(
    "hold", [list, tuple, iter, pandas.Series, polars.Series, lambda texts: pandas.Series(texts, [9, 7, 5, 3])]
)
def test_there_is_a_result_for_each_text(loaded: ClemencyGraph, hold: Any) -> None:
    assert loaded.check_texts(hold(TEXTS)) == [loaded.check_text(text) for text in TEXTS]
    assert loaded.check_texts(hold(TEXTS), "2020-01-01") == [loaded.check_text(text, "2020-01-01") for text in TEXTS]


def test_each_text_may_have_its_day(loaded: ClemencyGraph) -> None:
    days = [None, "2020-01-01", "2024-01-01", date(2023, 1, 1)]
    expected = [loaded.check_text(text, day) for text, day in zip(TEXTS, days, strict=True)]
    assert [one.verdict for check in expected for one in check.findings] == ["agrees", "unsure", "other_unit"]
    assert loaded.check_texts(TEXTS, days) == expected
    assert loaded.check_texts(TEXTS, pandas.to_datetime(pandas.Series(days))) == expected


def test_findings_are_rows_of_a_frame(loaded: ClemencyGraph) -> None:
    frame = pandas.DataFrame({"text": TEXTS})
    checks = zip(frame.index, loaded.check_texts(frame["text"]), strict=True)
    rows = [{"article": at} | one.as_row() for at, check in checks for one in check.findings]
    assert list(pandas.DataFrame(rows)["article"]) == [0, 1, 3]


@pytest.mark.parametrize(
    ("texts", "published", "told"),
    [
        ("Nevada", None, "is one text"),
        (["", None], None, "text 1 is a NoneType"),
        (pandas.Series(["", float("nan")]), None, "text 1 is a float"),
        (["", "a" * 64_001], None, "text 1: the text has 64,001 characters"),
        (["", ""], ["2020-01-01"], "2 texts and 1 days"),
    ],
)
def test_what_cannot_be_checked_is_named(loaded: ClemencyGraph, texts: Any, published: Any, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        loaded.check_texts(texts, published)


def test_days_are_dates_whatever_gives_them() -> None:
    day = date(2024, 6, 18)
    assert {as_day(one) for one in ("2024-06-18", day, pandas.Timestamp("2024-06-18 12:00"))} == {day}
    missing: list[Any] = [None, float("nan"), pandas.NaT]
    assert [as_day(one) for one in missing] == [None] * 3
