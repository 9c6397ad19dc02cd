"""The figures of an action."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.records import Claim
from ..model.vocabulary import ClaimProperty, Rank, Stage, Unit


def figures(
    claims: Iterable[Claim],
    stage: Stage | None = None,
    unit: Unit | None = None,
    rank: Rank | None = None,
) -> list[Claim]:
    """Return the claims that state a figure, in their order.

    Parameters
    ----------
    claims
        Claims about one entity, best first.
    stage, unit, rank
        Return only figures at this stage, in this unit, of this rank; None means any.

    Returns
    -------
    list of Claim
        Deprecated figures are included unless `rank` excludes them.
    """
    return [
        claim
        for claim in claims
        if claim.property is ClaimProperty.FIGURE
        and claim.quantity is not None
        and (stage is None or claim.stage is stage)
        and (unit is None or claim.quantity.unit is unit)
        and (rank is None or claim.rank is rank)
    ]
