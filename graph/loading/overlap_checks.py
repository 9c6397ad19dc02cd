"""Check the declarations of actions that they are part of another one, or separate from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..model.vocabulary import Rank
from .errors import Problem
from .models.file_parts import StrictModel
from .models.files import ActionFile
from .yaml_reader import Document

ActionFiles: TypeAlias = Mapping[str, tuple[Document, StrictModel]]


def check_declarations(actions: ActionFiles) -> Iterator[Problem]:
    """Check that declarations do not contradict each other.

    Parameters
    ----------
    actions
        The files of actions that are valid by themselves, by id.

    Yields
    ------
    Problem
        An action that is part of itself, of an action of another state, or of one that it is separate from.
    """
    wholes = _targets(actions, "part_of")
    separate = _targets(actions, "separate_from")
    within = {id: _closure(id, wholes) for id in actions}
    for id, (document, model) in actions.items():
        assert isinstance(model, ActionFile)
        for index, entry in enumerate(model.claims):
            if entry.rank is Rank.DEPRECATED:
                continue
            at = ("claims", index)
            if entry.part_of is not None:
                if id in within[id]:
                    yield document.problem(
                        (*at, "part_of"), f"is in a cycle that leads back to {id}; remove one of its declarations"
                    )
                if _state(id) != _state(entry.part_of):
                    yield document.problem((*at, "part_of"), f"{entry.part_of} is of another state; correct the id")
            if entry.separate_from is not None:
                other = str(entry.separate_from)
                mine, theirs = {id} | within[id], {other} | within.get(other, set())
                if other == id or other in mine or id in theirs:
                    message = (
                        f"{other} is also declared to contain this action or to be part of it; remove one declaration"
                    )
                    yield document.problem((*at, "separate_from"), message)
        for other in sorted(separate[id]):
            for part in sorted(other_id for other_id in actions if {id, other} <= {other_id} | within[other_id]):
                message = f"{part} is part of both, which separate actions rule out; remove one declaration"
                yield document.problem((), f"separate_from {other}: {message}")


def _targets(actions: ActionFiles, key: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for id, (_, model) in actions.items():
        assert isinstance(model, ActionFile)
        for entry in model.claims:
            target = getattr(entry, key)
            if target is not None and entry.rank is not Rank.DEPRECATED:
                found[id].add(str(target))
    return found


def _closure(id: str, after: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    pending = list(after.get(id, ()))
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending += after.get(one, ())
    return found


def _state(id: str) -> str:
    return id.split("/")[1]
