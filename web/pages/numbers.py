"""Numbers, units and days as people write them: 140,429 cases, at least 2, 6 February 2025."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ...graph.model.dates import PartialDate

Json = Mapping[str, Any]

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS: Final = {
    "PEOPLE": ("person", "people"),
    "CONVICTIONS": ("conviction", "convictions"),
    "CASES": ("case", "cases"),
    "RECORDS": ("record", "records"),
    "CHARGES": ("charge", "charges"),
    "CERTIFICATES": ("certificate", "certificates"),
    "APPLICATIONS": ("application", "applications"),
    "GRANTS": ("grant", "grants"),
    "STATES": ("state", "states"),
}
_MONTH_IN_DAYS: Final = 30.44
_WITH_ARTICLE: Final = ("District of Columbia", "Northern Mariana Islands", "U.S. Virgin Islands", "United States")


def place(name: str) -> str:
    """Return the name of a place as it is written within a sentence.

    Examples
    --------
    >>> place("U.S. Virgin Islands"), place("Idaho")
    ('the U.S. Virgin Islands', 'Idaho')
    """
    return f"the {name}" if name in _WITH_ARTICLE else name


def number(value: int) -> str:
    """Return a whole number with commas between its thousands.

    Examples
    --------
    >>> number(140429)
    '140,429'
    """
    return f"{value:,}"


def unit(name: str, count: int | None = None) -> str:
    """Return what a unit counts, in the singular if there is one of it.

    Examples
    --------
    >>> unit("PEOPLE", 1)
    'person'
    """
    one, several = _UNITS[name]
    return one if count == 1 else several


def quantity(value: Json) -> str:
    """Return a quantity with its qualifier and its unit, as its source states them.

    Parameters
    ----------
    value
        The fields `low`, `high`, `qualifier` and `unit` of a `Quantity`.

    Examples
    --------
    >>> quantity({"low": 15001, "high": None, "qualifier": "MORE_THAN", "unit": "PEOPLE"})
    'more than 15,000 people'
    """
    low, high = value["low"], value["high"]
    match value["qualifier"]:
        case "EXACTLY":
            words, count = number(low), low
        case "ABOUT":
            words, count = f"about {number(low)}", low
        case "MORE_THAN":
            words, count = f"more than {number(low - 1)}", low - 1
        case "NEARLY":
            words, count = f"fewer than {number(high + 1)}", high + 1
        case _:
            return interval(low, high, value["unit"])
    return f"{words} {unit(value['unit'], count)}"


def interval(low: int | None, high: int | None, unit_name: str, *, approximate: bool = False) -> str:
    """Return an interval in words, with its unit; an end that nothing bounds is said to be open.

    Parameters
    ----------
    low, high
        The ends, both included; None where nothing bounds one. A low of 0 bounds nothing.
    unit_name
        The unit.
    approximate
        Whether the ends rest on rounded numbers.

    Examples
    --------
    >>> interval(22001, None, "CONVICTIONS")
    'at least 22,001 convictions'
    """
    if high is None:
        words, count = (f"at least {number(low)}", low) if low else ("an unknown number of", None)
    elif low == high:
        words, count = number(high), high
    elif low:
        words, count = f"{number(low)} to {number(high)}", high
    else:
        words, count = f"at most {number(high)}", high
    about = "about " if approximate and low else ""
    return f"{about}{words} {unit(unit_name, count)}"


def share(rate: Json) -> str:
    """Return a share, 0 to 1 with both ends included, in percent; an open end is said to be open.

    Examples
    --------
    >>> share({"low": 0.4574, "high": 0.4574})
    '46%'
    """
    low: str = _percent(rate["low"])
    if rate["high"] is None:
        return f"at least {low}"
    high: str = _percent(rate["high"])
    if low == high:
        return low
    return f"at most {high}" if rate["low"] == 0 else f"{low} to {high}"


def _percent(value: float) -> str:
    percent = 100 * value
    if 0 < percent < 1:
        return "less than 1%"
    if 99 < percent < 100:
        return "more than 99%"
    return f"{percent:.0f}%"


def day(written: str | None) -> str:
    """Return a day, a month or a year as people write it.

    Parameters
    ----------
    written
        A date in ISO 8601, as precise as its source: 2025-02-06, 2025-02 or 2025; None where no source gives it.

    Examples
    --------
    >>> day("2025-02-06"), day("2025-02"), day(None)
    ('6 February 2025', 'February 2025', 'day not known')
    """
    if written is None:
        return "day not known"
    year, *rest = written.split("-")
    month = _MONTHS[int(rest[0]) - 1] if rest else ""
    return " ".join(part for part in (str(int(rest[1])) if rest[1:] else "", month, year) if part)


def on_day(written: str) -> str:
    """Return a date with its preposition: on 6 February 2025, in February 2025, in 2025."""
    return f"{'on' if written.count('-') == 2 else 'in'} {day(written)}"


def days(ends: Json) -> str:
    """Return the first and the last day of a range in words; empty where neither is known."""
    first: str | None = ends["earliest"]
    last: str | None = ends["latest"]
    if first is None:
        return f"days up to {day(last)}" if last else ""
    if first == last:
        return day(last)
    if last is None:
        return f"from {day(first)} on"
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    if first.endswith("-01") and PartialDate(first[:7]).last_day.isoformat() == last:
        return day(first[:7])
    return f"{day(first)} to {day(last)}"


def age(written: str, today: str) -> str:
    """Return how long ago a date was, in months or years; empty within the last two months.

    Parameters
    ----------
    written
        A date in ISO 8601; months and years that are not known to the day are counted by the calendar.
    today
        The day to count from.

    Examples
    --------
    >>> age("2025-02-06", "2026-11-29")
    '21 months ago'
    """
    now = date.fromisoformat(today)
    year, *rest = map(int, written.split("-"))
    if not rest:
        years = now.year - year
        return f"{years} years ago" if years > 1 else "last year" if years == 1 else ""
    if len(rest) == 1:
        months = 12 * (now.year - year) + now.month - rest[0]
    else:
        months = int((now - date.fromisoformat(written)).days / _MONTH_IN_DAYS)
    if months < 2:
        return ""
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"


def listed(parts: list[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
