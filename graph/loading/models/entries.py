"""The parts of the data files: references, dates, figures, and entries of what one source says."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ...model.dates import PartialDate
from ...model.vocabulary import (
    ActorRole,
    CoverageStatus,
    Covers,
    Extent,
    LawEffect,
    LawStatus,
    Method,
    Qualifier,
    Rank,
    ReliefKind,
    Stage,
    Unit,
)

# The Census Bureau counted 331,449,281 people in 2020; no honest figure of this record comes near.
LARGEST_FIGURE: Final = 100_000_000


def wrong(message: str) -> PydanticCustomError:
    """A problem told in our own words; braces in it are not a template."""
    return PydanticCustomError("rule", "{message}", {"message": message})


def _partial_date(value: object) -> PartialDate:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise wrong("not a date; write 2020, 2020-06 or 2020-06-17")
    try:
        return PartialDate(str(value))
    except ValueError as error:
        raise wrong(str(error)) from None


def _day(value: object) -> date:
    day = _partial_date(value)
    if len(day) != 10:
        raise wrong(f"'{day}' is not a whole day; write it like 2020-06-17")
    return day.first_day


def _one_line(value: str) -> str:
    if not value.strip() or value != value.strip() or len(value.splitlines()) != 1:
        raise wrong("must be text on one line, without blanks around it")
    return value


class Reference(str):
    """The id of an entity, written in a file to point at that entity's own file."""

    __slots__ = ()


def _in(*folders: str) -> tuple[PlainValidator, WithJsonSchema]:
    """The validation and JSON Schema of a reference to an entity in one of these folders."""

    def check(value: object) -> Reference:
        folder, _, rest = value.partition("/") if isinstance(value, str) else ("", "", "")
        if folder not in folders or not rest:
            shown = " or ".join(f"{folder}/..." for folder in folders)
            raise wrong(f"{value!r} is not an id of the right kind; write {shown}")
        return Reference(value)

    return PlainValidator(check), WithJsonSchema(
        {"type": "string", "pattern": rf"^({'|'.join(folders)})/[a-z0-9./-]+$"}
    )


Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    PartialDate,
    PlainValidator(_partial_date),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "minimum": 1900, "maximum": 2100}
    ),
]
Text = Annotated[str, AfterValidator(_one_line)]
SourceId = Annotated[Reference, *_in("source")]
PersonId = Annotated[Reference, *_in("person")]
PartyId = Annotated[Reference, *_in("party")]
OrganizationId = Annotated[Reference, *_in("organization")]
LawId = Annotated[Reference, *_in("law")]
ClaimId = Annotated[str, Field(pattern="^claim/[0-9a-f]{16}$")]
CountyId = Annotated[str, Field(pattern="^locality/[a-z]{2}/[a-z0-9-]+$")]
ActionId = Annotated[Reference, *_in("action")]
JurisdictionId = Annotated[Reference, *_in("state", "country", "locality")]
ActorId = Annotated[Reference, *_in("person", "organization", "state", "country", "locality")]


class Shape(BaseModel):
    """Strict: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Figure(Shape):
    """A number as its source gives it; low and high are whole numbers, left out where no bound is stated."""

    low: StrictInt | None = Field(None, ge=0)
    """The least that it can be."""
    high: StrictInt | None = Field(None, ge=0)
    """The most that it can be."""
    qualifier: Qualifier
    """How exact the source is."""
    unit: Unit
    """What is counted, as the source words it."""
    cumulative: StrictBool = False
    """True for a running total."""
    since: Moment | None = None
    """The first day of the counted period, where it is not that of the action."""
    extent: Extent = Extent.WHOLE
    """Part, where the figure leaves out some of what it covers."""
    covers: Covers | None = None
    """Series, where it counts all rounds so far; action, where it counts this round alone."""

    @model_validator(mode="after")
    def _possible(self) -> Figure:
        low, high = self.low, self.high
        if low is not None and high is not None and low > high:
            raise wrong(f"low {low:,} is above high {high:,}; swap or correct them")
        for bound in (low, high):
            if bound is not None and bound > LARGEST_FIGURE:
                raise wrong(f"{bound:,} is impossible: above {LARGEST_FIGURE:,}; check the digits")
        match self.qualifier:
            case Qualifier.EXACTLY | Qualifier.ABOUT if low is None or low != high:
                raise wrong(f"'{self.qualifier}' takes the same number as low and as high")
            case Qualifier.AT_LEAST | Qualifier.MORE_THAN if low is None or high is not None:
                raise wrong(f"'{self.qualifier}' takes low and no high")
            case Qualifier.UP_TO | Qualifier.NEARLY if high is None or low is not None:
                raise wrong(f"'{self.qualifier}' takes high and no low")
            case Qualifier.BETWEEN if low is None or high is None:
                raise wrong("'between' takes low and high")
        return self


class ActorEntry(Shape):
    """Who had a part in an action."""

    entity: ActorId
    """A person, organization or place."""
    role: ActorRole
    """What they did."""


class Entry(Shape):
    """What one source says: one or more properties, each of which becomes a claim."""

    PROPERTIES: ClassVar[tuple[str, ...]] = ("name", "status")

    source: SourceId
    """The page that says so."""
    name: Text | None = None
    """The name as the source has it."""
    status: Text | None = None
    """A position or situation in words."""
    stated: Text | None = None
    """What it says, in a few words of our own; required with a figure."""
    as_of: Moment | None = None
    """The day that it describes, which is not the day of publication."""
    reported_by: ActorId | None = None
    """Who counted, where that is not who published."""
    published: Moment | None = None
    """The day of publication, where it is not the source's."""
    retrieved: Day | None = None
    """The day on which the page was read, where it is not the source's."""
    rank: Rank = Rank.NORMAL
    """Preferred or deprecated, with a rank_reason, where sources disagree."""
    rank_reason: Text | None = None
    """Why it is ranked so."""
    inference: Text | None = None
    """How it was inferred, where the source does not say it in so many words."""
    note: Text | None = None
    """What a reader should know beside it."""
    replaces: ClaimId | None = None
    """The id of an earlier claim that this one corrects; it leads here from then on."""

    @model_validator(mode="after")
    def _whole(self) -> Entry:
        said = self.said()
        if not said:
            raise wrong(f"says nothing; write one of {', '.join(self.PROPERTIES)}")
        if "figure" in said:
            if len(said) > 1:
                raise wrong(f"a figure stands alone; move {' and '.join(said - {'figure'})} to an entry of its own")
            if self.stated is None:
                raise wrong("a figure needs 'stated': what the source says, in a few words of our own")
        if self.rank is not Rank.NORMAL and self.rank_reason is None:
            raise wrong(f"rank '{self.rank}' needs a rank_reason")
        if self.rank is Rank.NORMAL and self.rank_reason is not None:
            raise wrong("a rank_reason goes with rank 'preferred' or 'deprecated'")
        return self

    def said(self) -> set[str]:
        """The properties that this entry gives."""
        return {name for name in self.PROPERTIES if getattr(self, name) is not None}


class PlaceEntry(Entry):
    """What a source says of a place, such as a tally of all clemency in it."""

    PROPERTIES: ClassVar[tuple[str, ...]] = ("name", "status", "figure")

    figure: Figure | None = None
    """A tally."""
    stage: Stage | None = None
    """The stage that the tally counts."""
    kind: ReliefKind | None = None
    """The kind of relief that the tally counts; left out where it mixes kinds."""


class CityEntry(PlaceEntry):
    """What a source says of a city or county."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (*PlaceEntry.PROPERTIES, "counties")

    counties: tuple[CountyId, ...] | None = None
    """The counties that a city lies in, by their ids, in the record or not; none for an independent city."""


class TermEntry(Entry):
    """What a source says of a term of office."""

    PROPERTIES: ClassVar[tuple[str, ...]] = ("start", "end", "scheduled_end", "party")

    start: Moment | None = None
    """The first day."""
    end: Moment | None = None
    """The day on which the office passed on; not a scheduled end."""
    scheduled_end: Moment | None = None
    """The day on which the term is to end."""
    party: PartyId | None = None
    """The party of the term."""

    @model_validator(mode="after")
    def _in_order(self) -> TermEntry:
        for name in ("end", "scheduled_end"):
            end = getattr(self, name)
            if self.start and end and end.last_day <= self.start.first_day:
                raise wrong(f"{name} {end} is not after start {self.start}")
        return self


class LawEntry(Entry):
    """What a source says of a law."""

    PROPERTIES: ClassVar[tuple[str, ...]] = ("name", "status", "enacted", "effective", "signed_by", "amends", "scope")

    status: LawStatus | None = None
    """Where the law stands; as_of says since when."""
    enacted: Moment | None = None
    """The day on which it was signed, voted or became law without signature."""
    effective: Moment | None = None
    """The day from which it holds."""
    signed_by: PersonId | None = None
    """Who signed it."""
    amends: LawId | None = None
    """The law that it changes."""
    scope: Text | None = None
    """What it covers."""


class ActionEntry(Entry):
    """What a source says of a clemency action."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (
        "name", "status", "date", "figure", "scope", "actor", "law", "part_of", "separate_from",
    )  # fmt: skip

    stage: Stage | None = None
    """The stage that a date or figure belongs to; required with them."""
    date: Moment | None = None
    """The day of the stage."""
    figure: Figure | None = None
    """How many, at the stage."""
    scope: Text | None = None
    """Which offences, amounts and years are covered."""
    actor: ActorEntry | None = None
    """Who had a part, in which role."""
    law: LawId | None = None
    """The law behind it."""
    part_of: ActionId | None = None
    """An action whose own figures count every act of this one, each no later than here."""
    separate_from: ActionId | None = None
    """An action that has no act in common with this one."""

    @model_validator(mode="after")
    def _staged(self) -> ActionEntry:
        if self.stage is None and (self.date is not None or self.figure is not None):
            raise wrong(f"a date or figure needs a stage: {', '.join(Stage)}")
        if self.stage is not None and self.date is None and self.figure is None:
            raise wrong("a stage goes with a date or figure")
        return self


class ProvisionEntry(Shape):
    """What a law does for one class of offences, and the source that says so."""

    effect: LawEffect
    """What it does."""
    method: Method | None = None
    """Automatic, on petition, or both; for relief only."""
    scope: Text
    """Which offences, amounts and years."""
    waiting_period: Text | None = None
    """How long a person has to wait."""
    effective: Moment | None = None
    """The day from which it holds, where it is not the law's."""
    source: SourceId
    """The page that says so."""
    published: Moment | None = None
    """The day of publication, where it is not the source's."""
    retrieved: Day | None = None
    """The day on which the page was read, where it is not the source's."""
    inference: Text | None = None
    """How it was inferred."""


class CoverageEntry(Shape):
    """What has been looked for in a jurisdiction."""

    pardons: CoverageStatus
    """Pardons and commutations."""
    expungements: CoverageStatus
    """Expungements, sealings, vacaturs, dismissals and resentencings."""
    laws: CoverageStatus
    """Laws."""
    checked: Day
    """The day on which this was last looked at."""
    note: Text | None = None
    """What was looked for and not found."""
