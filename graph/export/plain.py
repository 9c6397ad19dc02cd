"""Records as plain data that JSON can hold, and back again."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final, Union

from ..model.dates import PartialDate
from ..model.records import Claim

_FIELDS: Final[dict[type[Any], Mapping[str, Any]]] = {}


def plain(record: Any, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields of a record, claims in them by their ids.

    Parameters
    ----------
    record
        Any record of the graph.
    without
        Fields to leave out.

    Returns
    -------
    dict
        Text, numbers, truth values, None, lists and dicts of those; days as ISO 8601.
    """
    return {field: _plain(getattr(record, field)) for field in field_types(type(record)) if field not in without}


def _plain(value: Any) -> Any:
    match value:
        case Claim():
            return value.id
        case tuple():
            return [_plain(one) for one in value]
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case PartialDate():
            return str(value)
        case _ if dataclasses.is_dataclass(value):
            return plain(value)
        case _:
            return value


def field_types(record: type[Any]) -> Mapping[str, Any]:
    """The types of the fields of a record, in their order."""
    if record not in _FIELDS:
        hints = typing.get_type_hints(record)
        _FIELDS[record] = {field.name: hints[field.name] for field in dataclasses.fields(record)}
    return _FIELDS[record]


def made(record: type[Any], fields: Mapping[str, Any], claims: Callable[[str], Claim]) -> Any:
    """The record that such fields are of; what `plain` left out has to be given as it is.

    Parameters
    ----------
    record
        Its type.
    fields
        What `plain` gave, or values that stand for themselves.
    claims
        Gives the claim with an id.

    Raises
    ------
    KeyError
        When a field is missing.
    ValueError
        When a value is not of the type of its field.
    """
    return record(**{name: _made(wanted, fields[name], claims) for name, wanted in field_types(record).items()})


def _made(wanted: Any, value: Any, claims: Callable[[str], Claim]) -> Any:
    if typing.get_origin(wanted) in (Union, types.UnionType):
        (wanted,) = (one for one in typing.get_args(wanted) if one is not type(None))
        if value is None:
            return None
    if typing.get_origin(wanted) is tuple:
        of = typing.get_args(wanted)[0]
        return tuple(_made(of, one, claims) for one in value)
    if wanted is Claim:
        return value if isinstance(value, Claim) else claims(value)
    if wanted is date:
        return date.fromisoformat(value)
    if wanted is PartialDate or issubclass(wanted, Enum):
        return wanted(value)
    if dataclasses.is_dataclass(wanted):
        part: Any = wanted
        return made(part, value, claims)
    if not isinstance(value, wanted):
        raise ValueError(f"{value!r} is not of type {wanted.__name__}")
    return value
