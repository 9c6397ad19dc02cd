"""What schemathesis is told of this API: values of its scalars, and a check of answers against the schema."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any, Final

import clemency_graph
import schemathesis
from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    parse,
)
from hypothesis import strategies as st
from schemathesis.graphql import nodes

SCHEMA: Final = build_schema((Path(clemency_graph.__file__).parent / "schema" / "schema.graphql").read_text("utf-8"))
_LEAVES: Final[dict[str, tuple[builtins.type, ...]]] = {
    "Int": (int,),
    "Float": (int, float),
    "String": (str,),
    "ID": (str,),
    "Boolean": (bool,),
}
CLIENT_CODES: Final = {
    "BAD_USER_INPUT",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "LIMIT_EXCEEDED",
    "NOT_FOUND",
    "OPERATION_RESOLUTION_FAILURE",
    "PRIVATE_VALUE",
}
"""The codes of errors that a client can correct."""
_DATES: Final = {"Date": r"\d{4}-\d\d-\d\d", "PartialDate": r"\d{4}(-\d\d(-\d\d)?)?"}

schemathesis.graphql.scalar("PartialDate", st.dates().map(lambda day: nodes.String(day.isoformat()[:7])))


@schemathesis.check
def no_error_is_of_the_server(ctx: object, response: Any, case: Any) -> None:
    """Every error is of the client: `not_a_server_error` takes a code that it does not know for one of the server."""
    assert response.status_code < 500, response.status_code
    codes = {error["extensions"]["code"] for error in response.json().get("errors", ())}
    assert codes <= CLIENT_CODES, codes


@schemathesis.check
class AnswersAsTheSchemaSays:
    """Every value is of the type that the schema states, and stands where it was asked for; most fields are reached."""

    def __init__(self) -> None:
        self.reached: set[str] = set()

    def after_response(self, ctx: object, response: Any, case: Any) -> None:
        answer = response.json()
        assert set(answer) <= {"data", "errors", "extensions"}
        assert answer.get("errors", [0]) != [], "an empty list of errors"
        for error in answer.get("errors", ()):
            assert isinstance(error["message"], str) and error["extensions"]["code"], error
        if answer.get("data") is None:
            return
        (operation,) = parse(case.body).definitions
        assert isinstance(operation, OperationDefinitionNode)
        assert SCHEMA.query_type is not None
        wrong = problem(SCHEMA.query_type, answer["data"], [operation.selection_set], "data")
        assert wrong is None, wrong
        if any(value is not None for value in answer["data"].values()):
            self.reached.add(case.operation.label)

    def after_run(self, ctx: object) -> None:
        assert len(self.reached) > len(SCHEMA.query_type.fields) / 2 if SCHEMA.query_type else False, self.reached


def problem(type: Any, value: object, selected: list[SelectionSetNode], at: str) -> str | None:
    """What is wrong with a value of an answer, by its type and what was selected of it; None where nothing is."""
    if isinstance(type, GraphQLNonNull):
        return f"{at} is null" if value is None else problem(type.of_type, value, selected, at)
    if value is None:
        return None
    if isinstance(type, GraphQLList):
        if not isinstance(value, list):
            return f"{at} is no list"
        found = (problem(type.of_type, one, selected, f"{at}.{place}") for place, one in enumerate(value))
        return next((one for one in found if one), None)
    if isinstance(type, GraphQLInterfaceType | GraphQLUnionType):
        # Which of its types it is is known only where __typename was asked for: it has to fit one of them.
        wrong = [problem(one, value, selected, at) for one in SCHEMA.get_possible_types(type)]
        return None if None in wrong else f"{at} fits no type of {type.name}: {wrong}"
    if isinstance(type, GraphQLObjectType):
        return _wrong_object(type, value, selected, at)
    if isinstance(type, GraphQLEnumType):
        return None if value in type.values else f"{at} is {value!r}, which is not of {type.name}"
    if type.name in _DATES:
        right = isinstance(value, str) and re.fullmatch(_DATES[type.name], value) is not None
    else:
        right = isinstance(value, _LEAVES[type.name]) and (type.name == "Boolean") is isinstance(value, bool)
    return None if right else f"{at} is {value!r}, which is no {type.name}"


def _wrong_object(type: GraphQLObjectType, value: object, selected: list[SelectionSetNode], at: str) -> str | None:
    if not isinstance(value, dict):
        return f"{at} is no object"
    asked: dict[str, list[FieldNode]] = {}
    for one in selected:
        _collect(type, one, asked)
    if list(value) != list(asked):
        return f"{at} has {list(value)}, asked for were {list(asked)}"
    for name, fields in asked.items():
        if fields[0].name.value == "__typename":
            if value[name] != type.name:
                return f"{at} is of type {value[name]}, not {type.name}"
            continue
        within = [field.selection_set for field in fields if field.selection_set]
        wrong = problem(type.fields[fields[0].name.value].type, value[name], within, f"{at}.{name}")
        if wrong:
            return wrong
    return None


def _collect(type: GraphQLObjectType, selected: SelectionSetNode, into: dict[str, list[FieldNode]]) -> None:
    for one in selected.selections:
        assert not isinstance(one, FragmentSpreadNode), "schemathesis writes no named fragments"
        if isinstance(one, FieldNode):
            into.setdefault((one.alias or one.name).value, []).append(one)
            continue
        condition = one.type_condition.name.value  # type: ignore[attr-defined]
        if condition in (type.name, *(interface.name for interface in type.interfaces)):
            _collect(type, one.selection_set, into)  # type: ignore[attr-defined]
