"""Totals, and what they left out."""

from ...graph.model.vocabulary import ReliefKind, Stage, Unit
from .fields import attribute, described
from .lazy import LazyClaim, LazyParty, LazyState


@described
class Exclusion:
    """A figure that a total left out."""

    claim: LazyClaim = attribute("The figure.")
    reason: str = attribute("Why it was not added.")


@described
class Total:
    """
    A sum of figures.

    Totals never mix units, stages or kinds, never add a running total to its parts, a nationwide
    tally to the figures of states or a locality's share to its state's figure, and keep the range. For each action
    one figure is added: the best ranked at the stage.
    """

    kind: ReliefKind = attribute("The kind of relief of all that was added.")
    unit: Unit = attribute("What is counted.")
    stage: Stage = attribute("The stage of all that was added.")
    state: LazyState | None = attribute("Set where the total is grouped by it; null for federal action.")
    party: LazyParty | None = attribute("Set where the total is grouped by it; null where no party is known.")
    year: int | None = attribute("Set where the total is grouped by it; null where the day of the stage is not known.")
    low: int = attribute("The least that it can be: the sum of the lower bounds, none counting as 0.")
    high: int | None = attribute(
        "The most that it can be; null when a figure in it has no upper bound, or none was added."
    )
    actions: int = attribute("How many actions were added; 0 where all that was found had to be left out.")
    claims: list[LazyClaim] = attribute("Exactly the claims that were added.", size=20)
    excluded: list[Exclusion] = attribute("Exactly the figures that were left out, each with its reason.", size=20)


@described
class Reconciliation:
    """A nationwide tally, compared with the itemized figures of states and localities."""

    claim: LazyClaim = attribute("The tally.")
    explained: list[Total] = attribute("What is itemized in the tally's own unit, by kind and state.")
    explained_low: int = attribute("The least that these add up to.")
    explained_high: int | None = attribute("The most that these add up to; null when one has no upper bound.")
    unexplained_low: int = attribute("The least that is left: the tally's lower bound less the most that is explained.")
    unexplained_high: int | None = attribute(
        "The most that is left: the tally's upper bound less the least that is explained; null when it has none."
    )
    in_other_units: list[Total] = attribute(
        "What is itemized in other units, which may overlap; never added to the rest."
    )
