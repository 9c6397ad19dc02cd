"""Documents read without graphql-core's parser: most documents are of the few forms that one regular expression reads.

`tokens` splits a text, `parser` makes the AST of graphql-core of it, and `shape_cache` finds the compiled operation of
a text that differs from an earlier one only in strings, names of aliases and variables, blanks and comments. What is
invalid or rare is left to graphql-core, which also reports all errors. `SWITCH.on = False` leaves everything to it.
"""

from typing import Final

from .parser import parse_quickly
from .tokens import Tokens, tokens_of

__all__ = ["SWITCH", "Switch", "Tokens", "parse_quickly", "tokens_of"]


class Switch:
    """Whether documents are read without graphql-core in this process."""

    on: bool = True


SWITCH: Final = Switch()
"""The switch of this process; the setting `quick_parse` sets it."""
