"""What is wrong in the data files, told with file, line and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import ClemencyGraphError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: where it stands, and what would be right."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {field}{self.message}"


class DataError(ClemencyGraphError):
    """The data cannot be loaded; holds every problem that was found, not just the first.

    Parameters
    ----------
    problems
        What was found, in any order.

    Examples
    --------
    >>> str(DataError([Problem("state/nv.yaml", 2, "code", "missing; write code: NV")]))
    'state/nv.yaml:2: code: missing; write code: NV'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the closest known word, or nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
