"""Conversion of records to JSON-compatible dicts, and back."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final, Union

from ..model.dates import PartialDate
from ..model.external_identifiers import Identifier
from ..model.records import Claim

_FIELDS: Final[dict[type[Any], Mapping[str, Any]]] = {}


def to_dict(record: Any, *, exclude: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a record as a dict, with the ids of claims in place of claims.

    Parameters
    ----------
    record
        Any record of the graph.
    exclude
        The names of fields to exclude.

    Returns
    -------
    dict
        Strings, numbers, booleans, None, and lists and dicts of those; dates as ISO 8601 strings.
    """
    return {field: _to_json(getattr(record, field)) for field in field_types(type(record)) if field not in exclude}


def _to_json(value: Any) -> Any:
    match value:
        case Claim():
            return value.id
        case tuple():
            return [_to_json(one) for one in value]
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case PartialDate() | Identifier():
            return str(value)
        case _ if dataclasses.is_dataclass(value):
            return to_dict(value)
        case _:
            return value


def field_types(record: type[Any]) -> Mapping[str, Any]:
    """Return the types of the fields of a record, in their order."""
    if record not in _FIELDS:
        hints = typing.get_type_hints(record)
        _FIELDS[record] = {field.name: hints[field.name] for field in dataclasses.fields(record)}
    return _FIELDS[record]


def from_dict(record: type[Any], fields: Mapping[str, Any], claims: Callable[[str], Claim]) -> Any:
    """Return the record with the given fields.

    Parameters
    ----------
    record
        The type of the record.
    fields
        The dict that `to_dict` returned, with the values of excluded fields added.
    claims
        Return the claim with an id.

    Raises
    ------
    KeyError
        If a field is missing.
    ValueError
        If a value does not have the type of its field.
    """
    return record(**{name: _from_json(wanted, fields[name], claims) for name, wanted in field_types(record).items()})


def _from_json(wanted: Any, value: Any, claims: Callable[[str], Claim]) -> Any:
    if typing.get_origin(wanted) in (Union, types.UnionType):
        (wanted,) = (one for one in typing.get_args(wanted) if one is not type(None))
        if value is None:
            return None
    if typing.get_origin(wanted) is tuple:
        of = typing.get_args(wanted)[0]
        return tuple(_from_json(of, one, claims) for one in value)
    if wanted is Claim:
        return value if isinstance(value, Claim) else claims(value)
    if wanted is date:
        return date.fromisoformat(value)
    if wanted in (PartialDate, Identifier) or issubclass(wanted, Enum):
        return wanted(value)
    if dataclasses.is_dataclass(wanted):
        part: Any = wanted
        return from_dict(part, value, claims)
    if not isinstance(value, wanted):
        raise ValueError(f"{value!r} is not of type {wanted.__name__}")
    return value
