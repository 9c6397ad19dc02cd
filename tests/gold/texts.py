"""The texts of the gold set, and the verdict that each of their statements ought to get."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import yaml
from clemency_graph.graph.text_check import Verdict

FOLDER: Final = Path(__file__).parent
_DAY: Final = re.compile(
    r"(?:on |in |early |late )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan\.|feb\.|aug\.|sept\.|oct\.|nov\.|dec\.)[ ]?(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?(?:\d{4})?|"
    r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}|\d{4}-\d\d-\d\d|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(
    r"\b\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|half|score|no|nobody|none)\b",
    re.IGNORECASE,
)
_NUMBER_OF_LAW: Final = re.compile(
    r"\b(?:[HSAL]\.?[BDFPRJ]?\.?|Act|Amendment|Measure|Proposition|Prop\.|Order|Question|Issue|Initiative|chapter)"
    r"[ -]?\d",
    re.IGNORECASE,
)


class Statement(NamedTuple):
    """A statement of a text.

    Attributes
    ----------
    start, end : int
        Where its figure, name, day or number stands in the text.
    verdict : Verdict
        The verdict that it ought to get.
    also : frozenset of Verdict
        Others that are as right.
    why : str
        What the record says.
    """

    start: int
    end: int
    verdict: Verdict
    also: frozenset[Verdict]
    why: str


class GoldText(NamedTuple):
    """A text of the gold set, with its name, the day of its publication if it has one, and its statements."""

    name: str
    text: str
    published: date | None
    statements: tuple[Statement, ...]

    def kind(self, statement: Statement) -> str:
        """Return what a statement is about: a figure, a day, the number of a law, or a name."""
        quote = self.text[statement.start : statement.end]
        if _DAY.fullmatch(quote.strip(" .,")):
            return "day"
        if _NUMBER_OF_LAW.search(quote):
            return "number of a law"
        return "figure" if _FIGURE.search(quote) else "name"


@cache
def texts(half: str) -> tuple[GoldText, ...]:
    """Return the texts of a half of the gold set.

    Raises
    ------
    ValueError
        When the quote of a statement is not in its text; the message names the file.
    """
    return tuple(map(_read, sorted((FOLDER / half).glob("*.yaml"))))


def _read(path: Path) -> GoldText:
    entry = yaml.safe_load(path.read_text("utf-8"))
    text = entry["text"]
    found = []
    for one in entry["statements"]:
        places = [place.start() for place in re.finditer(re.escape(one["quote"]), text)]
        occurrence = one.get("occurrence", 1)
        if len(places) < occurrence or (len(places) > 1 and "occurrence" not in one):
            raise ValueError(f"{path.name}: {one['quote']!r} is {len(places)} times in the text")
        start = places[occurrence - 1]
        also = frozenset(Verdict[name] for name in one.get("also", ()))
        found.append(Statement(start, start + len(one["quote"]), Verdict[one["verdict"]], also, one["why"]))
    return GoldText(path.stem, text, entry.get("published"), tuple(found))
