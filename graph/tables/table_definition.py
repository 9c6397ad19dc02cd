"""The definition of tables and of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from operator import attrgetter
from typing import Any

from ..graph import KnowledgeGraph
from ..model.name_separator import SEPARATOR
from ..model.vocabulary import Vocabulary

Cell = str | int | float | bool | date | None
"""The value of a cell; None if it is unknown."""


class Type(StrEnum):
    """The type of the values of a column."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    PARTIAL = "partial date"
    """A date as precise as its source: 2020, 2020-06 or 2020-06-17."""


# `Column` has a field named `type`, which hides the builtin in its class.
VocabularyType = type[Vocabulary]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        The name of the column, in all exports.
    type : Type
        The type of its values.
    description : str
        Its meaning, and the meaning of an empty cell.
    field : str or None
        The field of the record that contains the value, dotted for a field of a part of the record; None if the value
        is computed.
    references : str or None
        The table whose `id` the values refer to.
    vocabulary : type of Vocabulary or None
        The vocabulary of the values.
    required : bool
        True if no cell is empty.
    compute : callable or None
        Return the value from the graph and the record, if it is computed.
    unit : str or None
        The unit of the values of a panel; None if they are not counted or measured.
    """

    name: str
    type: Type
    description: str
    field: str | None = None
    references: str | None = None
    vocabulary: VocabularyType | None = None
    required: bool = False
    compute: Callable[[KnowledgeGraph, Any], object] | None = None
    unit: str | None = None

    def cell(self, graph: KnowledgeGraph, record: Any) -> Cell:
        """Return the value of this column for a record."""
        value = self.compute(graph, record) if self.compute else _get_field(record, self.field or self.name)
        return _cell(value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records of one type.

    Attributes
    ----------
    name : str
        The name of the table, in all exports.
    description : str
        The meaning of a row.
    columns : tuple of Column
        The columns, in order.
    key : tuple of str
        The columns that identify a row.
    records : callable
        Return the record of each row, in the order of the graph.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    records: Callable[[KnowledgeGraph], Iterable[Any]]

    def rows(self, graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, each with one cell per column."""
        for record in self.records(graph):
            yield tuple(column.cell(graph, record) for column in self.columns)

    def by_column(self, graph: KnowledgeGraph) -> dict[str, list[Cell]]:
        """Return the cells of each column, by its name."""
        cells: dict[str, list[Cell]] = {column.name: [] for column in self.columns}
        for row in self.rows(graph):
            for name, cell in zip(cells, row, strict=True):
                cells[name].append(cell)
        return cells


def text_column(name: str, description: str, field: str | None = None, **options: Any) -> Column:
    """Return a column of text from the field with the same name, or from `field`."""
    return Column(name, Type.TEXT, description, field or name, **options)


def term_column(
    name: str, vocabulary: type[Vocabulary], description: str, field: str | None = None, **options: Any
) -> Column:
    """Return a column of terms of a vocabulary."""
    return Column(name, Type.TEXT, description, field or name, vocabulary=vocabulary, **options)


def id_column(name: str, description: str, field: str | None = None, to: str = "entities", **options: Any) -> Column:
    """Return a column of ids of the rows of another table."""
    return Column(name, Type.TEXT, description, field or name, references=to, **options)


def computed_column(
    name: str, type: Type, description: str, compute: Callable[[KnowledgeGraph, Any], object], **options: Any
) -> Column:
    """Return a column that repeats or combines values of other tables, for convenience."""
    return Column(name, type, description, None, compute=compute, **options)


def _get_field(record: Any, path: str) -> object:
    for step in path.split("."):
        if record is None:
            return None
        record = attrgetter(step)(record)
    return record


def _cell(value: object) -> Cell:
    match value:
        case None | bool() | int() | float() | date():
            return value
        case Enum():
            return str(value.value)
        case tuple():
            return SEPARATOR.join(map(str, value)) or None
        case _:
            return str(value)
