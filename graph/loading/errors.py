"""Errors in data files, with file, line and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from ..errors import ClemencyGraphError

NEAR: Final = 0.7
"""The similarity, as `difflib` measures it, from which a word is suggested for another; Texas is no typo of Kansas."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """An error in a data file.

    Attributes
    ----------
    file : str
        The path of the file in the data folder.
    line : int
        The line, from 1.
    field : str
        The field, such as `claims[2].figure.low`; empty for the file as a whole.
    message : str
        The error, and a correction.
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {field}{self.message}"


class DataError(ClemencyGraphError):
    """The data cannot be loaded.

    Parameters
    ----------
    problems
        Every error that was found, in any order.

    Attributes
    ----------
    problems : tuple of Problem
        The errors, each once, sorted by file and line.

    Examples
    --------
    >>> str(DataError([Problem("state/nv.yaml", 2, "code", "missing; write code: NV")]))
    'state/nv.yaml:2: code: missing; write code: NV'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the most similar known word, or an empty string.

    Parameters
    ----------
    word
        The unknown word.
    known
        The known words.

    Examples
    --------
    >>> suggestion("stat", ["state", "law"])
    "; did you mean 'state'?"
    """
    near = nearest(word, known)
    return "" if near is None else f"; did you mean '{near}'?"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most similar to an unknown one; None where none is near.

    Of an id, all before the last slash has to be right: a folder that all share would make each of them similar.
    """
    folder = word[: word.rfind("/") + 1]
    beside = [one.removeprefix(folder) for one in known if one.startswith(folder)]
    close = get_close_matches(word.removeprefix(folder), beside, n=1, cutoff=NEAR)
    return folder + close[0] if close else None
