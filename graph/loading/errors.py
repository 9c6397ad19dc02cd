"""Errors in data files, with file, line and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import ClemencyGraphError


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
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
