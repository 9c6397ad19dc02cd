"""Values of variables from text: the declared type decides what a text means."""

from __future__ import annotations

import json
from typing import Any

import pytest
from clemency_graph.graph.errors import QueryError
from clemency_graph.schema.inputs.text_variables import parse_json, read_variables
from graphql import OperationDefinitionNode, parse
from hypothesis import given
from hypothesis import strategies as st

DOCUMENT = """query Q($text: String!, $id: ID, $ids: [ID!], $first: Int, $flag: Boolean, $on: Date, $where: ActionWhere,
  $types: [EntityType!]) { __typename }"""
OPERATION = next(one for one in parse(DOCUMENT).definitions if isinstance(one, OperationDefinitionNode))

TEXTS = st.one_of(
    st.text(),
    st.integers().map(str),
    st.sampled_from(['{"a": 1}', "{", "[1]", "null", "true", "64", "1e3", "NaN", "", "9" * 5000, '"quoted"']),
)


@given(text=TEXTS, id=TEXTS, on=TEXTS)
def test_a_text_stays_a_text(text: str, id: str, on: str) -> None:
    assert read_variables(OPERATION, [("text", text), ("id", id), ("on", on)]) == {"text": text, "id": id, "on": on}


@given(st.integers(-(2**31), 2**31 - 1), st.booleans())
def test_numbers_and_truth_are_read(number: int, truth: bool) -> None:
    read = read_variables(OPERATION, [("first", str(number)), ("flag", json.dumps(truth))])
    assert read == {"first": number, "flag": truth}
    assert type(read["first"]) is int


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ([("ids", "state/nv"), ("ids", "64")], {"ids": ["state/nv", "64"]}),
        ([("ids", '["state/nv", "state/ut"]')], {"ids": ["state/nv", "state/ut"]}),
        ([("ids", "[x")], {"ids": ["[x"]}),
        ([("types", "STATE")], {"types": ["STATE"]}),
        ([("where", '{"kind": {"eq": "PARDON"}}')], {"where": {"kind": {"eq": "PARDON"}}}),
        ([], {}),
    ],
)
def test_lists_and_objects_are_read(pairs: Any, wanted: Any) -> None:
    assert read_variables(OPERATION, pairs) == wanted


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "first",
            "9" * 5000,
            "'first' is '9999999999999999999999999999999999999999'... (5,000 characters); it must be",
        ),
        ("first", "2147483648", "a whole number from -2147483648 to 2147483647"),
        ("first", "1.0", "a whole number"),
        ("first", "\u0663", "a whole number"),
        ("first", "1_0", "a whole number"),
        ("first", "", "a whole number"),
        ("flag", "yes", "true or false"),
        ("where", "{", "is not JSON"),
        ("where", "PARDON", "is not JSON"),
        ("where", "[1]", "must be a JSON object"),
        ("where", '{"a": ' + "9" * 5000 + "}", "a number has 5,000 characters"),
        ("where", '{"a":' * 5000, "nested too deeply"),
        ("other", "1", "Q has no variable 'other'; it has text, id, ids"),
    ],
)
def test_what_is_no_value_of_the_type_is_an_error(name: str, text: str, told: str) -> None:
    with pytest.raises(QueryError) as raised:
        read_variables(OPERATION, [(name, text)])
    message = str(raised.value)
    assert told in message
    assert len(message) < 300
    assert "sys." not in message


def test_a_value_is_given_once_unless_it_is_a_list() -> None:
    with pytest.raises(QueryError, match="'first' is given 2 times"):
        read_variables(OPERATION, [("first", "1"), ("first", "2")])


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_json_is_read_as_it_is_written(value: Any) -> None:
    assert parse_json(json.dumps(value)) == value
