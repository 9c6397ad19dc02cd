"""Find the days of a sentence, and what they are the days of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from ..model.dates import PartialDate

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH: Final = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})"
_FORMS: Final = (
    re.compile(rf"\b{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?(?![0-9,]*[0-9])"),
    re.compile(rf"(?<![0-9,])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? {_YEAR}(?![0-9])"),
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}(?![0-9])"),
    re.compile(r"(?<![0-9/-])(?P<year>(?:19|20)[0-9]{2})-(?P<number>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?![0-9-])"),
    re.compile(r"(?<![\w$,.-])(?P<year>(?:19|20)[0-9]{2})(?![0-9,]*[0-9]|[%-])\b"),
)
_SINCE: Final = re.compile(r"\bsince(?: [\w'-]+){0,6} ?(?:in |on )?$|\b(?:beginning|starting) (?:in|on) $", re.I)
_BOUND: Final = re.compile(
    r"\b(?:before|prior to|after|until|till|from|between|to|and|following|during fiscal year|"
    r"fiscal year|fiscal|through|by the end of|earlier than|later than|until the end of|"
    r"calendar year) (?:the )?(?:early |late |mid-?|(?:end|start|beginning) of )?$",
    re.I,
)
_OF_LAW: Final = re.compile(
    r"'?s?[ -](?:[\w'-]+ ){0,4}(?:law|laws|act|bill|statute|measure|legislation|ballot|"
    r"initiative|order|proclamation|amendment|budget|session|report|study|survey|election)\b",
    re.I,
)
_ARTICLE: Final = re.compile(r"(?:\b(?:an?|the|its|their|this|that|under|new|of)|'s|s') $", re.I)
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<which>last|this|next|the past|the previous|earlier this|late last|early last|"
    r"earlier that|that same|that|the same|the following) (?P<unit>year|month|week|spring|"
    r"summer|fall|winter|monday|tuesday|wednesday|thursday|friday|day)|(?P<alone>yesterday|"
    r"today|tomorrow)|(?P<ago>years?|months?) ago"
    r"|(?:in|last|this|late|early|since) (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?!,? (?:of )?(?:19|20)[0-9]{2}| [0-9]))\b",
    re.I,
)
_ON: Final = re.compile(r"\bon $", re.I)
_WITHIN: Final = re.compile(r"\b(?:on|in|during)(?: early| late)? $", re.I)
_THROUGH: Final = re.compile(r"\b(?:through|by the end of) $", re.I)


class DayRole(Enum):
    """What a day is the day of."""

    POINT = "point"
    """Of what is told, or as of which it is told."""
    SINCE = "since"
    """The first day of a period."""
    BOUND = "bound"
    """An end of a period or a condition, with which the record cannot be compared."""


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that a text states, as precise as it is; None where it depends on the day of the text.

    `on` tells "on 17 June" from "as of 17 June", `within` also "in June" from "as of June".
    """

    start: int
    end: int
    day: PartialDate | None
    role: DayRole
    on: bool = False
    within: bool = False


def find_days(text: str, published: date | None = None) -> tuple[StatedDay, ...]:
    """Return the days of a sentence in order; the years of laws are left out.

    Parameters
    ----------
    text
        The sentence.
    published
        The day on which the text was published, to which "last year" refers.

    Examples
    --------
    >>> [one.day for one in find_days("On June 17, 2020, the board voted; in 2021 it met again.")]
    ['2020-06-17', '2021']
    """
    found: list[StatedDay] = []
    taken = bytearray(len(text) + 1)
    for form in _FORMS:
        for match in form.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if (match.groupdict().get("month") or "may").lower() not in _MONTHS:
                continue
            day = _partial(match, published)
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            lead = text[max(0, match.start() - 16) : match.start()]
            if day is not None and len(day) == 4 and _ARTICLE.search(lead) and _OF_LAW.match(text, match.end()):
                continue
            found.append(
                StatedDay(
                    match.start(),
                    match.end(),
                    day,
                    _role(text, match.start()),
                    bool(_ON.search(lead)),
                    bool(_WITHIN.search(lead)),
                )
            )
    for match in _RELATIVE.finditer(text):
        found.append(StatedDay(match.start(), match.end(), _relative(match, published), _role(text, match.start())))
    return tuple(sorted(found, key=lambda one: one.start))


def _role(text: str, start: int) -> DayRole:
    lead = text[max(0, start - 70) : start]
    if _SINCE.search(lead):
        return DayRole.SINCE
    if _BOUND.search(lead) and not _THROUGH.search(lead):
        return DayRole.BOUND
    return DayRole.POINT


def _partial(match: re.Match[str], published: date | None) -> PartialDate | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _MONTHS.get((parts.get("month") or "").lower())
    year = parts.get("year")
    day = parts.get("day")
    if year is None:
        return None if published is None or month is None or day is None else _without_year(month, int(day), published)
    try:
        return PartialDate(year + (f"-{month:02}" if month else "") + (f"-{int(day):02}" if day else ""))
    except ValueError:
        return None


def _without_year(month: int, day: int, published: date) -> PartialDate | None:
    """Return the last such day up to the day of publication."""
    try:
        found = date(published.year, month, day)
        return PartialDate((found if found <= published else date(published.year - 1, month, day)).isoformat())
    except ValueError:
        return None


def _relative(match: re.Match[str], published: date | None) -> PartialDate | None:
    if published is None:
        return None
    which, unit, alone = ((match[name] or "").lower() for name in ("which", "unit", "alone"))
    if alone == "today":
        return PartialDate(published.isoformat())
    if unit == "year" and which in ("this", "earlier this"):
        return PartialDate(f"{published.year:04}")
    if unit == "year" and which in ("last", "late last", "early last", "the previous") and published.year > 1:
        return PartialDate(f"{published.year - 1:04}")
    return None
