"""The requirements of laws for relief, and the duties of public bodies under laws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .claims import Claim
from .dates import PartialDate
from .law_requirement_vocabulary import DutyOutcome, DutyStatus, RequirementKind
from .vocabulary import Knowledge, LawEffect, ReliefKind

_RELIEF: Final = frozenset(one.value for one in ReliefKind)


def is_relief(effect: LawEffect) -> bool:
    """Return whether an effect of a law is relief, such as expungement, not a rule on cannabis.

    Examples
    --------
    >>> is_relief(LawEffect.SEALING), is_relief(LawEffect.MEDICAL)
    (True, False)
    """
    return effect.value in _RELIEF


@dataclass(frozen=True, slots=True)
class Requirement:
    """The statement of a law or an action about one kind of requirement.

    Attributes
    ----------
    kind : RequirementKind
        The kind.
    status : Knowledge
        VALUE: there is one; NONE: a source says that there is none; UNKNOWN: no source that was read says.
    words : str or None
        It in words; None where there is none.
    months : int or None
        The months of a wait.
    dollars : int or None
        The dollars of a fee.
    claims : tuple of Claim
        The claims about it, best first.
    """

    kind: RequirementKind
    status: Knowledge
    words: str | None
    months: int | None
    dollars: int | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a public body under a law, with the day by which it is due.

    Attributes
    ----------
    law : str
        The id of the law.
    key : str
        Its key among the duties of the law.
    task : str
        It in words.
    due : PartialDate
        The day by which it is to be done.
    body : str or None
        The id of the body that has to do it; None where no source names one.
    outcome : DutyOutcome or None
        What the best claim says became of it; None where no claim does.
    outcome_date : PartialDate or None
        The day of the outcome.
    claims : tuple of Claim
        The claims about it and its outcome, best first.
    """

    law: str
    key: str
    task: str
    due: PartialDate
    body: str | None
    outcome: DutyOutcome | None
    outcome_date: PartialDate | None
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """Its law and its key."""
        return f"{self.law}:{self.key}"

    @property
    def later_outcome_unknown(self) -> bool:
        """Whether the outcome is of a day before the one due and not final: what was done by then is unknown."""
        if self.outcome not in (DutyOutcome.PARTLY, DutyOutcome.MISSED):
            return False
        if self.outcome_date is None:
            # Part of it was done, nobody says by when; what was missed was missed on the day due.
            return self.outcome is DutyOutcome.PARTLY
        return self.outcome_date.last_day < self.due.last_day

    def status(self, on: date) -> DutyStatus:
        """Return the status on a day; an outcome of a later day does not count, one without a day from the due day on.

        OVERDUE: no claim of an outcome is recorded, and the day has passed; it may have been done all the same.
        """
        passed = on > self.due.last_day
        known = passed if self.outcome_date is None else self.outcome_date.first_day <= on
        if self.outcome is not None and known:
            return DutyStatus(self.outcome.value)
        return DutyStatus.OVERDUE if passed else DutyStatus.PENDING
