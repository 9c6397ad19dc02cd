"""Check the files of series: their place and measure, and the order and size of the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from ..model.vocabulary import Measure
from .errors import Problem, suggestion
from .models.file_parts import StrictModel
from .models.series import ObservationEntry, SeriesFile
from .yaml_reader import Document

_LARGEST_RATIO: Final = 3
"""The most by which a population changes between neighboring values; more is a typing error."""


def check_series(valid: Mapping[str, tuple[Document, StrictModel]], ids: frozenset[str]) -> Iterator[Problem]:
    """Check the files of series.

    Parameters
    ----------
    valid
        The files that are valid by themselves, by id.
    ids
        The ids of all files, including invalid ones.

    Yields
    ------
    Problem
        A file whose path names no place or no measure, a value that is not of the kind that its measure has, and values
        that are out of order or differ too much from the one before.
    """
    for id, (document, model) in valid.items():
        if not isinstance(model, SeriesFile):
            continue
        place, _, name = id.partition("/")[2].rpartition("/")
        if not {f"state/{place}", f"country/{place}", f"locality/{place}"} & ids:
            yield document.problem((), f"'{place}' is not a state, country or locality of the data; move the file")
        if name not in set(Measure):
            hint = suggestion(name, Measure)
            yield document.problem((), f"'{name}' is not a measure{hint or ';'} measures are {', '.join(Measure)}")
            continue
        measure = Measure(name)
        if not model.observations:
            yield document.problem(("observations",), "is empty; add at least one item")
        for index, one in enumerate(model.observations):
            for message in _errors(measure, one):
                yield document.problem(("observations", index), message)
        for index, (before, one) in enumerate(pairwise(model.observations), 1):
            if one.date.first_day <= before.date.last_day:
                message = f"is of {one.date}, not after {before.date} of the one before; sort them, one for each date"
                yield document.problem(("observations", index, "date"), message)
            elif measure is Measure.POPULATION and not _near(before.value, one.value):
                message = f"is {one.value:,}, but {before.value:,} on {before.date}; check the digits"
                yield document.problem(("observations", index, "value"), message)


def _errors(measure: Measure, one: ObservationEntry) -> Iterator[str]:
    digits, unit = (10, "day") if measure is Measure.POPULATION else (4, "year")
    if len(one.date) != digits:
        yield f"a value of {measure.value} is of a {unit}, not of {one.date}; correct the date"
    if measure is Measure.POPULATION and one.reporting_percent is not None:
        yield "a population has no reporting_percent; remove it"


def _near(one: int, other: int) -> bool:
    return max(one, other) <= _LARGEST_RATIO * min(one, other)
