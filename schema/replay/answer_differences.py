"""The values that differ between two answers to a saved query; items of lists are paired by what identifies them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from math import isclose
from typing import Any, Final, NamedTuple

from .kept_answers import canonical

Path = tuple[str | int, ...]


class _Absent:
    """The type of `ABSENT`."""

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = _Absent()
"""The value of what is not there."""
IDENTIFYING: Final = (
    "id", "code", "type", "kind", "unit", "stage", "year", "level", "state", "party", "person", "law", "entity", "node",
    "claim", "about",
)  # fmt: skip
"""The fields that tell the items of a list apart."""
_CURSORS: Final = ("startCursor", "endCursor")


class Difference(NamedTuple):
    """A value that differs.

    Attributes
    ----------
    path : tuple
        Where it is in the present answer: keys and places in lists, or, for an item that is no longer there, its list.
    before : tuple
        Where it was in the earlier answer, or, for an item that was not there yet, its list.
    old, new : object
        The values, or `ABSENT`.
    shifts : bool
        Whether other items of the list may be the reason: the item moved, or the page of the list is full.
    """

    path: Path
    before: Path
    old: Any
    new: Any
    shifts: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The path without places in lists."""
        return tuple(key for key in self.path if isinstance(key, str))


def differences(old: Any, new: Any, path: Path = (), before: Path = (), *, cut: bool = False) -> Iterator[Difference]:
    """Yield the values of an answer that differ from those of an earlier one.

    A key that only the present answer has is a new field, and is no difference. Numbers are equal if they differ by
    less than one part in a thousand million, as they may from one processor to another.

    Parameters
    ----------
    old, new
        The values.
    path
        Where the present one is.
    before
        Where the earlier one is.
    cut
        Whether it is a page of a list that goes on.

    Examples
    --------
    >>> list(differences({"low": 1}, {"low": 2, "high": 3}))
    [Difference(path=('low',), before=('low',), old=1, new=2, shifts=False)]
    """
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _in_objects(old, new, path, before)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_lists(old, new, path, before, cut)
    elif not _is_equal(old, new):
        yield Difference(path, before, old, new)


def _is_equal(old: Any, new: Any) -> bool:
    if isinstance(old, float) or isinstance(new, float):
        numbers = (int, float)
        return isinstance(old, numbers) and isinstance(new, numbers) and isclose(old, new, rel_tol=1e-9)
    return type(old) is type(new) and bool(old == new)


def _in_objects(old: Mapping[str, Any], new: Mapping[str, Any], path: Path, before: Path) -> Iterator[Difference]:
    if "id" in old and "id" in new and old["id"] != new["id"]:
        # It refers to something else; what differs between the two says nothing.
        yield Difference(path, before, old, new)
        return
    following = _following(old, new)
    for key, value in old.items():
        if key in following:
            continue
        if key not in new:
            yield Difference((*path, key), (*before, key), value, ABSENT)
        else:
            cut = _is_cut(old) or _is_cut(new)
            yield from differences(value, new[key], (*path, key), (*before, key), cut=cut)


def _is_cut(page: Mapping[str, Any]) -> bool:
    around = page.get("pageInfo")
    return bool(page.get("truncated")) or (isinstance(around, dict) and bool(around.get("hasNextPage")))


def _following(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    """Return the fields of a page that follow from its items, which are compared by themselves."""
    before, after = old.get("nodes"), new.get("nodes")
    if not isinstance(before, list) or not isinstance(after, list):
        return set()
    found = set()
    if not _is_cut(old) and not _is_cut(new):
        counts = old.get("totalCount"), new.get("totalCount")
        if counts == (len(before), len(after)):
            found.add("totalCount")
    here, there = old.get("pageInfo"), new.get("pageInfo")
    if isinstance(here, dict) and isinstance(there, dict) and _ends(before) != _ends(after):
        rest = [{key: value for key, value in one.items() if key not in _CURSORS} for one in (here, there)]
        if rest[0] == rest[1]:
            found.add("pageInfo")
    return found


def _ends(items: Sequence[Any]) -> bytes:
    return canonical([*items[:1], *items[-1:]])


def _in_lists(old: Sequence[Any], new: Sequence[Any], path: Path, before: Path, cut: bool) -> Iterator[Difference]:
    earlier, present = [_identity(item) for item in old], [_identity(item) for item in new]
    places, now = {key: place for place, key in enumerate(earlier)}, set(present)
    if len(places) < len(earlier) or len(now) < len(present):
        yield from _in_sequences(old, new, path, before, cut)
        return
    for key, place in places.items():
        if key not in now:
            yield Difference(path, (*before, place), old[place], ABSENT, cut)
    stayed = _longest_increasing([places[key] for key in present if key in places])
    for place, key in enumerate(present):
        here = (*path, place)
        if key not in places:
            yield Difference(here, before, ABSENT, new[place], cut)
            continue
        there = (*before, places[key])
        if places[key] not in stayed:
            yield Difference(here, there, old[places[key]], new[place], shifts=True)
        yield from differences(old[places[key]], new[place], here, there)


def _in_sequences(old: Sequence[Any], new: Sequence[Any], path: Path, before: Path, cut: bool) -> Iterator[Difference]:
    """Yield the differences of lists whose items nothing tells apart."""
    earlier, present = _comparable(old, new)
    for tag, a, b, c, d in SequenceMatcher(None, earlier, present, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for step in range(paired):
            yield from differences(old[a + step], new[c + step], (*path, c + step), (*before, a + step))
        for place in range(a + paired, b):
            yield Difference(path, (*before, place), old[place], ABSENT, cut)
        for place in range(c + paired, d):
            yield Difference((*path, place), before, ABSENT, new[place], cut)


def _comparable(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[bytes], list[bytes]]:
    """Return the items as bytes, without the fields that only the present ones have."""
    asked = _fields(old)
    return [canonical(_of_fields(item, asked)) for item in old], [canonical(_of_fields(item, asked)) for item in new]


def _fields(items: Sequence[Any]) -> dict[str, Any]:
    """Return the fields of some objects, and for each those of the objects that it has, at any depth."""
    found: dict[str, list[Any]] = {}
    for item in items:
        if isinstance(item, dict):
            for key, value in item.items():
                found.setdefault(key, []).extend(value if isinstance(value, list) else (value,))
    return {key: _fields(values) for key, values in found.items()}


def _of_fields(item: Any, asked: Mapping[str, Any]) -> Any:
    if isinstance(item, list):
        return [_of_fields(one, asked) for one in item]
    if isinstance(item, dict) and asked:
        # An object of which no earlier one had a field is new as a whole.
        return {key: _of_fields(value, asked[key]) for key, value in item.items() if key in asked}
    return item


def _identity(item: Any) -> bytes:
    if not isinstance(item, dict):
        return canonical(item)
    if "id" in item:
        return canonical(item["id"])
    found = {key: item[key] for key in IDENTIFYING if key in item}
    return canonical(
        {key: value.get("id", value) if isinstance(value, dict) else value for key, value in found.items()}
    )


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """Return the numbers of a longest increasing subsequence: what did not move."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
