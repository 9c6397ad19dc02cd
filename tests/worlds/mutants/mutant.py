"""A wrong version of a rule, and how it takes the place of the right one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from clemency_graph.graph.queries import (
    action_overlap,
)

from worlds import widths

PACKAGE: Final = "clemency_graph.graph.queries."


Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong version of one function; `width` is the test that notices what only widens."""

    rule: str
    name: str
    original: Any
    wrong: Any
    width: Callable[[], None] | None = None
    also: tuple[tuple[Any, Any], ...] = ()
    """Further functions that have to be wrong with it."""


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """Put a wrong version in the place of the right one, wherever it is called from."""
    swaps = ((mutant.original, mutant.wrong), *mutant.also)
    modules = [module for path, module in list(sys.modules.items()) if path.startswith(PACKAGE) or module is widths]
    owners = [*modules, action_overlap.ActionRelations]
    found = [
        (owner, name, original, wrong)
        for original, wrong in swaps
        for owner in owners
        for name, value in list(vars(owner).items())
        if value is original
    ]
    if {id(original) for _, _, original, _ in found} != {id(original) for original, _ in swaps}:
        raise LookupError(f"nothing to replace for {mutant.name}")
    for owner, name, _, wrong in found:
        setattr(owner, name, wrong)
    try:
        yield
    finally:
        for owner, name, original, _ in found:
            setattr(owner, name, original)


_MAY_LIE_IN: Final = action_overlap.may_lie_in
