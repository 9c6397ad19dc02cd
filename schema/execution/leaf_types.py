"""The code that serializes scalars and enums whose values have their usual class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
    Undefined,
)

from .strawberry_adapter import enum_of, inspected


class LeafCode(NamedTuple):
    """The code that serializes a value.

    Attributes
    ----------
    usual : str
        An expression that checks `{first}`, its first occurrence, and `{value}`, each further one, for the usual class.
    serialized : str
        An expression that serializes a usual `{value}`.
    names : mapping of str to object
        The values of the names in both, which are in braces.
    """

    usual: str
    serialized: str
    names: Mapping[str, Any] = {}


_AS_IT_IS: Final = "{value}"
_STRING: Final = LeafCode("{first}.__class__ is str", _AS_IT_IS)

_LEAVES: Final[Mapping[Callable[..., Any], LeafCode]] = {
    GraphQLString.coerce_output_value: _STRING,
    GraphQLID.coerce_output_value: _STRING,
    GraphQLBoolean.coerce_output_value: LeafCode("{first}.__class__ is bool", _AS_IT_IS),
    GraphQLInt.coerce_output_value: LeafCode(
        "{first}.__class__ is int and -2147483648 <= {value} <= 2147483647", _AS_IT_IS
    ),
    # Infinity and NaN are not valid in GraphQL.
    GraphQLFloat.coerce_output_value: LeafCode("{first}.__class__ is float and {value} - {value} == 0.0", _AS_IT_IS),
    date.isoformat: LeafCode("{first}.__class__ is {date}", "{value}.isoformat()", {"date": date}),
    str: LeafCode("isinstance({first}, str)", "str({value})"),
}


@lru_cache(maxsize=1_000)
def leaf_of(type_: GraphQLLeafType) -> LeafCode | None:
    """Return the code for a type; None where only the type itself can serialize its values."""
    if isinstance(type_, GraphQLEnumType):
        members = enum_of(type_)
        if members is None:
            return None
        names = {member: type_.coerce_output_value(member) for member in members}
        return LeafCode("{first}.__class__ is {members}", "{names}[{value}]", {"members": members, "names": names})
    return _LEAVES.get(type_.coerce_output_value)


def serialize(type_: GraphQLLeafType, value: Any) -> Any:
    """Serialize a value.

    Raises
    ------
    Exception
        Whatever the type raises; a TypeError where it returns nothing.
    """
    found = type_.coerce_output_value(value)
    if found is None or found is Undefined:
        raise TypeError(
            f"Expected `{inspected(type_)}.coerce_output_value({inspected(value)})` to return non-nullable value,"
            f" returned: {inspected(found)}"
        )
    return found
