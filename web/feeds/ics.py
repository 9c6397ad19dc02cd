"""Calendars in the iCalendar format of RFC 5545, of events that last whole days.

Written here rather than by a library: the events need six properties, and the libraries bring time zones with them. The
tests read every calendar back with icalendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

_LONGEST: Final = 75
"""Bytes of a line at most, without its end; longer ones are folded."""


class Event(NamedTuple):
    """An event of one or more whole days.

    Attributes
    ----------
    uid : str
        Its permanent identifier.
    first, last : date
        Its first and its last day.
    summary : str
        Its title.
    description : str
        More words.
    url : str
        The address of a page about it.
    canceled : bool
        Whether it will not take place.
    """

    uid: str
    first: date
    last: date
    summary: str
    description: str
    url: str
    canceled: bool = False


def calendar(name: str, events: Iterable[Event], stamp: date) -> str:
    """Return a calendar.

    Parameters
    ----------
    name
        Its name.
    events
        Its events.
    stamp
        The day of the data that it is made from.
    """
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clemency Graph//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    )
    lines = (*head, *(line for event in events for line in _event(event, stamp)), "END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _event(event: Event, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    if event.canceled:
        yield "STATUS:CANCELLED"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Return a text as a value: backslashes, commas, semicolons and ends of lines escaped, other controls left out."""
    for found, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        text = text.replace(found, escaped)
    return "".join(one for one in text if one >= " " and one != "\x7f")


def fold(line: str) -> str:
    r"""Return a line folded into lines of at most 75 bytes, never within a character.

    Examples
    --------
    >>> [len(one) for one in fold("x" * 80).split("\r\n")]
    [75, 6]
    """
    parts, length = [""], 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST:
            parts.append(" ")
            length = 1
        parts[-1] += character
        length += size
    return "\r\n".join(parts)
