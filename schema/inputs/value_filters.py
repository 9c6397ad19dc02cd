"""Filters of values: texts, days, numbers, and words of a vocabulary."""

from collections.abc import Iterable
from datetime import date

import strawberry

from ...graph.model.law_requirement_vocabulary import Disposition, DutyOutcome, RequirementKind
from ...graph.model.law_requirements import Requirement, is_relief
from ...graph.model.records import Provision
from ...graph.model.vocabulary import (
    ActorRole,
    ChangeKind,
    ClaimProperty,
    Instrument,
    Knowledge,
    LawEffect,
    LawStatus,
    Level,
    LocalityKind,
    Method,
    Office,
    OrganizationKind,
    PardonPower,
    Rank,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Unit,
)
from ...graph.queries import value_conditions
from ...graph.queries.day_ranges import Answer, DayFilter, match_day
from ...graph.queries.record_day_ranges import RecordDay
from ..types.fields import input_type, optional


@input_type
class DateFilter:
    """
    A range of days.

    A day known only to the month or year, or bounded by other days, may lie in the range or not. Such a match is not
    certain: the list includes it, `uncertainCount` counts it, and `certain` of the filter around this one excludes it.
    What has no such day, such as the enactment of a bill, never matches.
    """

    eq: date | None = optional("That very day.")
    gte: date | None = optional("That day or later.")
    lt: date | None = optional("Before that day.")
    unknown: bool | None = optional(
        "True: only those whose day no source gives, not even the year. False: only those whose day a source gives."
    )

    @property
    def bounds(self) -> DayFilter:
        """The same as a filter of the graph."""
        bounds: DayFilter | None = self.__dict__.get("_bounds")
        if bounds is None:
            bounds = self.__dict__["_bounds"] = DayFilter(self.eq, self.gte, self.lt, unknown=self.unknown)
        return bounds

    def answer(self, day: RecordDay) -> Answer:
        """Return whether a day matches."""
        return match_day(day.days, self.bounds, day.stated)


@input_type
class StageDateFilter:
    """The day on which an action reached a stage; one that did not reach it never matches."""

    stage: Stage = strawberry.field(description="The stage.")
    date: DateFilter | None = optional("Its day; any, when left out.")


@input_type
class TextFilter:
    """A text, without regard to case and accents."""

    eq: str | None = optional("The whole text.")
    in_: list[str] | None = optional("One of these whole texts.", name="in")
    contains: str | None = optional("A part of the text.")

    def matches(self, *values: str | None) -> bool:
        """Return whether any of the values of one thing, such as its code and name, matches."""
        pattern: value_conditions.TextPattern | None = self.__dict__.get("_pattern")
        if pattern is None:
            pattern = self.__dict__["_pattern"] = value_conditions.TextPattern.of(self.eq, self.in_, self.contains)
        return any(map(pattern.matches, values))


@input_type
class IntFilter:
    """A range of whole numbers; a missing number never matches."""

    eq: int | None = optional("That number.")
    gte: int | None = optional("That number or more.")
    lt: int | None = optional("Less than that number.")

    def matches(self, value: int | None) -> bool:
        """Return whether a value matches."""
        return value_conditions.number(value, self.eq, self.gte, self.lt)


@input_type
class ReliefKindFilter:
    """A kind of relief."""

    eq: ReliefKind | None = optional("That kind.")
    in_: list[ReliefKind] | None = optional("One of these kinds.", name="in")

    def matches(self, value: ReliefKind) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class StageFilter:
    """A stage."""

    eq: Stage | None = optional("That stage.")
    in_: list[Stage] | None = optional("One of these stages.", name="in")

    def matches(self, value: Stage) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class LevelFilter:
    """A level of government."""

    eq: Level | None = optional("That level.")
    in_: list[Level] | None = optional("One of these levels.", name="in")

    def matches(self, value: Level) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class LawEffectFilter:
    """An effect of a law; matches a law that has a provision with it."""

    eq: LawEffect | None = optional("That effect.")
    in_: list[LawEffect] | None = optional("One of these effects.", name="in")

    def matches(self, value: LawEffect) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class MethodFilter:
    """A method of relief; a provision without one never matches."""

    eq: Method | None = optional("That method.")
    in_: list[Method] | None = optional("One of these methods.", name="in")

    def matches(self, value: Method | None) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class DispositionFilter:
    """How cases ended; a provision of which no source says may match, and no relief never does."""

    eq: Disposition | None = optional("That disposition.")
    in_: list[Disposition] | None = optional("One of these dispositions.", name="in")

    def answer(self, provision: Provision) -> Answer:
        """Return whether a provision matches."""
        if value_conditions.word(provision.disposition, self.eq, self.in_):
            return Answer.YES
        unknown = provision.disposition is None and is_relief(provision.effect)
        return Answer.MAYBE if unknown else Answer.NO


@input_type
class LawStatusFilter:
    """The status of a law."""

    eq: LawStatus | None = optional("That status.")
    in_: list[LawStatus] | None = optional("One of these statuses.", name="in")

    def matches(self, value: LawStatus) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class KnowledgeFilter:
    """The state of knowledge about one thing."""

    eq: Knowledge | None = optional("That state.")
    in_: list[Knowledge] | None = optional("One of these states.", name="in")

    def matches(self, value: Knowledge) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class RequirementFilter:
    """The state of knowledge about one kind of requirement; several classes may have several rows of a kind."""

    kind: RequirementKind = strawberry.field(description="The kind; REQUEST is of actions, and no law matches it.")
    status: KnowledgeFilter = strawberry.field(
        description="The status of one of the rows of that kind: VALUE where it is required, NONE where a source says "
        "that it is not, NOT_LOOKED_FOR where nobody looked."
    )

    def matches(self, rows: Iterable[Requirement]) -> bool:
        """Return whether one of the rows of a law or an action matches."""
        return any(one.kind is self.kind and self.status.matches(one.status) for one in rows)


@input_type
class InstrumentFilter:
    """The form in which a law was made."""

    eq: Instrument | None = optional("That form.")
    in_: list[Instrument] | None = optional("One of these forms.", name="in")

    def matches(self, value: Instrument) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class DutyOutcomeFilter:
    """An outcome of a duty; one without an outcome never matches."""

    eq: DutyOutcome | None = optional("That outcome.")
    in_: list[DutyOutcome] | None = optional("One of these outcomes.", name="in")

    def matches(self, value: DutyOutcome | None) -> bool:
        """Return whether a value matches."""
        return value is not None and value_conditions.word(value, self.eq, self.in_)


@input_type
class InForceFilter:
    """
    In force on a day; a law for which no source gives a first day may have been.

    An empty object asks for today. A year or a month is no day: give one day in it.
    """

    on: date | None = optional("The day, as YYYY-MM-DD; today when left out.")


@input_type
class StateKindFilter:
    """State, district or territory."""

    eq: StateKind | None = optional("That kind.")
    in_: list[StateKind] | None = optional("One of these kinds.", name="in")

    def matches(self, value: StateKind) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class PardonPowerFilter:
    """Who holds the power of clemency; a place of which no source says never matches."""

    eq: PardonPower | None = optional("That model.")
    in_: list[PardonPower] | None = optional("One of these models.", name="in")

    def matches(self, value: PardonPower | None) -> bool:
        """Return whether a value matches."""
        return value is not None and value_conditions.word(value, self.eq, self.in_)


@input_type
class ActorRoleFilter:
    """The role of an actor."""

    eq: ActorRole | None = optional("That role.")
    in_: list[ActorRole] | None = optional("One of these roles.", name="in")

    def matches(self, value: ActorRole) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class OfficeFilter:
    """A public office."""

    eq: Office | None = optional("That office.")
    in_: list[Office] | None = optional("One of these offices.", name="in")

    def matches(self, value: Office | None) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class SourceKindFilter:
    """A kind of source."""

    eq: SourceKind | None = optional("That kind.")
    in_: list[SourceKind] | None = optional("One of these kinds.", name="in")

    def matches(self, value: SourceKind) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class UnitFilter:
    """A unit."""

    eq: Unit | None = optional("That unit.")
    in_: list[Unit] | None = optional("One of these units.", name="in")

    def matches(self, value: Unit) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class IdFilter:
    """An id."""

    eq: strawberry.ID | None = optional("That id.")
    in_: list[strawberry.ID] | None = optional("One of these ids.", name="in")

    def matches(self, value: str | None) -> bool:
        """Return whether a value matches; none matches only a filter without conditions."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class ClaimPropertyFilter:
    """A property of a claim."""

    eq: ClaimProperty | None = optional("That property.")
    in_: list[ClaimProperty] | None = optional("One of these properties.", name="in")

    def matches(self, value: ClaimProperty) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class RankFilter:
    """A rank."""

    eq: Rank | None = optional("That rank.")
    in_: list[Rank] | None = optional("One of these ranks.", name="in")

    def matches(self, value: Rank) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class OrganizationKindFilter:
    """A kind of body."""

    eq: OrganizationKind | None = optional("That kind.")
    in_: list[OrganizationKind] | None = optional("One of these kinds.", name="in")

    def matches(self, value: OrganizationKind) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class LocalityKindFilter:
    """A kind of locality."""

    eq: LocalityKind | None = optional("That kind.")
    in_: list[LocalityKind] | None = optional("One of these kinds.", name="in")

    def matches(self, value: LocalityKind) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)


@input_type
class ChangeKindFilter:
    """A kind of change."""

    eq: ChangeKind | None = optional("That kind.")
    in_: list[ChangeKind] | None = optional("One of these kinds.", name="in")

    def matches(self, value: ChangeKind) -> bool:
        """Return whether a value matches."""
        return value_conditions.word(value, self.eq, self.in_)
