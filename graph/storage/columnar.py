"""Records as columns of plain values, and back: a table for each class of records, a column for each of its fields.

A column is read in loops that never leave C, several times as fast as record by record. Nothing but texts, numbers and
None stands in one, so that to read a table runs no code but this module's.
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

from ..model import records as kinds
from ..model import vocabulary
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES
from ..model.records import Entity, Records, Term

T = TypeVar("T")

Column: TypeAlias = tuple[Any, ...]
"""The values of one field. Its first part says how the rest is to be read; see `_values`."""
Table: TypeAlias = tuple[str, int, dict[str, Column]]
"""The name of a class, how many records there are, and a column for each field."""

# A record names only records of classes before its own.
_CLASSES: Final[tuple[type, ...]] = (
    kinds.Quantity,
    kinds.Coverage,
    kinds.Provision,
    kinds.Actor,
    kinds.Claim,
    kinds.StageEvent,
    *(one.record for one in ENTITY_TYPES.values()),
    kinds.Term,
)
_PLAIN: Final = frozenset((str, int, bool, type(None)))
# What texts in a column may stand for.
_CODES: Final[dict[str, Callable[[str], Any]]] = {
    "str": str,
    "date": date.fromisoformat,
    # Known for dates: they were when the table was made.
    "PartialDate": partial(str.__new__, PartialDate),
    **{name: one for name, one in vars(vocabulary).items() if isinstance(one, type)},
}


def tables(records: Records) -> Iterator[Table]:
    """The tables of some records, one after the other, and last the order of the entities."""
    rows: dict[type, dict[Any, int]] = {one: {} for one in _CLASSES}
    for record in chain(records.entities.values(), records.terms.values()):
        rows[type(record)].setdefault(record, len(rows[type(record)]))
    for one in reversed(_CLASSES):
        for field in fields(one):
            for value in map(attrgetter(field.name), rows[one]):
                for part in value if type(value) is tuple else (value,):
                    named = rows.get(type(part))
                    if named is not None:
                        named.setdefault(part, len(named))
    for one, found in rows.items():
        columns = {field.name: list(map(attrgetter(field.name), found)) for field in fields(one)}
        yield one.__name__, len(found), {name: _column(values, rows) for name, values in columns.items()}
    place = {
        id: place for place, id in enumerate(record.id for one in _CLASSES for record in _entities(one, rows[one]))
    }
    yield "", len(place), {"order": ("plain", _packed(map(place.__getitem__, records.entities)))}


def restored(tables: Iterable[Table]) -> Records:
    """The records of some tables, as they were."""
    made: dict[str, list[Any]] = {}
    order: Iterable[int] = ()
    classes = {one.__name__: one for one in _CLASSES}
    for name, count, columns in tables:
        if name:
            # One at a time: all at once would take as much memory again as the records.
            values = ((field, _values(column, made)) for field, column in columns.items())
            made[name] = made_of(classes[name], count, values)
        else:
            order = _numbers(columns["order"][1])
    entities = [record for one in _CLASSES for record in _entities(one, made[one.__name__])]
    in_order = list(map(entities.__getitem__, order))
    terms = made[Term.__name__]
    return Records({entity.id: entity for entity in in_order}, {term.id: term for term in terms})


def _entities(one: type, rows: Iterable[Any]) -> Iterable[Any]:
    return rows if issubclass(one, Entity) else ()


def _column(values: list[Any], rows: Mapping[type, Mapping[Any, int]]) -> Column:
    types = set(map(type, values)) - {type(None)}
    if types == {tuple}:
        lengths = (-1 if value is None else len(value) for value in values)
        return "several", _packed(lengths), _column(list(chain.from_iterable(filter(None, values))), rows)
    if types == {str} or types - _PLAIN:
        (one,) = types
        if one in rows:
            return "records", one.__name__, _packed(-1 if value is None else rows[one][value] for value in values)
        known = {
            value: place for place, value in enumerate(dict.fromkeys(value for value in values if value is not None))
        }
        if one is not str or len(known) < len(values) / 2:
            texts = [value.isoformat() if one is date else str.__str__(value) for value in known]
            return "coded", one.__name__, texts, _packed(-1 if value is None else known[value] for value in values)
    return "plain", values


def _values(column: Column, made: Mapping[str, list[Any]]) -> list[Any]:
    """The values of a column, of which each of these forms has one for each record."""
    match column:
        case "plain", values:  # as they are
            return list(values)
        case "coded", code, texts, places:  # places in a list of what occurs
            return _picked(list(map(_CODES[code], texts)), places)
        case "records", name, places:  # places in another table
            return _picked(made[name], places)
        case "several", counts, column:  # so many each of another column, or None where there is no list
            left = iter(_values(column, made))
            return [None if count < 0 else tuple(islice(left, count)) for count in _numbers(counts)]
        case _:
            raise ValueError(f"no form of a column: {column[0]!r}")


def _picked(values: list[Any], places: bytes) -> list[Any]:
    # The place before the first is the last: there stands what is not given.
    return list(map([*values, None].__getitem__, _numbers(places)))


def made_of(one: type[T], count: int, columns: Iterable[tuple[str, Iterable[Any]]]) -> list[T]:
    """So many records of a class, from the name of each field and its values."""
    rows: list[T] = list(map(object.__new__, repeat(one, count)))
    for name, values in columns:
        # Records never change, but those that are being made: the slot's own setter does not ask.
        deque(map(getattr(one, name).__set__, rows, values), maxlen=0)
    return rows


def _packed(numbers: Iterable[int]) -> bytes:
    """Numbers as little-endian signed 32 bits each."""
    packed = array("i", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _numbers(packed: bytes) -> Iterable[int]:
    numbers = array("i", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
