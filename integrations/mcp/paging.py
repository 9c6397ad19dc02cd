"""Pages of a result: a tree of data in parts that fit, each with what names the objects that it is inside of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

LIMIT: Final = 8_000
"""The most characters of a result, its text and its structured content together."""
_LONGEST_TEXT: Final = 2_000
"""Characters of a text from which it is cut into parts, which follow each other on the pages."""
_NAMING: Final = ("id", "name", "title", "code", "kind", "unit", "stage", "year", "level", "property")
_MOST_NAMES: Final = 3

Path = tuple[str | int, ...]


class Whole(dict[str, Any]):
    """An object that no page parts."""


class Entry(NamedTuple):
    """A value of a result, with its path; `part` numbers the parts of a long text from 0."""

    path: Path
    value: Any
    part: int = 0


def entries(data: Any) -> list[Entry]:
    """Return the values of a tree: those in fewer lists first, so that what leads a result is on its first page."""
    found = list(_entries(data, ()))
    return sorted(found, key=lambda one: sum(isinstance(part, int) for part in one.path))


def _entries(value: Any, path: Path) -> Iterator[Entry]:
    if isinstance(value, Whole):
        yield Entry(path, value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entries(inner, (*path, key))
        if not value:
            yield Entry(path, {})
    elif isinstance(value, list) and (_has_parts(value) or size(value) > _LONGEST_TEXT):
        for place, inner in enumerate(value):
            yield from _entries(inner, (*path, place))
    elif isinstance(value, str) and len(value) > _LONGEST_TEXT:
        for part, start in enumerate(range(0, len(value), _LONGEST_TEXT)):
            yield Entry(path, value[start : start + _LONGEST_TEXT], part)
    else:
        yield Entry(path, value)


def _has_parts(value: Sequence[Any]) -> bool:
    return any(isinstance(one, Mapping | list) for one in value)


def rebuild(data: Any, shown: Sequence[Entry]) -> Any:
    """Return the tree of some entries of a tree; an object that is new on the page has its names again.

    Parameters
    ----------
    data
        The whole tree.
    shown
        The entries of a page.
    """
    root: dict[str, Any] = {}
    nodes: dict[Path, Any] = {(): root}
    for entry in shown:
        for length in range(1, len(entry.path)):
            path = entry.path[:length]
            if path not in nodes:
                made: Any = [] if isinstance(entry.path[length], int) else {}
                _put(nodes[path[:-1]], path[-1], made)
                nodes[path] = made
                if isinstance(made, dict):
                    made.update(_names(_at(data, path)))
        owner, last = nodes[entry.path[:-1]], entry.path[-1]
        if entry.part and isinstance(owner, dict) and isinstance(owner.get(str(last)), str):
            owner[str(last)] += entry.value
        else:
            _put(owner, last, entry.value)
    return root


def _put(owner: Any, key: str | int, value: Any) -> None:
    if isinstance(owner, list):
        owner.append(value)
    else:
        owner[key] = value


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _names(value: Any) -> dict[str, Any]:
    """Return what names an object: its id and name, else its kind, unit and stage."""
    if not isinstance(value, Mapping):
        return {}
    scalars = ((key, value[key]) for key in _NAMING if isinstance(value.get(key), str | int))
    found = dict(scalars)
    if "id" in found:
        found = {key: one for key, one in found.items() if key in ("id", "name", "title")}
    return {key: one for key, one in list(found.items())[:_MOST_NAMES] if size(one) < 200}


def pages(
    data: Any, shown: Sequence[Entry], room: int, copies: int, beside: Callable[[Entry], Mapping[str, int]]
) -> list[range]:
    """Return the places of the entries of each page, as many as fit and one at least.

    Parameters
    ----------
    data
        The whole tree.
    shown
        All entries.
    room
        The characters that a page has for its entries.
    copies
        How often a page has its entries.
    beside
        Returns what a page has beside its tree for an entry, and the characters of each, once a page.
    """
    found: list[range] = []
    start, used = 0, 0
    known: set[Path | str] = set()
    for place, entry in enumerate(shown):
        needed, also = _room(data, entry, known, copies, beside)
        if place > start and used + needed > room:
            found.append(range(start, place))
            start, used, known = place, 0, set()
            needed, also = _room(data, entry, known, copies, beside)
        used += needed
        known |= also
    return [*found, range(start, len(shown))]


def _room(
    data: Any, entry: Entry, known: set[Path | str], copies: int, beside: Callable[[Entry], Mapping[str, int]]
) -> tuple[int, set[Path | str]]:
    """Return the characters of an entry, with the objects that it is the first to need, and what is new on the page."""
    also: set[Path | str] = set()
    needed = size(entry.value) + _key(entry.path[-1])
    for length in range(1, len(entry.path)):
        path = entry.path[:length]
        if path not in known:
            also.add(path)
            named = _names(_at(data, path))
            needed += 2 + _key(path[-1]) + (size(named) if named else 0)
    needed *= copies
    for text, characters in beside(entry).items():
        if text not in known and text not in also:
            also.add(text)
            needed += characters
    return needed, also


def _key(part: str | int) -> int:
    """Return the characters of a key with its quotation marks, colon and comma; of an item, of the comma."""
    return len(part) + 4 if isinstance(part, str) else 1


def size(value: Any) -> int:
    """Return the characters of a value as JSON."""
    return len(compact(value))


def compact(value: Any) -> str:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
