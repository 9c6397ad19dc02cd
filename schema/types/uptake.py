"""The uptake of relief: the share of the eligible that was granted it, the pace, and what is left."""

from typing import Any

from ...graph.model.vocabulary import Covers, Stage, Unit, UptakeGap
from ...graph.queries import program_uptake
from ...graph.queries.day_ranges import DayRange
from ...graph.queries.number_intervals import Interval
from ...graph.queries.uptake import RealInterval
from .claims import Bounds, Claim
from .fields import attribute, described, resolver
from .lazy import LazyAction
from .measure_series import Observation
from .totals import Days


@described
class RealBounds:
    """An interval of numbers."""

    low: float = attribute("The least.")
    high: float | None = attribute("The most; null where nothing bounds it.")


def bounds(root: program_uptake.StageCount) -> Interval:
    """Return the count, as an interval that holds on its day."""
    return root.counted.interval


def as_of(root: program_uptake.StageCount) -> DayRange:
    """Return the days that it may describe."""
    return root.counted.days


def whole(root: program_uptake.StageCount) -> bool:
    """Return whether it leaves nothing out."""
    return root.counted.whole


@described
class StageCount:
    """The best figure of an action at one stage and in one unit."""

    stage: Stage = attribute("The stage whose acts it counts.")
    unit: Unit = attribute("The unit in which it counts.")
    counts: Bounds = resolver(bounds)
    as_of: Days = resolver(as_of)
    whole: bool = resolver(whole)
    claims: list[Claim] = attribute("The claims that it rests on, the best first.", size=2)


def _at(stage: Stage) -> Any:
    def count(root: program_uptake.Uptake) -> program_uptake.StageCount | None:
        return root.at(stage)

    count.__doc__ = f"Return the figure of what was {stage.value}; null where there is none in the unit."
    return resolver(count)


def rate(root: program_uptake.Uptake) -> RealInterval | None:
    """Return the share of the eligible that was granted relief, 0 to 1; null where `gaps` says why."""
    return root.rates.rate


def remaining(root: program_uptake.Uptake) -> Interval | None:
    """Return how many of the eligible were not granted relief; null where `gaps` says why."""
    return root.rates.remaining


def pace(root: program_uptake.Uptake) -> RealInterval | None:
    """Return how many were granted relief a year, on average; null where `gaps` says why."""
    return root.rates.pace


def years_left(root: program_uptake.Uptake) -> RealInterval | None:
    """
    Return the years until all of the eligible have relief, at that pace; null where rate or pace is.

    They are counted from the day of the granted figure, `granted { asOf }`, not from today.
    """
    return root.rates.years_left


def per_inhabitants(root: program_uptake.Uptake) -> RealInterval | None:
    """Return how many were granted relief per 100,000 inhabitants; null where `gaps` says why."""
    return root.rates.per_inhabitants


def gaps(root: program_uptake.Uptake) -> list[UptakeGap]:
    """Return why some measures cannot be told; none where all can."""
    return list(root.rates.gaps)


@described
class Uptake:
    """
    The uptake of relief under one action in one unit: computed from its figures, never stored.

    Each measure is an interval that holds for every pair of numbers that the figures leave possible. The eligible and
    the granted of different actions are never divided, nor are figures in different units. The granted and the eligible
    are each as of the day of their figure.
    """

    action: LazyAction = attribute("The action; where `covers` is SERIES, the first round of the series.")
    covers: Covers = attribute("Whether it is of the action alone or of all rounds of its series.")
    unit: Unit = attribute("The unit in which all its figures count.")
    eligible: StageCount | None = _at(Stage.ELIGIBLE)
    applied: StageCount | None = _at(Stage.APPLIED)
    granted: StageCount | None = _at(Stage.GRANTED)
    recorded: StageCount | None = _at(Stage.RECORDED)
    rate: RealBounds | None = resolver(rate)
    remaining: Bounds | None = resolver(remaining)
    start: Days | None = attribute(
        "The days from which relief could be had: it was authorized or opened, or else first granted. Null where they "
        "are not known, or all was granted on one day."
    )
    pace_a_year: RealBounds | None = resolver(pace)
    years_left: RealBounds | None = resolver(years_left)
    population: Observation | None = attribute("The population of the place on the day of the granted figure.")
    per_100000: RealBounds | None = resolver(per_inhabitants, name="per100000")
    gaps: list[UptakeGap] = resolver(gaps)
    claims: list[Claim] = attribute("The claims that rate, remaining and pace rest on.", size=4)
