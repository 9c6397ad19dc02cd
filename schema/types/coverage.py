"""What has been looked for in a jurisdiction."""

from datetime import date

from ...graph.model.vocabulary import Knowledge
from .fields import attribute, described


@described
class Coverage:
    """What has been looked for: VALUE is in the graph; none, unknown and not looked for are three different things."""

    pardons: Knowledge = attribute("Pardons and commutations.")
    expungements: Knowledge = attribute("Expungements, sealings, vacaturs, dismissals and resentencings.")
    laws: Knowledge = attribute("Laws.")
    checked: date = attribute("The day on which this was last looked at.")
    note: str | None = attribute("What was looked for and not found.")
