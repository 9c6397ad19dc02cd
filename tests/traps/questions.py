"""The questions: one YAML file a kind, each with its call and the answer that the data files give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).with_name("questions")
KINDS: Final = (
    "unit", "stage", "running_total", "contained", "absent", "then_and_now", "misprint", "homonyms",
)  # fmt: skip
"""The kinds of traps; the questions of each are in a file of this name."""
_KEYS: Final = {"question", "call", "number", "absent", "verdict", "says", "data"}
_ABSENT: Final = ("none", "unknown", "not looked for")


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Attributes
    ----------
    kind, text : str
        The kind of its trap, and the question.
    tool : str
        The tool that is called.
    arguments : dict
        The arguments of the call, fixed before its result is seen.
    number : int or None
        The number that answers it, as the best source prints it; of an interval the lower end.
    absent : str or None
        `none`, `unknown` or `not looked for`, where that is the answer.
    verdict : str or None
        The verdict, of a call of check_text.
    says : tuple of str
        Words that the sentence with the answer has: the unit, what was done, the place, the person.
    data : str
        The data file that gives the answer.
    """

    kind: str
    text: str
    tool: str
    arguments: dict[str, Any]
    number: int | None
    absent: str | None
    verdict: str | None
    says: tuple[str, ...]
    data: str


def questions() -> list[Question]:
    """Return every question.

    Raises
    ------
    ValueError
        If an entry has an unknown key, or no answer.
    """
    return [one for kind in KINDS for one in _of_kind(kind)]


def _of_kind(kind: str) -> Iterator[Question]:
    path = FOLDER / f"{kind}.yaml"
    for place, entry in enumerate(yaml.safe_load(path.read_text("utf-8")), start=1):
        where = f"{path.name}, entry {place}"
        if unknown := set(entry) - _KEYS:
            raise ValueError(f"{where}: unknown keys {', '.join(sorted(unknown))}; use {', '.join(sorted(_KEYS))}")
        answers = [key for key in ("number", "absent", "verdict", "says") if key in entry]
        if not answers or entry.get("absent", "none") not in _ABSENT:
            raise ValueError(f"{where}: give a number, a verdict, words, or absent as one of {', '.join(_ABSENT)}")
        # A question is put in its own words unless its entry names another call.
        ((tool, arguments),) = (entry.get("call") or {"find": {"text": entry["question"]}}).items()
        yield Question(
            kind,
            entry["question"],
            tool,
            arguments,
            entry.get("number"),
            entry.get("absent"),
            entry.get("verdict"),
            tuple(entry.get("says", ())),
            entry["data"],
        )
