"""Check what actions declare of each other: that one is part of another, or separate from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..model.vocabulary import Rank
from .errors import Problem
from .models.entries import Shape
from .models.files import ActionFile
from .yaml_reader import Document

Declared: TypeAlias = Mapping[str, tuple[Document, Shape]]


def check_declarations(actions: Declared) -> Iterator[Problem]:
    """Find declarations that contradict each other.

    Parameters
    ----------
    actions
        The files of actions whose own shape is right, by id.

    Yields
    ------
    Problem
        An action that is part of itself, of an action of another state or of one that it is separate from; a claim
        that replaces one that is still there.
    """
    wholes = _targets(actions, "part_of")
    separate = _targets(actions, "separate_from")
    within = {id: _closure(id, wholes) for id in actions}
    for id, (document, shape) in actions.items():
        assert isinstance(shape, ActionFile)
        for index, entry in enumerate(shape.claims):
            if entry.rank is Rank.DEPRECATED:
                continue
            at = ("claims", index)
            if entry.part_of is not None:
                if id in within[id]:
                    yield document.problem((*at, "part_of"), f"comes back to {id} itself; break the circle")
                if _state(id) != _state(entry.part_of):
                    yield document.problem((*at, "part_of"), f"{entry.part_of} is of another state")
            if entry.separate_from is not None:
                other = str(entry.separate_from)
                mine, theirs = {id} | within[id], {other} | within.get(other, set())
                if other == id or other in mine or id in theirs:
                    message = f"{other} is also declared to contain this action, or to be part of it"
                    yield document.problem((*at, "separate_from"), message)
        for other in sorted(separate[id]):
            for part in sorted(other_id for other_id in actions if {id, other} <= {other_id} | within[other_id]):
                message = f"{part} is part of both; of two actions that are separate nothing can be"
                yield document.problem((), f"separate_from {other}: {message}")


def _targets(actions: Declared, key: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for id, (_, shape) in actions.items():
        assert isinstance(shape, ActionFile)
        for entry in shape.claims:
            target = getattr(entry, key)
            if target is not None and entry.rank is not Rank.DEPRECATED:
                found[id].add(str(target))
    return found


def _closure(id: str, after: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = list(after.get(id, ()))
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += after.get(one, ())
    return found


def _state(id: str) -> str:
    return id.split("/")[1]
