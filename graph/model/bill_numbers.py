"""The bills that the number of a law names: type, number and session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NAMES: Final = {"HOUSE BILL": "HB", "SENATE BILL": "SB", "BILL": "B", "BILL NO": "B"}
_TYPES: Final = (
    "HB", "SB", "AB", "A", "S", "H", "HF", "SF", "LD", "HR", "HJR", "SJR", "HCR", "SCR", "CACR", "HEA", "SEA", "B",
    "PR",
)  # fmt: skip
_NUMBER: Final = re.compile(
    r"(?P<type>[A-Z][A-Z. ]*?)\.? ?(?:(?P<session>[0-9]{2})-)?0*(?P<number>[0-9]+)(?:-?(?P<suffix>[A-Z]))?",
    re.IGNORECASE,
)
_YEAR_IN_NUMBER: Final = frozenset(("state/co",))
"""The states whose bills are numbered by year: SB22-099 is of 2022."""


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill, by the parts of its number.

    Attributes
    ----------
    jurisdiction : str
        The id of the place whose legislature numbered it.
    session : str or None
        The session, as the legislature names it; None where it is not recorded.
    type : str
        The kind of bill, in capitals without periods: HB, SF, HJR.
    number : int
        Its number among those of its type and session.
    suffix : str or None
        The letter after the number: of an amended print, as in S6579-A, or of a special session, as in SB 8A.
    """

    jurisdiction: str
    session: str | None
    type: str
    number: int
    suffix: str | None = None

    def __str__(self) -> str:
        return f"{self.type} {self.number}{self.suffix or ''}"


def parse_bills(number: str | None, jurisdiction: str, session: str | None = None) -> tuple[Bill, ...]:
    """Return the bills that the number of a law names; none if it names something else, such as a ballot measure.

    Parameters
    ----------
    number
        The number, as people write it; several bills are separated by commas.
    jurisdiction
        The id of the jurisdiction of the law.
    session
        The recorded session; a session that the number carries is the default.

    Examples
    --------
    >>> parse_bills("SB22-099", "state/co")
    (Bill(jurisdiction='state/co', session='2022', type='SB', number=99, suffix=None),)
    >>> parse_bills("Proposition 64", "state/ca")
    ()
    """
    parts = (number or "").split(", ")
    found = [bill for part in parts for bill in _parse(part, jurisdiction, session)]
    return tuple(found) if len(found) == len(parts) else ()


def _parse(number: str, jurisdiction: str, session: str | None) -> Iterator[Bill]:
    match = _NUMBER.fullmatch(number)
    if match is None:
        return
    words = match["type"].upper().rstrip(". ")
    type = _NAMES.get(words, words.replace(".", "").replace(" ", ""))
    if type not in _TYPES:
        return
    carried = match["session"]
    if carried and jurisdiction in _YEAR_IN_NUMBER:
        carried = f"20{carried}"
    suffix = match["suffix"].upper() if match["suffix"] else None
    yield Bill(jurisdiction, session or carried, type, int(match["number"]), suffix)
