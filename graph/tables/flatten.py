"""Flatten nested query results into rows.

The rules, in the order in which they apply:

1. The selection decides rows and columns, never the data. An empty list has no rows, and all its columns; an object
   that is null has all its columns, which are empty.
2. The rows are the items of one list of objects that is not inside another list. If a query selects several such lists,
   one is chosen by its path, or is the declared one of a saved query; if it selects none, or with the path `.`, the
   result is one row.
3. A connection is replaced by its list: `nodes`, `edges` and `node` are not part of a path, and `pageInfo` is omitted.
   A connection with more than one list keeps them all, with `nodes` or `edges` in their paths.
4. An object becomes one column for each of its values, named by the path to the value: `figure.quantity.low`,
   `figure.quantity.unit`, `figure.source.url`. So bounds, units and sources have their own columns. An alias is the
   name in the path. Objects of several types have the columns of all fragments.
5. A list within a row becomes one cell for each value of its items: a JSON array, with null for an item without the
   value, so that the items of two cells correspond by position. `explode` makes a row of each item instead, and keeps
   one row for an empty list.
6. The values of the objects that contain the list are repeated in each row, named by their paths: `state.name`. A
   column of the rows that would have the same name has the path of the list before its own.
7. Columns are in the order of the selection.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..errors import QueryError
from .column_tree import SelectedList, SelectedValue, Selection, lists_of
from .list_cells import join_cells
from .table_definition import Type

Row = dict[str, Any]
WHOLE: Final = "."
"""The path of the whole result, which is one row."""


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table of a result.

    Attributes
    ----------
    columns : dict
        The type of each column, by its name, in order.
    rows : list of list
        The cells of each row, in the order of the columns; None if a value is unknown.
    """

    columns: dict[str, Type]
    rows: list[list[Any]]

    def dicts(self) -> list[Row]:
        """Return the rows as dicts; all have the same keys in the same order."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def by_column(self) -> dict[str, list[Any]]:
        """Return the cells of each column, by its name."""
        return {name: [row[place] for row in self.rows] for place, name in enumerate(self.columns)}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: `depth` 0 has its value above the rows, 1 in a row, 2 in the item of an exploded list."""

    name: str
    depth: int
    keys: tuple[str, ...]
    type: Type
    inner: tuple[tuple[str, ...], ...] = ()
    """The keys within the items of the list at `keys`, for each list in which the value is."""


def tabulate(
    data: Mapping[str, Any], selection: Selection, path: str | None = None, explode: str | None = None
) -> ResultTable:
    """Return a result as a table, by the rules above.

    Parameters
    ----------
    data
        The data of a result.
    selection
        The selection of the query.
    path
        The path of the list of rows, such as `state.actions`, or `.` for one row; may be omitted if there is only one
        list.
    explode
        The path of a list within the rows, such as `figures`; each of its items becomes a row.

    Raises
    ------
    QueryError
        If there is no such list, or several and no path; the message contains the paths of the lists.

    Examples
    --------
    >>> states = SelectedList("states", ("states", "nodes"), (SelectedValue("code", ("code",)),))
    >>> tabulate({"states": {"nodes": [{"code": "NV"}]}}, (states,)).dicts()
    [{'code': 'NV'}]
    >>> tabulate({"states": {"nodes": []}}, (states,)).columns
    {'code': <Type.TEXT: 'text'>}
    """
    listed = _select_list(selection, path)
    exploded = None if explode is None else _find_exploded(selection if listed is None else listed.items, explode)
    columns = _columns(selection, listed, exploded)
    items = [data] if listed is None else _get(data, listed.keys) or ()
    rows = [
        [_cell(levels[column.depth], column) for column in columns]
        for item in items
        for part in _parts(item, exploded)
        for levels in [(data, item, part)]
    ]
    return ResultTable({column.name: column.type for column in columns}, rows)


def _select_list(selection: Selection, path: str | None) -> SelectedList | None:
    lists = lists_of(selection)
    if path == WHOLE:
        return None
    if path is not None and path not in lists:
        raise QueryError(f"the result has no list {path!r}; it has {', '.join(lists) or 'none'}.")
    if path is None and len(lists) > 1:
        raise QueryError(f"the result has several lists; select one as the rows: {', '.join(lists)}.")
    return lists[path] if path is not None else next(iter(lists.values()), None)


def _find_exploded(items: Selection, path: str) -> SelectedList | SelectedValue:
    for one in items:
        if one.name == path:
            if isinstance(one, SelectedValue) and not one.is_list:
                raise QueryError(f"{path!r} is not a list.")
            return one
        if isinstance(one, SelectedList) and path.startswith(f"{one.name}."):
            raise QueryError(f"{path!r} is inside the list {one.name!r}; explode {one.name!r} instead.")
    lists = [one.name for one in items if isinstance(one, SelectedList) or one.is_list]
    raise QueryError(f"the rows have no list {path!r}; they have {', '.join(lists) or 'none'}.")


def _parts(item: Any, exploded: SelectedList | SelectedValue | None) -> Any:
    """Return the items of the exploded list of a row; one that is missing if it has none."""
    return (None,) if exploded is None else _get(item, exploded.keys) or (None,)


def _columns(
    selection: Selection, listed: SelectedList | None, exploded: SelectedList | SelectedValue | None
) -> list[_Column]:
    above = [] if listed is None else [one for one in selection if _contains(one, listed)]
    columns = [_value_column(one, 0) for one in above]
    taken = {column.name for column in columns}
    rows = list(_row_columns(selection if listed is None else listed.items, exploded))
    taken_by_rows = {column.name for column in rows}
    for column in rows:
        name = column.name
        while name in taken or (name != column.name and name in taken_by_rows):
            assert listed is not None
            name = f"{listed.name}.{name}"
        taken.add(name)
        columns.append(_Column(name, column.depth, column.keys, column.type, column.inner))
    return columns


def _contains(value: SelectedValue | SelectedList, listed: SelectedList) -> bool:
    """Return whether a value belongs to an object that contains a list."""
    parent = value.keys[:-1]
    return isinstance(value, SelectedValue) and listed.keys[: len(parent)] == parent


def _row_columns(items: Selection, exploded: SelectedList | SelectedValue | None) -> Iterator[_Column]:
    for one in items:
        if one is exploded and isinstance(one, SelectedValue):
            yield _Column(one.name, 2, (), one.type)
        elif one is exploded and isinstance(one, SelectedList):
            for column in _joined_columns(one.items):
                yield _Column(f"{one.name}.{column.name}", 2, column.keys, column.type, column.inner)
        else:
            yield from _joined_columns((one,))


def _joined_columns(items: Selection) -> Iterator[_Column]:
    for one in items:
        if isinstance(one, SelectedValue):
            yield _value_column(one, 1)
        else:
            for column in _joined_columns(one.items):
                inner = (column.keys, *column.inner)
                yield _Column(f"{one.name}.{column.name}", 1, one.keys, Type.TEXT, inner)


def _value_column(value: SelectedValue | SelectedList, depth: int) -> _Column:
    assert isinstance(value, SelectedValue)
    return _Column(value.name, depth, value.keys, Type.TEXT if value.is_list else value.type)


def _cell(item: Any, column: _Column) -> Any:
    value = _get(item, column.keys)
    if column.inner:
        value = _inner_values(value, column.inner)
    return join_cells(value) if isinstance(value, list) else value


def _inner_values(items: Any, inner: tuple[tuple[str, ...], ...]) -> Any:
    """Return the values in the items of a list, as lists of lists where lists are inside each other."""
    if items is None:
        return None
    keys, *deeper = inner
    values = [_get(item, keys) for item in items]
    return [_inner_values(value, tuple(deeper)) for value in values] if deeper else values


def _get(value: Any, keys: tuple[str, ...]) -> Any:
    """Return the value that keys lead to; None if an object on the way is null or of a type without the key."""
    for key in keys:
        if value is None:
            return None
        value = value.get(key)
    return value
