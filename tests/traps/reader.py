"""A naive reader: it takes the first number or refusal of a result for the answer."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NUMBER: Final = re.compile(r"(?<![\w,.$/-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w/]|,\d|\.\d)")
_YEARS: Final = range(1900, 2101)
_REFUSAL: Final = re.compile(r"(None|Unknown|Not looked for): ")
_VERDICT: Final = re.compile(r"([A-Z_]+): “")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY: Final = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b")


class Reading(NamedTuple):
    """What the reader takes: the line, and the number, the refusal or the verdict in it."""

    line: str
    number: int | None = None
    absent: str | None = None
    verdict: str | None = None


def read(text: str, *, of_words: bool = False) -> Reading:
    """Return the first line of a result with a number or a refusal, or else its first line.

    Years and days of months are no numbers; "Unknown:" and the like at the beginning of a line are refusals.

    Parameters
    ----------
    text
        The text of a result.
    of_words
        Whether the question asks for a name, which the first line has to have.

    Examples
    --------
    >>> read("In Nevada, more than 15,000 people were pardoned.").number
    15000
    """
    lines = text.splitlines() or [""]
    for line in lines if not of_words else lines[:1]:
        if found := _REFUSAL.match(line):
            return Reading(line, absent=found[1].lower())
        if found := _VERDICT.match(line):
            return Reading(line, verdict=found[1])
        for number in _NUMBER.findall(_DAY.sub("", line)):
            value = int(number.replace(",", ""))
            if "," in number or value not in _YEARS:
                return Reading(line, number=value)
    return Reading(lines[0])
