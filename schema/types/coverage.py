"""What has been looked for in a jurisdiction."""

from datetime import date

from ...graph.model.vocabulary import CoverageStatus
from .fields import attribute, described


@described
class Coverage:
    """What has been looked for. None, unknown and not looked for are three different things."""

    pardons: CoverageStatus = attribute("Pardons and commutations.")
    expungements: CoverageStatus = attribute("Expungements, sealings, vacaturs, dismissals and resentencings.")
    laws: CoverageStatus = attribute("Laws.")
    checked: date = attribute("The day on which this was last looked at.")
    note: str | None = attribute("What was looked for and not found.")
