"""The shape of a document: all of it but its strings, names of variables and root aliases, blanks and comments.

Documents of one shape are alike to validation, cost and the compiler, except that each of their strings has to be one
that its place takes. Numbers, enum values and names of fragments are part of the shape: the cost depends on numbers,
and the other two have few values. So are aliases below the root, for encoded parts of responses are kept with them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import accumulate
from typing import Final, NamedTuple

from .tokens import Tokens

ALIAS: Final = "\u00f6"
"""How the names begin that stand for aliases, variables and strings: no name of a document has these characters."""
_VARIABLE: Final = "\u00e4"
_STRING: Final = "\u00df"
_MARKS: Final = frozenset("(){}:$")


def is_lifted(alias: str) -> bool:
    """Return whether an alias is one of a shape, for which each document has its own."""
    return alias.startswith(ALIAS)


class Form(NamedTuple):
    """A document taken apart into its shape and the rest.

    Attributes
    ----------
    texts : list of str
        The tokens of the shape.
    strings : list of int
        The tokens that are strings, by their place among all tokens.
    variables : mapping of str to str
        The names of variables in the document, and those in the shape.
    aliases : mapping of str to str
        The names of aliases in the shape, and those in the document.
    """

    texts: list[str]
    strings: list[int]
    variables: Mapping[str, str]
    aliases: Mapping[str, str]


def form_of(tokens: Tokens) -> Form:
    """Take a document apart, valid or not."""
    texts = tokens.texts.copy()
    strings: list[int] = []
    known: dict[str, str] = {}
    variables: dict[str, str] = {}
    aliased: list[int] = []
    parentheses = braces = 0
    starts, in_operation = True, False
    for at, token in enumerate(tokens.texts):
        if starts:
            starts, in_operation = False, token != "fragment"
        if token in _MARKS:
            if token == "(":
                parentheses += 1
            elif token == ")":
                parentheses -= 1
            elif token == "$":
                name = tokens.texts[at + 1]
                # What is no name stays what it is, and makes a shape of its own, which is invalid.
                if name.isidentifier():
                    texts[at + 1] = variables.setdefault(name, f"{_VARIABLE}{len(variables)}")
            elif parentheses:
                continue
            elif token == "{":
                braces += 1
            elif token == "}":
                braces -= 1
                starts = not braces
            elif braces == 1 and in_operation and tokens.texts[at - 1].isidentifier():
                aliased.append(at - 1)
        elif token[:1] == '"' and braces and parentheses:
            # Equal strings are equal in each document of the shape: the same field may be asked twice.
            texts[at] = known.setdefault(token, f'"{len(known)}')
            strings.append(at)
    return Form(texts, strings, variables, _rename(texts, aliased))


def _rename(texts: list[str], aliased: list[int]) -> dict[str, str]:
    """Rename aliases in the tokens of a shape, where no other name in them is the same, and return the names."""
    names: dict[str, str] = {}
    if aliased:
        found = [texts[at] for at in aliased]
        for at in aliased:
            texts[at] = ""
        others = set(texts)
        for at, name in zip(aliased, found, strict=True):
            texts[at] = name if name in others else names.setdefault(name, f"{ALIAS}{len(names)}")
    return {short: name for name, short in names.items()}


class Canonical(NamedTuple):
    """A document written from the tokens of a shape.

    Attributes
    ----------
    text, tokens
        The document.
    places : mapping of int to int
        The place of each token among those of the shape, by its offset.
    """

    text: str
    tokens: Tokens
    places: Mapping[int, int]


def with_strings(form: Form, strings: Mapping[int, str]) -> Canonical:
    """Write a document of a shape with these strings, by their places."""
    return _written([[strings.get(at, token)] for at, token in enumerate(form.texts)])


def with_variables(form: Form) -> Canonical:
    """Write a document of a shape with a variable in place of each string."""
    strings = set(form.strings)
    return _written([["$", string_name(at)] if at in strings else [token] for at, token in enumerate(form.texts)])


def string_name(at: int) -> str:
    """Return the variable in place of a string."""
    return f"{_STRING}{at}"


def _written(groups: Collection[list[str]]) -> Canonical:
    texts = [token for group in groups for token in group]
    starts = [0, *accumulate(len(token) + 1 for token in texts)][: len(texts)]
    numbers = (at for at, group in enumerate(groups) for _ in group)
    return Canonical(" ".join(texts), Tokens(texts, starts), dict(zip(starts, numbers, strict=True)))
