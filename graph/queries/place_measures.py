"""The series of a place: the values of a measure, and the population on a day."""

from __future__ import annotations

from datetime import date

from ..model.records import Jurisdiction
from ..model.series import Observation
from ..model.vocabulary import Measure


def observations(place: Jurisdiction, measure: Measure) -> tuple[Observation, ...]:
    """Return the values of a measure of a place, oldest first; none if it has no such series."""
    return next((one.observations for one in place.series if one.measure is measure), ())


def population(place: Jurisdiction, on: date) -> Observation | None:
    """Return the latest population of a place that is not of a later day; None if there is none.

    Parameters
    ----------
    place
        A state, the country or a locality.
    on
        The day.

    Examples
    --------
    >>> population(load().state("nv"), date(2020, 6, 17)).date
    '2019-07-01'
    """
    known = (one for one in observations(place, Measure.POPULATION) if one.date.last_day <= on)
    return max(known, key=lambda one: one.date, default=None)
