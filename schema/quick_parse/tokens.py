"""The tokens of a document, found by one regular expression.

Escapes, block strings and characters outside of Unicode's scalar values are not read: graphql-core reads them.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"([A-Za-z_][0-9A-Za-z_]*"
    r"|\.\.\."
    r"|[{}()\[\]:$!=@]"
    r'|"(?!"")[\t !#-\[\]-\ud7ff\ue000-\U0010ffff]*"'
    r"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.]))"
)
_COMMENT_OR_STRING: Final = re.compile(r'#[^\n\r\ud800-\udfff]*|"[^"\n\r]*"')
_IGNORED: Final = "\ufeff\t\n\r ,"


class Tokens(NamedTuple):
    """The tokens of a text.

    Attributes
    ----------
    texts : list of str
        The tokens as they are in the text, and an empty one at the end.
    starts : list of int
        The offset of each in the text.
    """

    texts: list[str]
    starts: list[int]


def tokens_of(text: str) -> Tokens | None:
    """Return the tokens of a document; None where graphql-core has to read it."""
    if "\\" in text or '"""' in text:
        return None
    if "#" in text:
        text = _COMMENT_OR_STRING.sub(_without_comment, text)
    parts = _TOKEN.split(text)
    if "".join(parts[::2]).strip(_IGNORED):
        return None
    offsets = list(accumulate(map(len, parts)))
    found = parts[1::2]
    found.append("")
    return Tokens(found, offsets[::2])


def _without_comment(found: re.Match[str]) -> str:
    """Return a string as it is, and blanks in place of a comment."""
    text = found[0]
    return " " * len(text) if text[0] == "#" else text
