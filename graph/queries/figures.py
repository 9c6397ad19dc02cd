"""The figures of an action: which one stands for it, at which stage, as known when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.records import Claim, ClemencyAction
from ..model.vocabulary import ClaimProperty, Rank, Stage, Unit
from .ranking import first_usable


def figures(
    claims: Iterable[Claim],
    stage: Stage | None = None,
    unit: Unit | None = None,
    rank: Rank | None = None,
    known_at: date | None = None,
) -> list[Claim]:
    """The figures among claims, in the order given.

    Parameters
    ----------
    claims
        Claims about one entity, best first.
    stage, unit, rank
        Only figures at this stage, in this unit, of this rank; all, when left out.
    known_at
        Only figures published by this day.

    Returns
    -------
    list of Claim
        Deprecated ones included, unless `rank` leaves them out.
    """
    return [
        claim
        for claim in claims
        if claim.property is ClaimProperty.FIGURE
        and claim.quantity is not None
        and (stage is None or claim.stage is stage)
        and (unit is None or claim.quantity.unit is unit)
        and (rank is None or claim.rank is rank)
        and (known_at is None or claim.known_by(known_at))
    ]


def best_figure(
    action: ClemencyAction, stage: Stage | None = None, unit: Unit | None = None, known_at: date | None = None
) -> Claim | None:
    """The best ranked figure of an action at a stage (the furthest it has reached, when left out).

    None where no source gives one, or only deprecated ones do.
    """
    return first_usable(figures(action.claims, stage or action.stage, unit, None, known_at))
