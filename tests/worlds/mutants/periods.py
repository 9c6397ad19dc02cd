"""Wrong versions of the rules of what was granted in a period."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from clemency_graph.graph.queries import granted_in_period

from worlds.mutants.mutant import Mutant

_GRANTS_OF: Final = granted_in_period.grants_of
_WITHIN: Final = granted_in_period._within


def _all_reported(action: Any) -> Any:
    grants = _GRANTS_OF(action)
    return grants and replace(grants, reported=True)


def _less_low(by_end: Any, before: Any, new: Any, rest: Any, rest_before: Any) -> Any:
    return _WITHIN(by_end, before._replace(high=before.low), new, rest, rest_before)


def _less_high(by_end: Any, before: Any, new: Any, rest: Any, rest_before: Any) -> Any:
    return _WITHIN(by_end, before, new, rest, rest_before._replace(low=rest_before.high or rest_before.low))


MUTANTS: Final = (
    Mutant("panel period", "what nobody reports was not granted", granted_in_period.grants_of, _all_reported),
    Mutant("panel period", "every high holds on the day", granted_in_period._holds_on, lambda *_: True),
    Mutant("panel period", "the low before is taken from the low", granted_in_period._within, _less_low),
    Mutant("panel period", "the high before is taken from the high", granted_in_period._within, _less_high),
)
