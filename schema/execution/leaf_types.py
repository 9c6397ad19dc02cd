"""How the values of scalars and enums are written, as Python: at once where they have the usual class."""

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
    """How a value is written.

    Attributes
    ----------
    usual : str
        Python that tells of `{first}`, where it is met, and `{value}`, after that, whether it is a usual value.
    written : str
        Python that gives a usual `{value}` as it is written.
    names : mapping of str to object
        What these call by name; a name stands in for itself, in braces.
    """

    usual: str
    written: str
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
    # Infinity and not-a-number are no numbers of GraphQL.
    GraphQLFloat.coerce_output_value: LeafCode("{first}.__class__ is float and {value} - {value} == 0.0", _AS_IT_IS),
    date.isoformat: LeafCode("{first}.__class__ is {date}", "{value}.isoformat()", {"date": date}),
    str: LeafCode("isinstance({first}, str)", "str({value})"),
}


@lru_cache(maxsize=1_000)
def leaf_of(type_: GraphQLLeafType) -> LeafCode | None:
    """How values of a type are written; None where only the type itself knows."""
    if isinstance(type_, GraphQLEnumType):
        members = enum_of(type_)
        if members is None:
            return None
        names = {member: type_.coerce_output_value(member) for member in members}
        return LeafCode("{first}.__class__ is {members}", "{names}[{value}]", {"members": members, "names": names})
    return _LEAVES.get(type_.coerce_output_value)


def written(type_: GraphQLLeafType, value: Any) -> Any:
    """A value as its type writes it.

    Raises
    ------
    Exception
        Whatever the type raises; a TypeError where it gives nothing.
    """
    found = type_.coerce_output_value(value)
    if found is None or found is Undefined:
        raise TypeError(
            f"Expected `{inspected(type_)}.coerce_output_value({inspected(value)})` to return non-nullable value,"
            f" returned: {inspected(found)}"
        )
    return found
