"""Days of an action's stages in an order that cannot be.

Source: docs/method.md, section 2, what `check` refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ..model.vocabulary import Stage
from .action_facts import StageClaim
from .best_claims import best_date

EARLIER_AND_LATER: Final = (
    (Stage.GRANTED, Stage.RECORDED),
    (Stage.ANNOUNCED, Stage.GRANTED),
    (Stage.AUTHORIZED, Stage.GRANTED),
)
"""Stages of which the first is never later. A relief may open after its grant."""


class OrderError(NamedTuple):
    """The claims of two stages of which the later one surely happened before the earlier one."""

    earlier: StageClaim
    later: StageClaim


def order_errors(claims: Iterable[StageClaim]) -> list[OrderError]:
    """Return the stages whose best days are in an order that cannot be, whatever their precision allows."""
    given = tuple(claims)
    found = []
    for first, second in EARLIER_AND_LATER:
        earlier, later = best_date(given, first), best_date(given, second)
        if earlier is None or later is None or earlier.date is None or later.date is None:
            continue
        if later.date.last_day < earlier.date.first_day:
            found.append(OrderError(earlier, later))
    return found
