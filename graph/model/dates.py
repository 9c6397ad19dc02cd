"""Partial dates: dates that are as precise as their source."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

Day: TypeAlias = date
"""A day of the calendar, by a name that a class with a field `date` can use in annotations."""

_CACHE_SIZE: Final = 1 << 14
_PATTERN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(str):
    """An ISO 8601 date as precise as its source: `2020`, `2020-06` or `2020-06-17`.

    It is a string: it sorts by its first day and needs no serialization.

    Raises
    ------
    ValueError
        If the text is not such a date, or no such day exists.

    Examples
    --------
    >>> PartialDate("2020-06").first_day, PartialDate("2020-06").last_day
    (datetime.date(2020, 6, 1), datetime.date(2020, 6, 30))
    """

    __slots__ = ()

    def __new__(cls, text: str) -> PartialDate:
        """Create a date from its text."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a date; write 2020, 2020-06 or 2020-06-17")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            date(year, month, day)
        except ValueError as error:
            raise ValueError(f"'{text}' is not a day of the calendar: {error}") from None
        return super().__new__(cls, text)

    @property
    def year(self) -> int:
        """The year."""
        return int(self[:4])

    @property
    def first_day(self) -> date:
        """The first day that the date can mean."""
        return _first_day(self)

    @property
    def last_day(self) -> date:
        """The last day that the date can mean."""
        return _last_day(self)

    def agrees_with(self, other: PartialDate) -> bool:
        """Return whether both dates can mean the same day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day


# A few thousand dates are compared very often: parse each once.
@lru_cache(_CACHE_SIZE)
def _first_day(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)


@lru_cache(_CACHE_SIZE)
def _last_day(text: str) -> date:
    match len(text):
        case 4:
            return date(int(text), 12, 31)
        case 7:
            year, month = int(text[:4]), int(text[5:])
            return date(year, month, calendar.monthrange(year, month)[1])
        case _:
            return date.fromisoformat(text)
