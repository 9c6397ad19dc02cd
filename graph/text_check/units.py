"""The units that the noun after a number can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..model.vocabulary import ReliefKind, Unit

_PEOPLE: Final = frozenset((
    "people", "persons", "person", "individuals", "individual", "residents", "resident", "americans", "citizens", "men",
    "women", "adults", "inmates", "prisoners", "offenders", "defendants", "recipients", "veterans", "folks", "man",
    "woman", "applicants", "clients", "petitioners", "youths", "others", "students",
))  # fmt: skip
_UNITS: Final = {
    "conviction": Unit.CONVICTIONS, "convictions": Unit.CONVICTIONS,
    "case": Unit.CASES, "cases": Unit.CASES,
    "record": Unit.RECORDS, "records": Unit.RECORDS,
    "charge": Unit.CHARGES, "charges": Unit.CHARGES,
    "certificate": Unit.CERTIFICATES, "certificates": Unit.CERTIFICATES,
    "application": Unit.APPLICATIONS, "applications": Unit.APPLICATIONS,
    "petition": Unit.APPLICATIONS, "petitions": Unit.APPLICATIONS,
    "state": Unit.STATES, "states": Unit.STATES,
}  # fmt: skip
_ACTS: Final = {
    "pardon": ReliefKind.PARDON, "pardons": ReliefKind.PARDON,
    "commutation": ReliefKind.COMMUTATION, "commutations": ReliefKind.COMMUTATION,
    "expungement": ReliefKind.EXPUNGEMENT, "expungements": ReliefKind.EXPUNGEMENT,
    "sealings": ReliefKind.SEALING, "dismissal": ReliefKind.DISMISSAL, "dismissals": ReliefKind.DISMISSAL,
    "vacaturs": ReliefKind.VACATUR, "resentencings": ReliefKind.RESENTENCING, "clemencies": None,
}  # fmt: skip
_UNKNOWN: Final = frozenset((
    "misdemeanors", "misdemeanor", "felonies", "felony", "offenses", "offense", "crimes", "violations", "warrants",
    "arrests", "arrest", "sentences", "infractions", "citations", "counts", "files", "matters", "requests", "actions",
    "expunctions", "erasures",
))  # fmt: skip
_DEMONYM: Final = re.compile(r"[A-Z][a-z]{2,}(?:ians|ans|ders|ers|ites|ines)")
_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")
_GAP: Final = re.compile(r"[ ]*(?:of (?:the |those |these |its |their |all )?)?")
_STOPS: Final = frozenset((
    "in", "on", "at", "by", "for", "from", "to", "with", "who", "that", "which", "were", "was", "are", "is", "have",
    "has", "had", "would", "will", "could", "may", "during", "since", "under", "after", "before", "as", "than", "years",
    "year", "months", "days", "grams", "ounces", "ounce", "gram", "pounds", "dollars", "percent", "hours", "weeks",
    "minutes", "miles", "times", "plants", "million", "p.m", "a.m", "counties", "county", "cities", "jurisdictions",
    "ways", "bills", "laws", "dispensaries", "members", "votes", "judges", "governors", "prosecutors", "organizations",
    "groups", "businesses", "licenses", "jobs", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december", "but", "while", "when", "where",
))  # fmt: skip
_FARTHEST: Final = 7
"""How many words after a number its noun may be."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the units that the noun can mean, the kind that it names, and where the noun ends.

    No units: the noun is of the criminal record, and no unit of the record is surely meant.
    """

    units: frozenset[Unit]
    kind: ReliefKind | None
    end: int


def counted_after(text: str, start: int, limit: int) -> Counted | None:
    """Return what the words after a number count; None where that is nothing of clemency.

    Examples
    --------
    >>> counted_after("15,000 low-level convictions", 6, 28).units
    frozenset({<Unit.CONVICTIONS: 'convictions'>})
    """
    place = start
    modifier: Counted | None = None
    for _ in range(_FARTHEST):
        gap = _GAP.match(text, place, limit)
        place = gap.end() if gap else place
        token = _TOKEN.match(text, place, limit)
        if token is None:
            # A comma parts adjectives: "low-level, nonviolent offenses".
            if text[place : place + 2] == ", " and modifier is None and place < limit:
                place += 1
                continue
            break
        word = token[0].lower().removesuffix("'s").removesuffix("'")
        if word in _STOPS:
            break
        found = _of_noun(token[0], word, token.end())
        if found is None and modifier is not None:
            break
        if found is not None:
            # Of "possession cases" and "pardon applications" the last noun counts.
            modifier = found
        place = token.end()
    return modifier


def _of_noun(token: str, word: str, end: int) -> Counted | None:
    if word in _UNITS:
        return Counted(frozenset((_UNITS[word],)), None, end)
    if word in _ACTS:
        return Counted(frozenset((Unit.GRANTS,)), _ACTS[word], end)
    if word in _PEOPLE or _DEMONYM.fullmatch(token):
        return Counted(frozenset((Unit.PEOPLE,)), None, end)
    if word in _UNKNOWN:
        return Counted(frozenset(), None, end)
    return None
