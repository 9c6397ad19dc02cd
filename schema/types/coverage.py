"""What has been looked for in a jurisdiction."""

from datetime import date

from ...graph.model.vocabulary import CoverageStatus
from .fields import described, plain


@described
class Coverage:
    """What has been looked for. None, unknown and not looked for are three different things."""

    pardons: CoverageStatus = plain("Pardons and commutations.")
    expungements: CoverageStatus = plain("Expungements, sealings, vacaturs, dismissals and resentencings.")
    laws: CoverageStatus = plain("Laws.")
    checked: date = plain("The day on which this was last looked at.")
    note: str | None = plain("What was looked for and not found.")
