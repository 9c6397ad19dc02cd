"""Datelines: the city and the state in front of a report, which tell of which state it is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_CAPITALS: Final = {
    "Montgomery": "AL", "Juneau": "AK", "Phoenix": "AZ", "Little Rock": "AR", "Sacramento": "CA", "Denver": "CO",
    "Hartford": "CT", "Dover": "DE", "Tallahassee": "FL", "Atlanta": "GA", "Honolulu": "HI", "Boise": "ID",
    "Springfield": "IL", "Indianapolis": "IN", "Des Moines": "IA", "Topeka": "KS", "Frankfort": "KY",
    "Baton Rouge": "LA", "Augusta": "ME", "Annapolis": "MD", "Boston": "MA", "Lansing": "MI", "St. Paul": "MN",
    "Jackson": "MS", "Jefferson City": "MO", "Helena": "MT", "Lincoln": "NE", "Carson City": "NV", "Concord": "NH",
    "Trenton": "NJ", "Santa Fe": "NM", "Albany": "NY", "Raleigh": "NC", "Bismarck": "ND", "Columbus": "OH",
    "Oklahoma City": "OK", "Salem": "OR", "Harrisburg": "PA", "Providence": "RI", "Columbia": "SC", "Pierre": "SD",
    "Nashville": "TN", "Austin": "TX", "Salt Lake City": "UT", "Montpelier": "VT", "Richmond": "VA", "Olympia": "WA",
    "Charleston": "WV", "Madison": "WI", "Cheyenne": "WY",
}  # fmt: skip
_ABBREVIATIONS: Final = {
    "Ala": "AL", "Ariz": "AZ", "Ark": "AR", "Calif": "CA", "Colo": "CO", "Conn": "CT", "Del": "DE", "Fla": "FL",
    "Ga": "GA", "Ill": "IL", "Ind": "IN", "Kan": "KS", "Ky": "KY", "La": "LA", "Md": "MD", "Mass": "MA", "Mich": "MI",
    "Minn": "MN", "Miss": "MS", "Mo": "MO", "Mont": "MT", "Neb": "NE", "Nev": "NV", "N.H": "NH", "N.J": "NJ",
    "N.M": "NM", "N.Y": "NY", "N.C": "NC", "N.D": "ND", "Okla": "OK", "Ore": "OR", "Pa": "PA", "R.I": "RI",
    "S.C": "SC", "S.D": "SD", "Tenn": "TN", "Vt": "VT", "Va": "VA", "Wash": "WA", "W.Va": "WV", "Wis": "WI",
    "Wyo": "WY",
}  # fmt: skip
_CITY: Final = r"(?P<city>[A-Z][\w']*\.?(?: [A-Z][\w']*){0,2})"
_STATE: Final = r"(?:, (?P<state>(?:[A-Z]\.){1,2}(?:Va\.)?|[A-Z][a-z]{1,5}\.))?"
_DATELINE: Final = re.compile(rf"{_CITY}{_STATE}(?: \([A-Z][\w ]{{1,20}}\))?(?: ?(?:-|\u2013|\u2014) |: )")
_ALONE: Final = re.compile(rf"{_CITY}{_STATE}")


class Dateline(NamedTuple):
    """The code of the state of a dateline, and where the dateline ends."""

    state: str
    end: int


def dateline_of(text: str) -> Dateline | None:
    """Return the dateline of a report: the capital of a state, or a city with the abbreviation of its state.

    Parameters
    ----------
    text
        The first sentence of a report. A sentence that is nothing else has a city in capital letters, or a state.

    Examples
    --------
    >>> dateline_of("Providence, R.I. - The courts"), dateline_of("HONOLULU."), dateline_of("No.")
    (Dateline(state='RI', end=19), Dateline(state='HI', end=8), None)
    """
    found = _DATELINE.match(text)
    if found is None:
        found = _ALONE.fullmatch(text) or _ALONE.fullmatch(text.removesuffix("."))
        if found is None or not (found["state"] or found["city"].isupper()):
            return None
    city = found["city"]
    named = _CAPITALS.get(city.title() if city.isupper() else city)
    state = _ABBREVIATIONS.get(found["state"].removesuffix(".")) if found["state"] else named
    return None if state is None else Dateline(state, found.end())
