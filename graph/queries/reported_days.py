"""Days given as those of a grant on which a count of what was done by then was reported.

Source: docs/method.md, section 2, what `check` refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.dates import PartialDate
from ..model.vocabulary import Covers, ReliefKind, Stage
from .action_facts import StageClaim
from .best_claims import usable

_SINGLE_ACTS: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))
_BEFORE: Final = (Stage.AUTHORIZED, Stage.OPENED)
_DONE: Final = (Stage.GRANTED, Stage.RECORDED)


def reported_days(kind: ReliefKind, claims: Iterable[StageClaim]) -> Iterator[tuple[StageClaim, StageClaim]]:
    """Yield each day of a grant by which more than one act had been counted, with the figure that says so.

    The day of the report is the last by which they were done, not the first. A pardon or commutation of many on one
    day has no such count, unless it is a running total.

    Parameters
    ----------
    kind
        The kind of relief of the action.
    claims
        All claims about it.
    """
    given = usable(claims)
    begun = [one.date for one in given if one.stage in _BEFORE and one.date is not None]
    for day in given:
        if day.date is None or day.stage not in _DONE:
            continue
        gradual = kind not in _SINGLE_ACTS and any(one.last_day < day.date.first_day for one in begun)
        for one in given:
            running = one.count is not None and one.count.cumulative
            if one.stage is day.stage and (gradual or running) and _counts_several_by(one, day.date):
                yield day, one
                break


def _counts_several_by(claim: StageClaim, day: PartialDate) -> bool:
    """Return whether a claim counts more than one act of its action alone, done by a day."""
    count = claim.count
    if count is None or count.covers is Covers.SERIES or claim.as_of is None:
        return False
    several = (count.high if count.low is None else count.low) not in (None, 0, 1)
    return several and (claim.as_of == day or claim.as_of.last_day <= day.first_day)
