"""The verdicts on statements of a text, and the result of a text check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ..model.records import Claim
from ..model.vocabulary import Vocabulary


class Verdict(Vocabulary):
    """What the record says of a statement in a text."""

    AGREES = "agrees", "The record says the same."
    AGREES_THEN = "agrees_then", "The record said the same as of an earlier day; a later figure is given."
    OTHER_UNIT = "other_unit", "The record has the number in another unit only."
    OTHER_STAGE = (
        "other_stage",
        "The record has the number at another stage only, such as eligible in place of granted.",
    )
    PART_AS_WHOLE = "part_as_whole", "The record has the number of a part only."
    MISPRINT = "misprint", "The record has the number as a misprint of another one."
    DISPUTED = "disputed", "Sources differ, and the record prefers another figure or none."
    CONTRADICTED = "contradicted", "No reading of the record allows it."
    NOT_RECORDED = "not_recorded", "The record has no figure to compare it with; it may be right."
    UNSURE = "unsure", "The statement or the record does not suffice; the reason says what would."


DIFFERING: Final = frozenset((
    Verdict.OTHER_UNIT, Verdict.OTHER_STAGE, Verdict.PART_AS_WHOLE, Verdict.MISPRINT, Verdict.DISPUTED,
    Verdict.CONTRADICTED,
))  # fmt: skip
"""The verdicts on statements that differ from the record."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement of a text, compared with the record.

    Attributes
    ----------
    start, end : int
        Where it stands in the text: `text[start:end]`.
    text : str
        The statement as the text words it.
    verdict : Verdict
        What the record says of it.
    claims : tuple of Claim
        The claims that the verdict rests on, best first.
    correction : str or None
        What would be right to print; None where nothing needs to change or the record cannot tell.
    citation : str or None
        The source of the first claim, in APA style.
    reason : str
        Why, in a sentence.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    claims: tuple[Claim, ...]
    correction: str | None
    citation: str | None
    reason: str

    def as_row(self) -> dict[str, Any]:
        """Return it as plain values: the verdict as a word, the claims by their ids."""
        return {
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict.value,
            "text": self.text,
            "reason": self.reason,
            "correction": self.correction,
            "claims": [claim.id for claim in self.claims],
            "citation": self.citation,
        }


@dataclass(frozen=True, slots=True)
class TextCheck:
    """The result of a text check: the findings in the order of the text."""

    findings: tuple[Finding, ...]
