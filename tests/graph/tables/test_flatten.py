"""The rules by which results become rows: the selection decides the columns, never the data."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.tables.column_tree import SelectedList, SelectedValue, Selection, lists_of
from clemency_graph.graph.tables.flatten import Row, tabulate
from clemency_graph.graph.tables.table_definition import Type


def value(path: str, type: Type = Type.TEXT, *, is_list: bool = False) -> SelectedValue:
    return SelectedValue(path, tuple(path.split(".")), type, is_list)


def listed(path: str, *items: SelectedValue | SelectedList, keys: str = "") -> SelectedList:
    return SelectedList(path, tuple((keys or path).split(".")), items)


ACTIONS: Selection = (
    value("state.name"),
    value("state.governor.person.name"),
    value("state.actions.totalCount", Type.INTEGER),
    listed(
        "state.actions",
        value("name"),
        value("figure.quantity.low", Type.INTEGER),
        value("figure.quantity.high", Type.INTEGER),
        value("figure.source.url"),
        listed("actors", value("role"), value("entity.name"), value("term.office")),
        listed("laws", value("name")),
        keys="state.actions.nodes",
    ),
)
RESULT: dict[str, Any] = {
    "state": {
        "name": "Nevada",
        "governor": {"person": {"name": "Steve Sisolak"}},
        "actions": {
            "totalCount": 2,
            "nodes": [
                {
                    "name": "One",
                    "figure": {"quantity": {"low": 15001, "high": None}, "source": {"url": "u"}},
                    "actors": [
                        {"role": "DECIDED", "entity": {"name": "A; B"}, "term": None},
                        {"role": "URGED", "entity": {"name": "C"}, "term": {"office": "MAYOR"}},
                    ],
                    "laws": [],
                },
                {"name": "Two", "figure": None, "actors": [], "laws": [{"name": "L"}]},
            ],
        },
    }
}
NO_ACTIONS: dict[str, Any] = {"state": {"name": "American Samoa", "governor": None, "actions": {"nodes": []}}}


def rows(data: dict[str, Any], selection: Selection, path: str | None = None, explode: str | None = None) -> list[Row]:
    return tabulate(data, selection, path, explode).dicts()


@pytest.mark.parametrize("explode", [None, "actors", "laws"])
@pytest.mark.parametrize("data", [NO_ACTIONS, {"state": None}])
def test_a_result_without_data_has_the_columns_of_one_with_data(data: dict[str, Any], explode: str | None) -> None:
    empty = tabulate(data, ACTIONS, None, explode)
    assert empty.rows == []
    assert empty.columns == tabulate(RESULT, ACTIONS, None, explode).columns


def test_an_object_becomes_columns_with_bounds_and_source_of_their_own() -> None:
    first, second = rows(RESULT, ACTIONS)
    assert first["figure.quantity.low"] == 15001
    assert first["figure.quantity.high"] is None
    assert first["figure.source.url"] == "u"
    assert second["figure.quantity.low"] is None
    assert "figure" not in second


def test_a_list_becomes_cells_whose_items_correspond_by_position() -> None:
    first, second = rows(RESULT, ACTIONS)
    assert first["actors.role"] == '["DECIDED", "URGED"]'
    assert first["actors.entity.name"] == '["A; B", "C"]'
    assert first["actors.term.office"] == '[null, "MAYOR"]'
    assert second["actors.role"] == "[]"
    assert second["laws.name"] == '["L"]'


def test_a_list_inside_a_list_is_an_array_inside_an_array() -> None:
    selection = (listed("laws", listed("provisions", value("effect"), value("scopes", is_list=True))),)
    data = {"laws": [{"provisions": [{"effect": "PARDON", "scopes": ["a", "b"]}, {"effect": None, "scopes": []}]}]}
    assert rows(data, selection) == [
        {"provisions.effect": '["PARDON", null]', "provisions.scopes": '[["a", "b"], []]'},
    ]


def test_values_above_the_rows_are_repeated() -> None:
    found = rows(RESULT, ACTIONS)
    assert [row["state.name"] for row in found] == ["Nevada", "Nevada"]
    assert [row["state.actions.totalCount"] for row in found] == [2, 2]
    assert "state.governor.person.name" not in found[0]


def test_a_list_can_be_exploded() -> None:
    found = rows(RESULT, ACTIONS, explode="actors")
    assert [(row["name"], row["actors.role"]) for row in found] == [("One", "DECIDED"), ("One", "URGED"), ("Two", None)]
    assert found[0]["laws.name"] == "[]"


def test_a_list_of_scalars_can_be_exploded() -> None:
    selection = (listed("states", value("code"), value("aliases", is_list=True)),)
    data = {"states": [{"code": "NV", "aliases": ["Silver State", "Nev."]}, {"code": "UT", "aliases": []}]}
    assert rows(data, selection) == [
        {"code": "NV", "aliases": '["Silver State", "Nev."]'},
        {"code": "UT", "aliases": "[]"},
    ]
    assert [row["aliases"] for row in rows(data, selection, explode="aliases")] == ["Silver State", "Nev.", None]


def test_a_list_within_an_object_can_be_exploded() -> None:
    selection = (listed("actions", value("name"), listed("figure.sources", value("id", Type.INTEGER))),)
    data = {
        "actions": [{"name": "One", "figure": {"sources": [{"id": 1}, {"id": 2}]}}, {"name": "Two", "figure": None}]
    }
    exploded = tabulate(data, selection, explode="figure.sources")
    assert exploded.rows == [["One", 1], ["One", 2], ["Two", None]]
    assert exploded.columns["figure.sources.id"] is Type.INTEGER
    assert tabulate(data, selection).columns["figure.sources.id"] is Type.TEXT


def test_a_null_item_is_a_row_without_values() -> None:
    assert rows({"entities": [{"name": "a"}, None]}, (listed("entities", value("name")),)) == [
        {"name": "a"},
        {"name": None},
    ]


def test_a_result_without_a_list_is_one_row() -> None:
    selection = (value("state.name"), value("state.aliases", is_list=True))
    assert rows({"state": {"name": "Nevada", "aliases": ["Silver State"]}}, selection) == [
        {"state.name": "Nevada", "state.aliases": '["Silver State"]'}
    ]
    assert rows({"state": None}, selection) == [{"state.name": None, "state.aliases": None}]


def test_a_result_with_lists_can_be_one_row() -> None:
    selection = (value("one.name"), listed("one.laws", value("id")), listed("other.laws", value("id")))
    data = {"one": {"name": "Nevada", "laws": [{"id": 1}, {"id": 2}]}, "other": None}
    assert rows(data, selection, ".") == [{"one.name": "Nevada", "one.laws.id": "[1, 2]", "other.laws.id": None}]


def test_of_several_lists_one_is_selected() -> None:
    selection = (listed("one.laws", value("id")), listed("other.laws", value("id"), listed("actors", value("id"))))
    data = {"one": {"laws": [{"id": 1}]}, "other": {"laws": [{"id": 2, "actors": []}]}}
    assert list(lists_of(selection)) == ["one.laws", "other.laws"]
    with pytest.raises(QueryError, match=r"select one as the rows: one\.laws, other\.laws"):
        rows(data, selection)
    assert rows(data, selection, "other.laws") == [{"id": 2, "actors.id": "[]"}]
    with pytest.raises(QueryError, match=r"no list 'laws'; it has one\.laws, other\.laws"):
        rows(data, selection, "laws")
    with pytest.raises(QueryError, match="no list 'signers'; they have actors"):
        rows(data, selection, "other.laws", explode="signers")
    with pytest.raises(QueryError, match="'id' is not a list"):
        rows(data, selection, "other.laws", explode="id")


def test_a_path_through_a_list_is_refused_with_the_list_to_explode() -> None:
    selection = (listed("actions", listed("figures", value("source.url")), value("name")),)
    with pytest.raises(QueryError, match=r"'figures\.source' is inside the list 'figures'; explode 'figures'"):
        rows({}, selection, explode="figures.source")
    with pytest.raises(QueryError, match=r"no list 'name\.first'; they have figures"):
        rows({}, selection, explode="name.first")


def test_a_column_of_the_rows_does_not_take_the_name_of_one_above() -> None:
    selection = (value("state.name"), listed("state.actions", value("state.name"), value("name")))
    data = {"state": {"name": "Nevada", "actions": [{"state": {"name": "Utah"}, "name": "One"}]}}
    assert rows(data, selection) == [{"state.name": "Nevada", "state.actions.state.name": "Utah", "name": "One"}]
