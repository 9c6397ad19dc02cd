"""Models of the files of series: values of one measure of one place over time."""

from __future__ import annotations

from pydantic import Field, StrictInt

from .file_parts import LARGEST_FIGURE, Moment, SourceId, StrictModel, Text


class ObservationEntry(StrictModel):
    """The value at one time, and the source that states it."""

    date: Moment
    """The day of a population, the year of other measures."""
    value: StrictInt = Field(ge=0, le=5 * LARGEST_FIGURE)
    """The value."""
    source: SourceId
    """The source of the value."""
    reporting_percent: StrictInt | None = Field(None, ge=0, le=100)
    """The share of agencies that reported, in percent."""
    inference: Text | None = None
    """The reasoning, if the source does not state the value explicitly."""


class SeriesFile(StrictModel):
    """series/nv/population.yaml: the values of one measure of a place."""

    # With min_length, pydantic would also report a list as empty where an item is invalid.
    observations: tuple[ObservationEntry, ...] = Field(json_schema_extra={"minItems": 1})
    """The values, oldest first."""
