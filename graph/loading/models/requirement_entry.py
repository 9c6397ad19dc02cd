"""The model of a requirement for relief, of a law or of an action."""

from __future__ import annotations

from pydantic import Field, StrictInt, model_validator

from ...model.law_requirement_vocabulary import RequirementKind
from ...model.vocabulary import Knowledge
from .file_parts import StrictModel, Text, rule_error


class RequirementEntry(StrictModel):
    """A requirement of a law or an action for relief, or the absence of one."""

    kind: RequirementKind
    """wait, fee, debts, deadline, body, person or, of an action, request."""
    status: Knowledge = Knowledge.VALUE
    """none, if the source says that there is none; unknown, if it was looked for and the source does not say."""
    words: Text | None = None
    """It in words; required with a value that has no number."""
    months: StrictInt | None = Field(None, ge=0, le=1200)
    """The months of a wait."""
    dollars: StrictInt | None = Field(None, ge=0, le=100_000)
    """The dollars of a fee."""

    @model_validator(mode="after")
    def _check_value(self) -> RequirementEntry:
        given = [name for name in ("words", "months", "dollars") if getattr(self, name) is not None]
        if self.status is Knowledge.NOT_LOOKED_FOR:
            raise rule_error("not_looked_for is what an entry without it means; remove the entry")
        if self.status is Knowledge.VALUE and not given:
            raise rule_error("a value needs words, months or dollars; add one, or write status: none or unknown")
        if self.status is not Knowledge.VALUE and (self.months is not None or self.dollars is not None):
            raise rule_error(f"status {self.status.value} has no months or dollars; remove them")
        for name, kind in (("months", RequirementKind.WAIT), ("dollars", RequirementKind.FEE)):
            if name in given and self.kind is not kind:
                raise rule_error(f"{name} are of a {kind.value}, not of {self.kind.value}; write words")
        return self
