"""Series: the values of one measure of a place over time."""

from ...graph.model.dates import PartialDate
from ...graph.model.vocabulary import Measure
from .fields import attribute, described, reference
from .lazy import LazySource


@described
class Observation:
    """The value of a measure at one time."""

    date: PartialDate = attribute("The day of a population, the year of other measures.")
    value: int = attribute("The value.")
    reporting_percent: int | None = attribute(
        "The share of agencies that reported, in percent; null where it is not known, or nothing is reported."
    )
    source: LazySource = reference("source", "The source that states it.")
    inference: str | None = attribute("How it follows from the source; null where the source states it.")


@described
class Series:
    """The values of one measure of a place; estimates of different years may follow different methods."""

    measure: Measure = attribute("The quantity that is measured.")
    observations: list[Observation] = attribute("The values, oldest first.", size=30)
