"""Models of the parts of law files: provisions, and entries with the statements of one source about a law."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StrictBool, model_validator

from ...model.law_requirement_vocabulary import Disposition, DutyOutcome, RequirementKind
from ...model.law_requirements import is_relief
from ...model.vocabulary import Knowledge, LawEffect, LawStatus, Method
from .file_parts import (
    ActorId,
    ClaimIds,
    Day,
    IdentifiedEntry,
    LawId,
    Moment,
    PersonId,
    SourceId,
    StrictModel,
    Text,
    rule_error,
)
from .requirement_entry import RequirementEntry

DutyKey = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]


class DutyEntry(StrictModel):
    """A duty of a public body under a law, with the day by which it is due."""

    key: DutyKey
    """A key among the duties of the law: review-records."""
    task: Text
    """It in a few words."""
    due: Moment
    """The day by which it is to be done."""
    body: ActorId | None = None
    """The body that has to do it."""


class OutcomeEntry(StrictModel):
    """The outcome of a duty."""

    duty: DutyKey
    """The key of the duty."""
    outcome: DutyOutcome
    """fulfilled, partly, missed or canceled."""
    date: Moment | None = None
    """The day of the outcome."""


class LawEntry(IdentifiedEntry):
    """Statements about a law."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (
        *IdentifiedEntry.PROPERTIES, "introduced", "enacted", "effective", "signed_by", "signature", "vetoed_by",
        "amends", "scope", "requirement", "duty", "outcome",
    )  # fmt: skip

    status: LawStatus | None = None
    """The status of the law; as_of is the first day of the status."""
    introduced: Moment | None = None
    """The day on which a bill was introduced in a legislature or council, or filed there."""
    enacted: Moment | None = None
    """The day on which it was signed or adopted, or became law without signature."""
    effective: Moment | None = None
    """The day on which it takes effect."""
    signed_by: PersonId | None = None
    """The person who signed it."""
    signature: Knowledge | None = None
    """none, if the source says that nobody signed it; unknown, if it was looked for and no source says."""
    vetoed_by: PersonId | None = None
    """The person who vetoed it, even if it was passed over the veto; as_of is the day of the veto."""
    amends: LawId | None = None
    """The law that it amends."""
    scope: Text | None = None
    """The offences, amounts and years that it covers."""
    requirement: RequirementEntry | None = None
    """A wait, fee, debt, deadline or body that it requires for relief, or that it has none."""
    duty: DutyEntry | None = None
    """A duty of a public body, with the day by which it is due."""
    outcome: OutcomeEntry | None = None
    """The outcome of a duty."""

    @model_validator(mode="after")
    def _check_statements(self) -> LawEntry:
        if self.signature is Knowledge.VALUE:
            raise rule_error("signature is for a law that nobody signed; name who signed it in signed_by")
        if self.signature is Knowledge.NOT_LOOKED_FOR:
            raise rule_error("not_looked_for is what a law without it means; remove signature")
        if self.requirement and self.requirement.kind is RequirementKind.REQUEST:
            raise rule_error("a law says by the method of its provisions whether a person has to ask; write it there")
        return self


class ProvisionEntry(StrictModel):
    """The effect of a law on one class of offences, and the source that states it."""

    effect: LawEffect
    """The effect."""
    method: Method | None = None
    """automatic, petition or both; for relief only."""
    disposition: Disposition | None = None
    """conviction, no_conviction or both: how the cases ended; for relief only, left out if the source does not say."""
    cannabis_only: StrictBool | None = None
    """true, if it is of cannabis alone; false, if of other offenses too; for relief only, since all else is."""
    scope: Text
    """The offences, amounts and years."""
    waiting_period: Text | None = None
    """The time that a person has to wait; left out where there is no wait. The claims have a requirement of it too."""
    effective: Moment | None = None
    """The day on which it takes effect, if it differs from that of the law."""
    effective_until: Moment | None = None
    """The first day on which it no longer holds, if the law itself goes on."""
    never_effective: StrictBool = False
    """true, if it never took effect: it was repealed first, or its condition was not met."""
    source: SourceId
    """The source of the statement."""
    published: Moment | None = None
    """The day of publication, if it differs from that of the source."""
    retrieved: Day | None = None
    """The day on which the page was read, if it differs from that of the source."""
    inference: Text | None = None
    """The reasoning, if the source does not state it explicitly."""
    replaces: ClaimIds = ()
    """The id of an earlier claim that this one corrects, or a list of them; each then resolves to this claim."""

    @model_validator(mode="after")
    def _check_parts(self) -> ProvisionEntry:
        for name in ("disposition", "cannabis_only"):
            if getattr(self, name) is not None and not is_relief(self.effect):
                raise rule_error(f"{name} is for relief; remove it, since {self.effect.value} gives none")
        start, end = self.effective, self.effective_until
        if self.never_effective and (start or end):
            raise rule_error("never_effective is for a provision without days; remove effective and effective_until")
        if start and end and end.last_day <= start.first_day:
            raise rule_error(f"ends on {end}, not after {start}, from which it holds; correct one of the two days")
        return self
