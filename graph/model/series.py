"""Series: the values of one measure of a place over time."""

from __future__ import annotations

from dataclasses import dataclass

from .dates import PartialDate
from .vocabulary import Measure


@dataclass(frozen=True, slots=True)
class Observation:
    """The value of a measure at one time.

    Attributes
    ----------
    date : PartialDate
        The day of a population, the year of other measures.
    value : int
        The value.
    source : str
        The id of the source that states it.
    reporting_percent : int or None
        The share of agencies that reported, in percent; None where it is not known, or nothing is reported.
    inference : str or None
        How the value follows from the source, if the source does not state it.
    """

    date: PartialDate
    value: int
    source: str
    reporting_percent: int | None = None
    inference: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one measure, oldest first."""

    measure: Measure
    observations: tuple[Observation, ...]
