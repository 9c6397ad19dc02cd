"""Days as researchers give them: dates, texts, and the timestamps of data frames."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

Day = date | str | None
"""A day, as a date or written as 2024-06-18; None where it is not known."""
_LENGTH: Final = len("2024-06-18")


def as_day(given: Day) -> date | None:
    """Return a day as a date; None where a data frame has none, which is not equal to itself.

    Examples
    --------
    >>> as_day("2024-06-18")
    datetime.date(2024, 6, 18)
    """
    if given is None or given != given:
        return None
    if isinstance(given, str):
        return date.fromisoformat(given)
    return given.date() if isinstance(given, datetime) else given
