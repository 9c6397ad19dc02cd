"""The selection of a query as a tree of columns: the values and lists that a result has, whatever the data are.

The selection alone decides the columns of a table of the result: a result without data has the same columns as one
with data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .table_definition import Type


@dataclass(frozen=True, slots=True)
class SelectedValue:
    """A scalar that is selected, or a list of scalars.

    Attributes
    ----------
    name : str
        The name of its column, relative to the list or result that contains it: `figure.quantity.low`.
    keys : tuple of str
        The keys that lead to it in the data.
    type : Type
        The type of the scalars.
    is_list : bool
        True for a list of scalars.
    """

    name: str
    keys: tuple[str, ...]
    type: Type = Type.TEXT
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class SelectedList:
    """A list of objects that is selected.

    Attributes
    ----------
    name : str
        Its path, relative to the list or result that contains it: `state.actions`.
    keys : tuple of str
        The keys that lead to it in the data, with those that the path omits.
    items : tuple of SelectedValue or SelectedList
        The values and lists of its items, in the order of the selection.
    """

    name: str
    keys: tuple[str, ...]
    items: Selection


Selection = tuple[SelectedValue | SelectedList, ...]
"""The values and lists of a result or of the items of a list, in the order of the selection."""


def column_names(selection: Selection) -> Iterator[str]:
    """Yield the names of the columns of a selection in which each list is one cell for each value of its items."""
    for one in selection:
        if isinstance(one, SelectedValue):
            yield one.name
        else:
            yield from (f"{one.name}.{name}" for name in column_names(one.items))


def lists_of(selection: Selection) -> dict[str, SelectedList]:
    """Return the lists of a selection that are not inside another list, by their paths."""
    return {one.name: one for one in selection if isinstance(one, SelectedList)}
