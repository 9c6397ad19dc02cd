"""Totals, and what they left out."""

from __future__ import annotations

from ..graph.vocabulary import ReliefKind, Stage, Unit
from .fields import described, plain
from .lazy import LazyClaim, LazyParty, LazyState


@described
class Exclusion:
    """A figure that a total left out."""

    claim: LazyClaim = plain("The figure.")
    reason: str = plain("Why it was not added.")


@described
class Total:
    """
    A sum of figures. Totals never mix units, stages or kinds, never add a running total to its parts, a nationwide
    tally to the figures of states or a locality's share to its state's figure, and keep the range. For each action
    one figure is added: the best ranked at the stage.
    """

    kind: ReliefKind = plain("The kind of relief of all that was added.")
    unit: Unit = plain("What is counted.")
    stage: Stage = plain("The stage of all that was added.")
    state: LazyState | None = plain("Set where the total is grouped by it; null for federal action.")
    party: LazyParty | None = plain("Set where the total is grouped by it; null where no party is known.")
    year: int | None = plain("Set where the total is grouped by it; null where the day of the stage is not known.")
    low: int = plain("The least that it can be: the sum of the lower bounds, none counting as 0.")
    high: int | None = plain("The most that it can be; null when a figure in it has no upper bound, or none was added.")
    actions: int = plain("How many actions were added; 0 where all that was found had to be left out.")
    claims: list[LazyClaim] = plain("Exactly the claims that were added.")
    excluded: list[Exclusion] = plain("Exactly the figures that were left out, each with its reason.")
