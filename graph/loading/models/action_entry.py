"""The model of an entry with the statements of one source about a clemency action."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator

from ...model.vocabulary import Stage
from .file_parts import ActionId, ActorEntry, Entry, Figure, LawId, Moment, Text, rule_error
from .requirement_entry import RequirementEntry


class ActionEntry(Entry):
    """Statements about a clemency action."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (
        "name", "status", "date", "figure", "scope", "actor", "law", "part_of", "separate_from", "requirement",
    )  # fmt: skip

    stage: Stage | None = None
    """The stage of a date or figure; required with them."""
    date: Moment | None = None
    """The day of the stage."""
    figure: Figure | None = None
    """The number at the stage."""
    scope: Text | None = None
    """The offences, amounts and years that it covers."""
    actor: ActorEntry | None = None
    """An actor and its role."""
    law: LawId | None = None
    """The law that authorizes it."""
    part_of: ActionId | None = None
    """An action whose figures count every act of this one, each no later than the figures of this one do."""
    separate_from: ActionId | None = None
    """An action that has no act in common with this one."""
    requirement: RequirementEntry | None = None
    """What a person needs for the relief, or that nothing of the kind is needed."""

    @model_validator(mode="after")
    def _check_stage(self) -> ActionEntry:
        if self.stage is None and (self.date is not None or self.figure is not None):
            raise rule_error(f"a date or figure needs a stage; add one of {', '.join(Stage)}")
        if self.stage is not None and self.date is None and self.figure is None:
            raise rule_error("a stage needs a date or figure; add one or remove the stage")
        return self
