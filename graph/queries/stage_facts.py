"""The furthest stage of an action, its act, and the days within which each stage was reached.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from ..model.records import Quantity
from ..model.vocabulary import Covers, Rank, Stage
from .action_facts import Count, StageClaim
from .best_claims import best_date
from .day_ranges import DayRange, days_of

FURTHEST_LAST: Final = (
    Stage.ANNOUNCED,
    Stage.AUTHORIZED,
    Stage.OPENED,
    Stage.ELIGIBLE,
    Stage.APPLIED,
    Stage.RECOMMENDED,
    Stage.NOT_CANNABIS,
    Stage.DECLINED,
    Stage.WITHDRAWN,
    Stage.GRANTED,
    Stage.RECORDED,
)
"""The stages in the order in which one outdoes another: a refusal counts only where nothing was granted."""


def reports_stage(claim: StageClaim) -> bool:
    """Return whether a claim says that its action reached the claim's stage."""
    return says_reached(claim.rank, claim.count)


def says_reached(rank: Rank, figure: Count | Quantity | None) -> bool:
    """Return whether a claim of a rank, with or without a figure, says that its action reached the claim's stage.

    A deprecated claim, a figure of 0 and a figure of the whole series do not.
    """
    if rank is Rank.DEPRECATED:
        return False
    return figure is None or (figure.low != 0 and figure.covers is not Covers.SERIES)


def stages_reached(claims: Iterable[StageClaim]) -> frozenset[Stage]:
    """Return the stages that some usable claim reports."""
    return frozenset(claim.stage for claim in claims if reports_stage(claim))


def furthest_stage(claims: Iterable[StageClaim]) -> Stage | None:
    """Return the furthest stage reached; None where no usable claim reports one."""
    return furthest_of(stages_reached(claims))


def furthest_of(reached: Collection[Stage]) -> Stage | None:
    """Return the furthest of some stages; None where there is none."""
    return max(reached, key=FURTHEST_LAST.index, default=None)


def stage_of_act(claims: Iterable[StageClaim]) -> Stage | None:
    """Return the stage of the act: GRANTED where a usable claim says so, else RECORDED, else the furthest."""
    return act_among(stages_reached(claims))


def act_among(reached: Collection[Stage]) -> Stage | None:
    """Return the stage of the act among those that an action reached; None where there is none."""
    return next(
        (stage for stage in (Stage.GRANTED, Stage.RECORDED) if stage in reached),
        furthest_of(reached),
    )


def stage_days(claims: Iterable[StageClaim], stage: Stage) -> DayRange | None:
    """Return the days within which an action reached a stage.

    Parameters
    ----------
    claims
        All claims about the action.
    stage
        The stage.

    Returns
    -------
    DayRange or None
        The days of the best date. Without one, the latest is the first day by which a claim says that it had happened;
        the earliest is known only of GRANTED and RECORDED, from `authorized` and `opened`. None where no usable claim
        reports the stage.
    """
    reports = [claim for claim in claims if reports_stage(claim)]
    if not any(claim.stage is stage for claim in reports):
        return None
    dated = best_date(reports, stage)
    if dated is not None:
        return days_of(dated.date)
    latest = min(happened_by(claim) for claim in reports if implies(claim.stage, stage))
    earliest = authorized_from(reports) if stage in (Stage.GRANTED, Stage.RECORDED) else None
    return DayRange(None if earliest is not None and earliest > latest else earliest, latest)


def implies(reported: Stage, stage: Stage) -> bool:
    """Return whether an action that reached one stage surely reached the other: what is recorded was granted."""
    return reported is stage or (reported is Stage.RECORDED and stage is Stage.GRANTED)


def happened_by(claim: StageClaim) -> date:
    """Return the day by which the stage of a claim surely had happened: that of the date, the figure or the page."""
    days = (claim.date, claim.as_of, claim.published)
    return min([claim.not_after, *(day.last_day for day in days if day is not None)])


def authorized_from(claims: Iterable[StageClaim]) -> date | None:
    """Return the day before which nothing was granted; None where no claim gives the day of authorization."""
    given = tuple(claims)
    authorized, opened = best_date(given, Stage.AUTHORIZED), best_date(given, Stage.OPENED)
    if authorized is None:
        return None
    firsts = [claim.date.first_day for claim in (authorized, opened) if claim is not None and claim.date is not None]
    return min(firsts)
