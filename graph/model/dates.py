"""Dates with the precision of their source."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Final

_KEPT: Final = 1 << 14
_FORM: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(str):
    """An ISO 8601 date as precise as its source: `2020`, `2020-06` or `2020-06-17`.

    A string, so that it sorts with others by its first day and costs nothing to serialize.

    Raises
    ------
    ValueError
        When the text is not such a date, or no such day exists.

    Examples
    --------
    >>> PartialDate("2020-06").first_day, PartialDate("2020-06").last_day
    (datetime.date(2020, 6, 1), datetime.date(2020, 6, 30))
    """

    __slots__ = ()

    def __new__(cls, text: str) -> PartialDate:
        form = _FORM.fullmatch(text)
        if form is None:
            raise ValueError(f"'{text}' is not a date; write 2020, 2020-06 or 2020-06-17")
        year, month, day = (int(part) if part else 1 for part in form.groups())
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
        """The first day that it can mean."""
        return _first_day(self)

    @property
    def last_day(self) -> date:
        """The last day that it can mean."""
        return _last_day(self)

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether both can mean the same day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day


# The same few thousand dates are held against others again and again.
@lru_cache(_KEPT)
def _first_day(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)


@lru_cache(_KEPT)
def _last_day(text: str) -> date:
    match len(text):
        case 4:
            return date(int(text), 12, 31)
        case 7:
            year, month = int(text[:4]), int(text[5:])
            return date(year, month, calendar.monthrange(year, month)[1])
        case _:
            return date.fromisoformat(text)
