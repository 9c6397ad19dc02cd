"""Numbers in words: their values, and the words of size that follow digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SMALL: Final = {
    word: number
    for number, word in enumerate((
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ))
}  # fmt: skip
TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
SIZES: Final = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 1_000_000}
VAGUE: Final = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
"""The least number that a plural can mean."""
NUMBER_WORDS: Final = frozenset((*SMALL, *TENS, *SIZES))
LARGEST: Final = 10**12


def number_of_words(words: Sequence[str]) -> int | None:
    """Return the number that some words in lower case say; None where they say none.

    Examples
    --------
    >>> number_of_words(["fifteen", "thousand", "five", "hundred", "and", "ninety", "two"])
    15592
    """
    total = part = 0
    last = LARGEST
    seen = False
    size_before = False
    for word in words:
        if word in ("and", "a"):
            if word == "a" and not seen:
                part, seen = 1, True
            continue
        if word in SMALL or word in TENS:
            value = SMALL.get(word, TENS.get(word, 0))
            # Five six is no number; fifty six is.
            room = part % 100
            if (room and not (room >= 20 and room % 10 == 0 and 0 < value < 10)) or (
                seen and part == 0 and not size_before
            ):
                return None
            part += value
        elif word in ("hundred", "dozen"):
            if part > 99:
                return None
            part = (part or 1) * SIZES[word]
        elif word in SIZES:
            if SIZES[word] >= last:
                return None
            total += (part or 1) * SIZES[word]
            part, last = 0, SIZES[word]
        else:
            return None
        seen, size_before = True, word in SIZES
    return total + part if seen else None
