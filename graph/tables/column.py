"""What a table is: columns, each with its type, its meaning and where its value comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from operator import attrgetter
from typing import Any, Final

from ..graph import KnowledgeGraph
from ..model.vocabulary import Vocabulary

Cell = str | int | bool | date | None
"""What stands in a cell; None where nothing is known."""

BETWEEN: Final = "; "
"""What stands between the items of a list that a cell holds."""


_Words = type[Vocabulary]


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DAY = "day"
    PARTIAL = "partial date"
    """A date of the precision of its source: 2020, 2020-06 or 2020-06-17."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        Its name, in every export.
    type : Type
        What it holds.
    description : str
        What it means, and what an empty cell means.
    field : str or None
        The field of the record that it gives as it is, dotted where it lies in a part of the record; None where the
        value is put together for convenience.
    refers : str or None
        The table to whose `id` it refers.
    words : type of Vocabulary or None
        The vocabulary that its values are from.
    always : bool
        Whether no cell is empty.
    """

    name: str
    type: Type
    description: str
    field: str | None = None
    refers: str | None = None
    words: _Words | None = None
    always: bool = False
    make: Callable[[KnowledgeGraph, Any], object] | None = None

    def cell(self, graph: KnowledgeGraph, record: Any) -> Cell:
        """The value of this column for a record."""
        value = self.make(graph, record) if self.make else _at(record, self.field or self.name)
        return _cell(value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records of one kind.

    Attributes
    ----------
    name : str
        Its name, in every export.
    description : str
        What a row is.
    columns : tuple of Column
        In order.
    key : tuple of str
        The columns that tell one row from every other.
    records : callable
        Gives what the rows are made of, in the order of the graph.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    records: Callable[[KnowledgeGraph], Iterable[Any]]

    def rows(self, graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
        """The rows, each with a cell a column."""
        for record in self.records(graph):
            yield tuple(column.cell(graph, record) for column in self.columns)

    def by_column(self, graph: KnowledgeGraph) -> dict[str, list[Cell]]:
        """The cells of each column, by its name."""
        cells: dict[str, list[Cell]] = {column.name: [] for column in self.columns}
        for row in self.rows(graph):
            for name, cell in zip(cells, row, strict=True):
                cells[name].append(cell)
        return cells


def text(name: str, description: str, field: str | None = None, **more: Any) -> Column:
    """A column of text that a record has under the same name, or under that of `field`."""
    return Column(name, Type.TEXT, description, field or name, **more)


def word(name: str, words: type[Vocabulary], description: str, field: str | None = None, **more: Any) -> Column:
    """A column of words of a vocabulary."""
    return Column(name, Type.TEXT, description, field or name, words=words, **more)


def link(name: str, description: str, field: str | None = None, to: str = "entities", **more: Any) -> Column:
    """A column of ids."""
    return Column(name, Type.TEXT, description, field or name, refers=to, **more)


def made(name: str, type: Type, description: str, make: Callable[[KnowledgeGraph, Any], object], **more: Any) -> Column:
    """A column for convenience: what it holds can be had from other tables too."""
    return Column(name, type, description, None, make=make, **more)


def _at(record: Any, path: str) -> object:
    for step in path.split("."):
        if record is None:
            return None
        record = attrgetter(step)(record)
    return record


def _cell(value: object) -> Cell:
    match value:
        case None | bool() | int() | date():
            return value
        case Enum():
            return str(value.value)
        case tuple():
            return BETWEEN.join(map(str, value)) or None
        case _:
            return str(value)
