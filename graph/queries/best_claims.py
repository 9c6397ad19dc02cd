"""Which of several usable claims about the same thing is the best.

Source: docs/method.md, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.vocabulary import Rank, Stage
from .action_facts import StageClaim
from .claim_ranking import figure_day_order, rank_order
from .day_ranges import DayRange, days_of
from .figure_coverage import Subject, is_part


def usable(claims: Iterable[StageClaim]) -> list[StageClaim]:
    """Return the claims that are not deprecated."""
    return [claim for claim in claims if claim.rank is not Rank.DEPRECATED]


def preference(claim: StageClaim) -> tuple[int, tuple[int, int, int], int, str]:
    """Return the key that sorts claims best first: rank, finer or later `as_of`, better source, id."""
    return _rank(claim), figure_day_order(claim.as_of, page_day(claim)), claim.source_order, claim.id


def _rank(claim: StageClaim) -> int:
    return rank_order(claim.rank, added=claim.added)


def best_date(claims: Iterable[StageClaim], stage: Stage) -> StageClaim | None:
    """Return the best usable claim of the day of a stage.

    Of those of the best rank, a day that lies inside another's goes before it.
    """
    dated = [claim for claim in usable(claims) if claim.stage is stage and claim.date is not None]
    if len(dated) < 2:
        return dated[0] if dated else None
    rank = min(map(_rank, dated))
    ranked = [claim for claim in dated if _rank(claim) == rank]
    finest = [claim for claim in ranked if not any(lies_inside(other, claim) for other in ranked)]
    return min(finest, key=preference)


def lies_inside(one: StageClaim, other: StageClaim) -> bool:
    """Return whether the day of one claim is a finer statement of the other's: 2020-06-17 of 2020-06."""
    return (
        one.date is not None and other.date is not None and one.date != other.date and one.date.startswith(other.date)
    )


def best_first(claims: Iterable[StageClaim], subject: Subject) -> list[StageClaim]:
    """Return the usable figures of a subject sorted best first: whole before part, then by `preference`."""
    return sorted(usable(claims), key=lambda claim: (is_part(claim, subject), preference(claim)))


def figure_days(claim: StageClaim) -> DayRange:
    """Return the days that a figure can describe: those of its `as_of`, and none after its page was published."""
    earliest, latest = days_of(claim.as_of)
    page = page_day(claim)
    if earliest is not None and latest is not None:
        return DayRange(earliest, min(latest, page) if page >= earliest else latest)
    return DayRange(None, page)


def page_day(claim: StageClaim) -> date:
    """Return the day by which the page of a claim was surely published."""
    return min(claim.not_after, claim.published.last_day) if claim.published else claim.not_after
