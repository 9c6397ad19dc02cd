"""Flatten nested query results into rows.

The rules, in the order in which they apply:

1. The rows are the items of one list of objects that is not inside another list. If a result has several such lists,
   one is selected by its path; if it has none, the result is one row.
2. A connection is replaced by its list: `nodes`, `edges` and `node` are not part of a path, and `pageInfo` is omitted.
3. An object becomes one column for each of its values, named by the path to the value: `figure.quantity.low`,
   `figure.quantity.unit`, `figure.source.url`. So bounds, units and sources have their own columns.
4. A list within a row becomes one cell for each value of its items, with `; ` between the items and nothing for null,
   so that the items of two cells correspond by position. `explode` makes a row of each item instead, and keeps one row
   for an empty list.
5. Scalars above the rows are repeated in each row, named by their paths: `state.name`.
6. Null is a missing value. A column that any row has is in all rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..errors import QueryError
from .column import SEPARATOR

Row = dict[str, Any]

_PAGE_INFO: Final = "pageInfo"


def lists(data: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of objects of a result that are not inside another list, by their paths.

    Parameters
    ----------
    data
        The data of a result.

    Examples
    --------
    >>> lists({"states": {"nodes": [{"code": "NV"}]}})
    {'states': [{'code': 'NV'}]}
    """
    found: dict[str, list[Any]] = {}
    _find_lists(_without_connections(data), (), found)
    return found


def rows(data: Mapping[str, Any], path: str | None = None, explode: str | None = None) -> list[Row]:
    """Return a result as rows, by the rules above.

    Parameters
    ----------
    data
        The data of a result.
    path
        The path of the list of rows, such as `state.actions`; may be omitted if there is only one list.
    explode
        The path of a list within the rows, such as `figures`; each of its items becomes a row.

    Returns
    -------
    list of dict
        The rows; all have the same keys in the same order.

    Raises
    ------
    QueryError
        If there is no such list, or several and no path; the message contains the paths of the lists.

    Examples
    --------
    >>> rows({"states": {"nodes": [{"code": "NV", "aliases": ["Silver State", "Nev."]}]}})
    [{'code': 'NV', 'aliases': 'Silver State; Nev.'}]
    """
    simple = _without_connections(data)
    found: dict[str, list[Any]] = {}
    _find_lists(simple, (), found)
    if path is None and len(found) > 1:
        raise QueryError(f"the result has several lists; select one as the rows: {', '.join(found)}.")
    if path is not None and path not in found:
        raise QueryError(f"the result has no list {path!r}; it has {', '.join(found) or 'none'}.")
    selected = path if path is not None else next(iter(found), None)
    items: list[Any] = [simple] if selected is None else found[selected]
    scalars = {} if selected is None else _scalars_above(simple, selected)
    if explode is not None:
        items = [one for item in items for one in _explode(item, explode.split("."), explode)]
    flat = [scalars | _flatten(item) for item in items]
    columns = _columns(flat)
    return [{name: row.get(name) for name in columns} for row in flat]


def _without_connections(value: Any) -> Any:
    """Return a value in which each connection is replaced by its list and its scalars, such as `totalCount`."""
    if isinstance(value, list):
        return [_without_connections(one) for one in value]
    if not isinstance(value, dict):
        return value
    simple: dict[str, Any] = {}
    for name, one in value.items():
        if name == _PAGE_INFO:
            continue
        items = _connection_items(one)
        if items is None:
            simple[name] = _without_connections(one)
        else:
            simple[name] = [_without_connections(item) for item in items]
            simple |= {f"{name}.{key}": other for key, other in one.items() if not isinstance(other, (list, dict))}
    return simple


def _connection_items(value: Any) -> list[Any] | None:
    """Return the nodes of a connection, with the fields of their edges; None if the value is not a connection."""
    if not isinstance(value, dict) or set(value) == {_PAGE_INFO}:
        return None
    if isinstance(nodes := value.get("nodes"), list):
        return nodes
    if isinstance(edges := value.get("edges"), list):
        return [
            edge["node"] | {key: other for key, other in edge.items() if key != "node"}
            if isinstance(edge.get("node"), dict)
            else edge
            for edge in edges
        ]
    return None


def _find_lists(value: Any, path: tuple[str, ...], found: dict[str, list[Any]]) -> None:
    if isinstance(value, list):
        if any(isinstance(one, dict) for one in value):
            found[".".join(path)] = [{} if one is None else one for one in value]
    elif isinstance(value, dict):
        for name, one in value.items():
            _find_lists(one, (*path, name), found)


def _scalars_above(data: Row, path: str) -> Row:
    """Return the scalars of the objects that contain the list at a path."""
    scalars: Row = {}
    steps = path.split(".")
    for depth in range(1, len(steps)):
        data = data[steps[depth - 1]]
        prefix = ".".join(steps[:depth])
        scalars |= {f"{prefix}.{name}": one for name, one in data.items() if not isinstance(one, (list, dict))}
    return scalars


def _explode(item: Row, steps: list[str], path: str) -> Iterator[Row]:
    first, *rest = steps
    if first not in item:
        raise QueryError(f"the rows have no list {path!r}; they have {', '.join(item)}.")
    value = item[first]
    if rest and isinstance(value, list):
        outer = path.removesuffix("." + ".".join(rest))
        raise QueryError(f"{path!r} is inside the list {outer!r}; explode {outer!r} instead.")
    if rest and value is not None and not isinstance(value, dict):
        raise QueryError(f"the rows have no list {path!r}; {first!r} is a scalar.")
    if rest:
        inner = [{rest[0]: None}] if value is None else _explode(value, rest, path)
        yield from ({**item, first: one} for one in inner)
    elif value is None or isinstance(value, list):
        yield from ({**item, first: one} for one in value or [None])
    else:
        raise QueryError(f"{path!r} is not a list.")


def _flatten(value: Any, path: str = "") -> Row:
    if isinstance(value, dict):
        row: Row = {}
        for name, one in value.items():
            row |= _flatten(one, f"{path}.{name}" if path else name)
        return row
    if isinstance(value, list):
        if not any(isinstance(one, dict) for one in value):
            return {path: SEPARATOR.join("" if one is None else str(one) for one in value) or None}
        parts = [_flatten(one, path) if isinstance(one, dict) else {} for one in value]
        columns = _columns(parts)
        return {name: SEPARATOR.join(_text(part.get(name)) for part in parts) for name in columns}
    return {path: value}


def _columns(rows: list[Row]) -> list[str]:
    """Return the columns of all rows, without that of an object which is null in some rows only."""
    names = dict.fromkeys(name for row in rows for name in row)
    parents = {
        ".".join(steps[:depth]) for steps in (name.split(".") for name in names) for depth in range(1, len(steps))
    }
    return [name for name in names if name not in parents]


def _text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
