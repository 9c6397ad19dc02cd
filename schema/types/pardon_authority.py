"""Who holds the power of clemency in a place."""

from ...graph.model.vocabulary import Knowledge, PardonPower
from .fields import attribute, described
from .lazy import LazyClaim


@described
class PardonAuthority:
    """
    Who holds the power of clemency in a place: the governor alone, a board, or both.

    VALUE: a source says. NOT_LOOKED_FOR: its absence means nothing.
    """

    status: Knowledge = attribute("VALUE where a source says who.")
    power: PardonPower | None = attribute("Who holds it; null unless the status is VALUE.")
    claims: list[LazyClaim] = attribute("The claims about it, best first.", size=2)
