"""How much a figure covers: one action, a series of rounds, or a part of either.

Source: docs/method.md, section 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.vocabulary import Covers, Extent, Stage
from .action_facts import StageClaim


@dataclass(frozen=True, slots=True)
class Subject:
    """An action and its series, as far as they decide how figures at one stage count.

    Parameters
    ----------
    in_series
        The action is one of several rounds.
    one_day
        The action granted everything on one day.
    begins, series_begins
        The first day on which the action, and the first round of the series, can have reached the stage; None where
        nothing bounds it.
    """

    in_series: bool = False
    one_day: bool = False
    begins: date | None = None
    series_begins: date | None = None


def coverage(claim: StageClaim, subject: Subject) -> Covers | None:
    """Return what a figure covers; None where one that may be of a whole series does not declare it.

    That is a running total, and a number of the eligible: what a later round granted may be among those who were
    eligible at the first.
    """
    assert claim.count is not None
    if claim.count.covers is not None:
        return claim.count.covers
    may_be_of_series = claim.count.cumulative or claim.stage is Stage.ELIGIBLE
    return None if may_be_of_series and subject.in_series else Covers.ACTION


def is_part(claim: StageClaim, subject: Subject) -> bool:
    """Return whether a figure leaves out some of what it covers: declared, or it may start after the stage did."""
    assert claim.count is not None
    if claim.count.extent is Extent.PART:
        return True
    since = claim.count.since
    begins = subject.begins if coverage(claim, subject) is Covers.ACTION else subject.series_begins
    return since is not None and (begins is None or since.last_day > begins)


def is_final(claim: StageClaim, subject: Subject) -> bool:
    """Return whether a figure's count does not grow: that of what one action granted on one day, but 0 before it."""
    assert claim.count is not None
    covers_one_day = subject.one_day and coverage(claim, subject) is Covers.ACTION
    return covers_one_day and claim.stage is Stage.GRANTED and claim.count.low != 0
