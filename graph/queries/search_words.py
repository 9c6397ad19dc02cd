"""The words of texts, and their stems, for search."""

from __future__ import annotations

import re
from typing import Final

from .value_conditions import fold

_WORDS: Final = re.compile(r"\w+")
_ABBREVIATIONS: Final = {
    "prop": "proposition",
    "dept": "department",
    "st": "saint",
    "univ": "university",
    "assn": "association",
}
_SAME: Final = {
    "cannabis": "marijuana",
    "marihuana": "marijuana",
    "weed": "marijuana",
    "pot": "marijuana",
    "convicted": "conviction",
}
"""Words for the same thing."""
_ENDINGS: Final = (
    "ements", "ations", "ement", "ation", "ings", "ures", "ions", "urs", "als", "ing", "ure", "ion", "ed", "es", "al",
    "ur", "e", "s",
)  # fmt: skip
"""Endings of verbs and nouns, longest first: pardoned, pardons and pardon have one stem."""
_SHORTEST_STEM: Final = 4


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, with common abbreviations written out."""
    return tuple(_ABBREVIATIONS.get(word, word) for word in _WORDS.findall(fold(text)))


def stem(word: str) -> str:
    """Return the stem of a folded word: what is left without the ending of a verb or noun.

    Examples
    --------
    >>> stem("expunged") == stem("expungements")
    True
    """
    word = _SAME.get(word, word)
    for ending in _ENDINGS:
        # The s of dismiss is no ending.
        if ending == "s" and word.endswith("ss"):
            continue
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
