"""Convert records to tables of columns, and back.

There is a table for each class of records, and a column for each field. A column is decoded by loops that run in C,
several times as fast as record by record. Columns hold only text, numbers and None, so that reading a table runs no
code but this module's.
"""

from __future__ import annotations

import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, Final, TypeAlias, TypeVar

from ..model import law_requirement_vocabulary, law_requirements, series, vocabulary
from ..model import records as kinds
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES
from ..model.external_identifiers import Identifier
from ..model.records import Entity, Records, Term

T = TypeVar("T")

Column: TypeAlias = tuple[Any, ...]
"""The values of one field, as the name of their encoding and its parts; see `_decode`."""
Table: TypeAlias = tuple[str, int, dict[str, Column]]
"""The name of a class, the number of records, and a column for each field."""

# A record refers only to records of classes before its own.
_CLASSES: Final[tuple[type, ...]] = (
    kinds.Quantity,
    kinds.Coverage,
    series.Observation,
    series.Series,
    kinds.Provision,
    kinds.Actor,
    kinds.Claim,
    kinds.StageEvent,
    law_requirements.Requirement,
    law_requirements.Duty,
    *(one.record for one in ENTITY_TYPES.values()),
    kinds.Term,
)
_SCALARS: Final = frozenset((str, int, bool, type(None)))
_DECODERS: Final[dict[str, Callable[[str], Any]]] = {
    "str": str,
    "date": date.fromisoformat,
    # The texts were validated when the table was built.
    "PartialDate": partial(str.__new__, PartialDate),
    "Identifier": partial(str.__new__, Identifier),
    **{
        name: one
        for module in (vocabulary, law_requirement_vocabulary)
        for name, one in vars(module).items()
        if isinstance(one, type)
    },
}
"""For each type that is stored as text: the function that returns the value of a text."""


def to_tables(records: Records) -> Iterator[Table]:
    """Yield the tables of the records, and last a table without a name that holds the order of the entities."""
    rows: dict[type, dict[Any, int]] = {one: {} for one in _CLASSES}
    for record in chain(records.entities.values(), records.terms.values()):
        rows[type(record)].setdefault(record, len(rows[type(record)]))
    for one in reversed(_CLASSES):
        for field in fields(one):
            for value in map(attrgetter(field.name), rows[one]):
                for part in value if type(value) is tuple else (value,):
                    parts = rows.get(type(part))
                    if parts is not None:
                        parts.setdefault(part, len(parts))
    for one, found in rows.items():
        columns = {field.name: list(map(attrgetter(field.name), found)) for field in fields(one)}
        yield one.__name__, len(found), {name: _encode(values, rows) for name, values in columns.items()}
    indexes = {
        id: index for index, id in enumerate(record.id for one in _CLASSES for record in _entities(one, rows[one]))
    }
    yield "", len(indexes), {"order": ("plain", _pack(map(indexes.__getitem__, records.entities)))}


def from_tables(tables: Iterable[Table]) -> Records:
    """Return the records that `to_tables` converted.

    Raises
    ------
    ValueError
        If a column has an unknown encoding.
    """
    built: dict[str, list[Any]] = {}
    order: Iterable[int] = ()
    classes = {one.__name__: one for one in _CLASSES}
    for name, count, columns in tables:
        if name:
            # Decode one column at a time: all at once would take as much memory again as the records.
            values = ((field, _decode(column, built)) for field, column in columns.items())
            built[name] = build_records(classes[name], count, values)
        else:
            order = _unpack(columns["order"][1])
    entities = [record for one in _CLASSES for record in _entities(one, built[one.__name__])]
    in_order = list(map(entities.__getitem__, order))
    terms = built[Term.__name__]
    return Records({entity.id: entity for entity in in_order}, {term.id: term for term in terms})


def build_records(record: type[T], count: int, columns: Iterable[tuple[str, Iterable[Any]]]) -> list[T]:
    """Return `count` records of a class, from the name and the values of each field."""
    rows: list[T] = list(map(object.__new__, repeat(record, count)))
    for name, values in columns:
        # The records are frozen: the descriptor of the slot sets its value without their `__setattr__`.
        deque(map(getattr(record, name).__set__, rows, values), maxlen=0)
    return rows


def _entities(record: type, rows: Iterable[Any]) -> Iterable[Any]:
    return rows if issubclass(record, Entity) else ()


def _encode(values: list[Any], rows: Mapping[type, Mapping[Any, int]]) -> Column:
    types = set(map(type, values)) - {type(None)}
    if types == {tuple}:
        lengths = (-1 if value is None else len(value) for value in values)
        return "list", _pack(lengths), _encode(list(chain.from_iterable(filter(None, values))), rows)
    if types == {str} or types - _SCALARS:
        (one,) = types
        if one in rows:
            return "reference", one.__name__, _pack(-1 if value is None else rows[one][value] for value in values)
        distinct = {
            value: index for index, value in enumerate(dict.fromkeys(value for value in values if value is not None))
        }
        if one is not str or len(distinct) < len(values) / 2:
            texts = [value.isoformat() if one is date else str.__str__(value) for value in distinct]
            indexes = _pack(-1 if value is None else distinct[value] for value in values)
            return "dictionary", one.__name__, texts, indexes
    return "plain", values


def _decode(column: Column, built: Mapping[str, list[Any]]) -> list[Any]:
    """Return the values of a column, one for each record."""
    match column:
        case "plain", values:  # the values themselves
            return list(values)
        case "dictionary", type_name, texts, indexes:  # indexes into a list of the distinct values
            return _take(list(map(_DECODERS[type_name], texts)), indexes)
        case "reference", name, indexes:  # indexes into another table
            return _take(built[name], indexes)
        case "list", counts, items:  # the number of items of each record, -1 for None, and a column of all items
            rest = iter(_decode(items, built))
            return [None if count < 0 else tuple(islice(rest, count)) for count in _unpack(counts)]
        case _:
            raise ValueError(f"unknown encoding of a column: {column[0]!r}")


def _take(values: list[Any], indexes: bytes) -> list[Any]:
    # None is last, where the index -1 finds it.
    return list(map([*values, None].__getitem__, _unpack(indexes)))


def _pack(numbers: Iterable[int]) -> bytes:
    """Return the numbers as little-endian signed 32-bit integers."""
    packed = array("i", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpack(packed: bytes) -> Iterable[int]:
    numbers = array("i", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
