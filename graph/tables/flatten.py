"""From answers to rows: how what is nested becomes a table.

The rules, in the order in which they apply:

1. The rows are the items of one list of objects that no other list holds. Where an answer has several, one is picked by
   its path; where it has none, the answer is one row.
2. A connection stands for its list: `nodes`, `edges` and `node` are no part of a path, and `pageInfo` is left out.
3. An object becomes a column for each of its values, named by the path to it: `figure.quantity.low`,
   `figure.quantity.unit`, `figure.source.url`. So bounds, units and sources have columns of their own.
4. A list within a row becomes one cell for each of its values, the items with `; ` between them and nothing for null,
   so that the items of two such cells belong together by their places. `explode` makes a row of each item instead, and
   keeps one row where there is none.
5. Plain values that stand above the rows are repeated on each, named by their paths: `state.name`.
6. Null is a missing value, and a column that any row has is in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..errors import QueryError

Row = dict[str, Any]

BETWEEN: Final = "; "
"""What stands between the items of a list that a cell holds, as in `graph.tables`."""

_LEFT_OUT: Final = "pageInfo"


def lists(data: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The lists of objects of an answer that no other list holds, by their paths."""
    found: dict[str, list[Any]] = {}
    _find(_bare(data), (), found)
    return found


def rows(data: Mapping[str, Any], path: str | None = None, explode: str | None = None) -> list[Row]:
    """An answer as rows; see the rules above.

    Parameters
    ----------
    data
        The data of an answer.
    path
        Which list the rows are from, such as `state.actions`; may be left out where there is only one.
    explode
        The path of a list within the rows, such as `figures`, each of whose items gets a row.

    Returns
    -------
    list of dict
        All with the same keys in the same order.

    Raises
    ------
    QueryError
        When there is no such list, or several and none is picked; the message names those that there are.
    """
    bare = _bare(data)
    found: dict[str, list[Any]] = {}
    _find(bare, (), found)
    if path is None and len(found) > 1:
        raise QueryError(f"the answer has several lists; pick one as the rows: {', '.join(found)}.")
    if path is not None and path not in found:
        raise QueryError(f"the answer has no list {path!r}; it has {', '.join(found) or 'none'}.")
    picked = path if path is not None else next(iter(found), None)
    items: list[Any] = [bare] if picked is None else found[picked]
    above = {} if picked is None else _above(bare, picked)
    if explode is not None:
        items = [one for item in items for one in _exploded(item, explode.split("."), explode)]
    flat = [above | _flat(item) for item in items]
    columns = _columns(flat)
    return [{name: row.get(name) for name in columns} for row in flat]


def _bare(value: Any) -> Any:
    """A value with the lists of connections in their places, and beside them how many there are in all."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    bare: dict[str, Any] = {}
    for name, one in value.items():
        if name == _LEFT_OUT:
            continue
        items = _items(one)
        if items is None:
            bare[name] = _bare(one)
        else:
            bare[name] = [_bare(item) for item in items]
            bare |= {f"{name}.{key}": other for key, other in one.items() if not isinstance(other, (list, dict))}
    return bare


def _items(value: Any) -> list[Any] | None:
    """The items of a connection, with whatever its edges tell of them; None where it is none."""
    if not isinstance(value, dict) or set(value) == {_LEFT_OUT}:
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


def _find(value: Any, path: tuple[str, ...], found: dict[str, list[Any]]) -> None:
    if isinstance(value, list):
        if any(isinstance(one, dict) for one in value):
            found[".".join(path)] = [{} if one is None else one for one in value]
    elif isinstance(value, dict):
        for name, one in value.items():
            _find(one, (*path, name), found)


def _above(data: Row, path: str) -> Row:
    above: Row = {}
    steps = path.split(".")
    for depth in range(1, len(steps)):
        data = data[steps[depth - 1]]
        prefix = ".".join(steps[:depth])
        above |= {f"{prefix}.{name}": one for name, one in data.items() if not isinstance(one, (list, dict))}
    return above


def _exploded(item: Row, steps: list[str], path: str) -> Iterator[Row]:
    first, *rest = steps
    if first not in item:
        raise QueryError(f"the rows have no list {path!r}; they have {', '.join(item)}.")
    value = item[first]
    if rest and isinstance(value, list):
        outer = path.removesuffix("." + ".".join(rest))
        raise QueryError(f"{path!r} is inside the list {outer!r}; explode {outer!r} instead.")
    if rest and value is not None and not isinstance(value, dict):
        raise QueryError(f"the rows have no list {path!r}; {first!r} is a plain value.")
    if rest:
        inner = [{rest[0]: None}] if value is None else _exploded(value, rest, path)
        yield from ({**item, first: one} for one in inner)
    elif value is None or isinstance(value, list):
        yield from ({**item, first: one} for one in value or [None])
    else:
        raise QueryError(f"{path!r} is not a list.")


def _flat(value: Any, path: str = "") -> Row:
    if isinstance(value, dict):
        row: Row = {}
        for name, one in value.items():
            row |= _flat(one, f"{path}.{name}" if path else name)
        return row
    if isinstance(value, list):
        if not any(isinstance(one, dict) for one in value):
            return {path: BETWEEN.join("" if one is None else str(one) for one in value) or None}
        parts = [_flat(one, path) if isinstance(one, dict) else {} for one in value]
        columns = _columns(parts)
        return {name: BETWEEN.join(_text(part.get(name)) for part in parts) for name in columns}
    return {path: value}


def _columns(rows: list[Row]) -> list[str]:
    """The columns that any row has; not that of an object or list that is null or empty in some, for it has its own."""
    every = dict.fromkeys(name for row in rows for name in row)
    parents = {
        ".".join(steps[:depth]) for steps in (name.split(".") for name in every) for depth in range(1, len(steps))
    }
    return [name for name in every if name not in parents]


def _text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
