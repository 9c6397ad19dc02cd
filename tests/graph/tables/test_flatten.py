"""The rules by which answers become rows."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.tables import SEPARATOR
from clemency_graph.graph.tables.flatten import lists, rows
from hypothesis import given
from hypothesis import strategies as st

ANSWER: dict[str, Any] = {
    "state": {
        "name": "Nevada",
        "governor": {"person": {"name": "Steve Sisolak"}},
        "actions": {
            "totalCount": 2,
            "pageInfo": {"hasNextPage": False},
            "nodes": [
                {
                    "name": "One",
                    "figure": {"quantity": {"low": 15001, "high": None, "unit": "PEOPLE"}, "source": {"url": "u"}},
                    "actors": [
                        {"role": "DECIDED", "entity": {"name": "A"}, "term": None},
                        {"role": "URGED", "entity": {"name": "B"}, "term": {"office": "MAYOR"}},
                    ],
                    "laws": [],
                },
                {"name": "Two", "figure": None, "actors": [], "laws": [{"name": "L"}]},
            ],
        },
    }
}


def test_lists_are_joined_as_in_the_tables() -> None:
    assert rows({"state": {"aliases": ["a", "b"]}}) == [{"state.aliases": SEPARATOR.join("ab")}]


def test_an_object_becomes_columns_with_bounds_unit_and_source_of_their_own() -> None:
    first, second = rows(ANSWER)
    assert first["figure.quantity.low"] == 15001
    assert first["figure.quantity.high"] is None
    assert first["figure.quantity.unit"] == "PEOPLE"
    assert first["figure.source.url"] == "u"
    assert second["figure.quantity.low"] is None
    assert list(first) == list(second)


def test_a_list_becomes_cells_whose_items_belong_together_by_their_places() -> None:
    first, second = rows(ANSWER)
    assert first["actors.role"] == "DECIDED; URGED"
    assert first["actors.entity.name"] == "A; B"
    assert first["actors.term.office"] == "; MAYOR"
    assert second["actors.role"] is None
    assert second["laws.name"] == "L"
    assert "actors" not in first and "laws" not in first and "figure" not in first


def test_what_stands_above_the_rows_is_repeated() -> None:
    assert {row["state.name"] for row in rows(ANSWER)} == {"Nevada"}
    assert {row["state.actions.totalCount"] for row in rows(ANSWER)} == {2}


def test_a_list_can_be_made_rows() -> None:
    found = rows(ANSWER, explode="actors")
    assert [(row["name"], row["actors.role"]) for row in found] == [("One", "DECIDED"), ("One", "URGED"), ("Two", None)]


def test_a_list_within_an_object_can_be_made_rows() -> None:
    answer = {
        "actions": [{"name": "One", "figure": {"sources": [{"id": 1}, {"id": 2}]}}, {"name": "Two", "figure": None}]
    }
    found = rows(answer, explode="figure.sources")
    assert [(row["name"], row["figure.sources.id"]) for row in found] == [("One", 1), ("One", 2), ("Two", None)]


def test_edges_stand_for_their_nodes() -> None:
    answer = {"states": {"edges": [{"cursor": "c", "node": {"code": "NV"}}]}}
    assert rows(answer) == [{"code": "NV", "cursor": "c"}]


def test_an_answer_without_a_list_is_one_row() -> None:
    assert rows({"state": {"name": "Nevada", "aliases": ["Silver State", "NV"]}}) == [
        {"state.name": "Nevada", "state.aliases": "Silver State; NV"}
    ]


def test_of_several_lists_one_is_picked() -> None:
    answer = {"one": {"laws": [{"id": 1}]}, "other": {"laws": [{"id": 2}]}}
    assert list(lists(answer)) == ["one.laws", "other.laws"]
    with pytest.raises(QueryError, match=r"select one as the rows: one\.laws, other\.laws"):
        rows(answer)
    assert rows(answer, "other.laws") == [{"id": 2}]
    with pytest.raises(QueryError, match="no list 'laws'"):
        rows(answer, "laws")
    with pytest.raises(QueryError, match="no list 'actors'"):
        rows(answer, "other.laws", explode="actors")
    with pytest.raises(QueryError, match="'id' is not a list"):
        rows(answer, "other.laws", explode="id")


LEAF = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
NAME = st.sampled_from(["a", "b", "c"])
OBJECT = st.recursive(
    st.dictionaries(NAME, LEAF, min_size=1, max_size=3),
    lambda inner: st.dictionaries(NAME, LEAF | inner | st.lists(inner, max_size=3), min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.lists(OBJECT, min_size=1, max_size=4))
def test_every_row_has_the_same_columns_of_plain_values(items: list[dict[str, Any]]) -> None:
    found = rows({"items": items})
    assert len(found) == len(items)
    for row in found:
        assert list(row) == list(found[0])
        assert all(not isinstance(one, (dict, list)) for one in row.values())


@given(st.lists(OBJECT, min_size=1, max_size=4))
def test_no_plain_value_of_an_item_is_lost(items: list[dict[str, Any]]) -> None:
    # The same name never stands for a plain value here and an object there: a schema has one type for a field.
    plain = [{name: one for name, one in item.items() if not isinstance(one, (dict, list))} for item in items]
    for row, item in zip(rows({"items": plain}), plain, strict=True):
        assert {name: one for name, one in row.items() if name in item} == item


@given(answer=OBJECT, path=st.lists(NAME, min_size=1, max_size=4).map(".".join))
def test_any_path_explodes_or_is_refused_in_words(answer: dict[str, Any], path: str) -> None:
    with suppress(QueryError):
        rows({"row": answer}, explode=path)
        rows({"items": [answer]}, explode=path)


def test_a_path_through_a_list_is_refused_with_the_list_to_explode() -> None:
    answer = {"actions": [{"figures": [{"source": {"url": "a"}}], "name": "x"}]}
    with pytest.raises(QueryError, match=r"'figures\.source' is inside the list 'figures'; explode 'figures'"):
        rows(answer, explode="figures.source")
    with pytest.raises(QueryError, match=r"no list 'name\.first'; 'name' is a scalar"):
        rows(answer, explode="name.first")
