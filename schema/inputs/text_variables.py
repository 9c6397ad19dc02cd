"""Read the values of variables from text, such as a query string or the command line, by their declared types."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any, Final

from graphql import (
    GraphQLInputObjectType,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    TypeNode,
    VariableDefinitionNode,
)

from ...graph.errors import QueryError
from ..document_cache import core_schema

LONGEST_NUMBER: Final = 400
"""The most characters of a number in JSON that is read; the largest float has 309 digits."""
_INTEGER: Final = re.compile(r"-?[0-9]{1,10}")
_FLOAT: Final = re.compile(r"-?[0-9]{1,320}(\.[0-9]{1,320})?([eE][+-]?[0-9]{1,4})?")
_SHOWN: Final = 40


def definitions_by_name(operation: OperationDefinitionNode) -> dict[str, VariableDefinitionNode]:
    """Return the variables of an operation by their names, in its order."""
    return {one.variable.name.value: one for one in operation.variable_definitions or ()}


def read_variables(operation: OperationDefinitionNode, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the values of an operation's variables.

    Parameters
    ----------
    operation
        The operation that declares them.
    pairs
        Names and texts. A list is a name given several times, or one JSON array. An input object is JSON. The text of
        a String, ID, enum or date is its value as it is, whatever it looks like.

    Raises
    ------
    QueryError
        When there is no such variable, or a text is no value of its type.

    Examples
    --------
    >>> read_variables(operation, [("code", "NV"), ("first", "3")])
    {'code': 'NV', 'first': 3}
    """
    known = definitions_by_name(operation)
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        if name not in known:
            operation_name = operation.name.value if operation.name else "the operation"
            raise QueryError(f"{operation_name} has no variable {name!r}; it has {', '.join(known) or 'none'}.")
        texts.setdefault(name, []).append(text)
    return {name: _read(name, known[name].type, found) for name, found in texts.items()}


def parse_json(text: str) -> Any:
    """Return what a JSON text holds.

    Raises
    ------
    ValueError
        When it is no JSON, nested too deeply, or holds a number of more digits than anything here can mean.
    """
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_int=_parse_int)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number of JSON")


def _parse_int(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number has {len(text):,} characters; at most {LONGEST_NUMBER} are read")
    return int(text)


def _read(name: str, type: TypeNode, texts: list[str]) -> Any:
    if isinstance(type, NonNullTypeNode):
        return _read(name, type.type, texts)
    if isinstance(type, ListTypeNode):
        if len(texts) == 1 and texts[0].startswith("["):
            try:
                whole = parse_json(texts[0])
            except ValueError:
                pass  # an item that begins with a bracket
            else:
                if isinstance(whole, list):
                    return whole
        return [_read(name, type.type, [text]) for text in texts]
    if len(texts) > 1:
        raise QueryError(f"'{name}' is given {len(texts)} times; it takes one value.")
    assert isinstance(type, NamedTypeNode)
    return _read_named(name, type.name.value, texts[0])


def _read_named(name: str, type: str, text: str) -> Any:
    match type:
        case "Int":
            # GraphQL's Int has 32 bits; the pattern bounds the digits before they are converted.
            if not _INTEGER.fullmatch(text) or not -(2**31) <= int(text) < 2**31:
                raise QueryError(
                    f"'{name}' is {_shown(text)}; it must be a whole number from -2147483648 to 2147483647."
                )
            return int(text)
        case "Float":
            if not _FLOAT.fullmatch(text) or not math.isfinite(float(text)):
                raise QueryError(f"'{name}' is {_shown(text)}; it must be a number.")
            return float(text)
        case "Boolean":
            if text not in ("true", "false"):
                raise QueryError(f"'{name}' is {_shown(text)}; it must be true or false.")
            return text == "true"
        case _ if isinstance(core_schema().type_map.get(type), GraphQLInputObjectType):
            try:
                value = parse_json(text)
            except ValueError as error:
                raise QueryError(f"'{name}' must be a JSON object; {_shown(text)} is not JSON: {error}.") from None
            if not isinstance(value, dict):
                raise QueryError(f"'{name}' is {_shown(text)}; it must be a JSON object.")
            return value
        case _:
            return text


def _shown(text: str) -> str:
    """Return a text as an error repeats it: whole where it is short, else its beginning and its length."""
    if len(text) <= _SHOWN:
        return repr(text)
    return f"{text[:_SHOWN]!r}... ({len(text):,} characters)"
