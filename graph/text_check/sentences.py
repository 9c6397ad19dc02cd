"""Split a clean text into blocks and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .cleaning import HEADING, CleanText

_BLOCK_ENDS: Final = re.compile(r"\n[ ]{0,40}\n|\n(?=[ ]{0,8}(?:[-\u2022+>|]|[0-9]{1,3}[.)]) )|(?=\x02)")
_STOPS: Final = re.compile(r"[.!?][\"'\u201d)\]]{0,3}(?=\s)|(?<=[;])(?=\s)")
_ABBREVIATIONS: Final = frozenset((
    "gov", "lt", "sen", "rep", "dr", "mr", "mrs", "ms", "no", "st", "mt", "ft", "vs", "inc", "jr", "sr", "atty",
    "gen", "pres",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "est", "dept",
    "prop", "sec", "art", "ca", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md",
    "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "vt", "va",
    "wash", "wis", "wyo", "govs", "messrs", "co", "cal",
))  # fmt: skip
_TITLES: Final = frozenset(("gov", "lt", "sen", "rep", "dr", "mr", "mrs", "ms", "st", "govs", "pres", "atty", "prop"))
_LAST_WORD: Final = re.compile(r"[A-Za-z.]{1,12}$")
_LONGEST_HEADING: Final = 9
"""The most words of a line that is a heading though nothing marks it."""


LONGEST: Final = 1_500
"""The most characters of a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clean text, from `start` up to but excluding `end`.

    `block` numbers the paragraphs, list items and headings.
    """

    start: int
    end: int
    text: str
    block: int
    heading: bool


def split_sentences(clean: CleanText) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order.

    Examples
    --------
    >>> [one.text for one in split_sentences(clean("Gov. Polis signed. It took effect."))]
    ['Gov. Polis signed.', 'It took effect.']
    """
    found: list[Sentence] = []
    start = 0
    for number, end_of_block in enumerate([*_BLOCK_ENDS.finditer(clean.text), None]):
        end = len(clean.text) if end_of_block is None else end_of_block.start()
        found += _of_block(clean.text, start, end, number)
        start = end if end_of_block is None else end_of_block.end()
    return tuple(found)


def _of_block(text: str, start: int, end: int, number: int) -> list[Sentence]:
    marked = text.startswith(HEADING, start)
    if marked:
        start += 1
    cuts = [] if marked else [stop.end() for stop in _STOPS.finditer(text, start, end) if _ends(text, stop, end)]
    cuts = sorted({*cuts, *_long(text, [start, *cuts, end])})
    found = []
    for first, last in zip([start, *cuts], [*cuts, end], strict=True):
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            words = text[first:last]
            found.append(Sentence(first, last, words, number, marked or (not cuts and _looks_like_heading(words))))
    return found


def _long(text: str, cuts: list[int]) -> Iterator[int]:
    """Yield where to cut sentences that are too long to be any: each step may then look at a whole sentence."""
    for first, last in pairwise(cuts):
        place = first
        while last - place > LONGEST:
            space = text.rfind(" ", place + 1, place + LONGEST)
            place = place + LONGEST if space < 0 else space
            yield place


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    """Return whether a stop ends a sentence: not after an abbreviation, and a capital, quote or number follows."""
    place = stop.end()
    while place < end and place < stop.end() + 8 and text[place].isspace():
        place += 1
    follows = text[place] if place < end else ""
    if follows and not (
        follows.isupper() or follows.isdigit() or follows in "\"'\u201c(-\u2022$" or follows == "\u2018"
    ):
        return False
    if not stop[0].startswith("."):
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    word = before[0].lower() if before else ""
    bare = word.rsplit(".", 1)[-1]
    if bare in _TITLES:
        return False
    if bare in _ABBREVIATIONS:
        return not (follows.isdigit() or follows.islower()) and bare in ("co", "est", "ca", "la", "no", "sec", "mo")
    # An initial, as in J.B. Pritzker or U.S. Attorney.
    return len(bare) != 1 or not word.replace(".", "").isalpha()


def _looks_like_heading(words: str) -> bool:
    return (
        len(words) <= 120
        and len(words.split()) <= _LONGEST_HEADING
        and words[-1] not in ".!?:,;\"'\u201d"
        and not any(character.isdigit() for character in words)
    )
