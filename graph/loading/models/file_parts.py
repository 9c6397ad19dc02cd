"""Models of the parts of data files: references, dates, figures, and entries with the statements of one source."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
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
from ...model.external_identifiers import FORMS
from ...model.vocabulary import (
    ActorRole,
    Covers,
    Extent,
    IdentifierScheme,
    Knowledge,
    PardonPower,
    Qualifier,
    Rank,
    ReliefKind,
    Stage,
    Unit,
)

LARGEST_FIGURE: Final = 100_000_000
"""The maximum of a figure. The Census Bureau counted 331,449,281 people in 2020; a larger figure is a typing error."""


def rule_error(message: str) -> PydanticCustomError:
    """Return a validation error with a message, in which braces have no meaning."""
    return PydanticCustomError("rule", "{message}", {"message": message})


def _partial_date(value: object) -> PartialDate:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise rule_error("is not a date; write 2020, 2020-06 or 2020-06-17")
    try:
        return PartialDate(str(value))
    except ValueError as error:
        raise rule_error(str(error)) from None


def _day(value: object) -> date:
    day = _partial_date(value)
    if len(day) != 10:
        raise rule_error(f"'{day}' has no day; write a full date such as 2020-06-17")
    return day.first_day


def _one_line(value: str) -> str:
    if not value.strip() or value != value.strip() or len(value.splitlines()) != 1:
        raise rule_error("is not one line of text without spaces around it; correct it")
    return value


def _in_tuple(value: object) -> object:
    """Return one id in a tuple, and anything else as it is."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


class Reference(str):
    """The id of an entity in the file of another one."""

    __slots__ = ()


def _reference_to(*folders: str) -> tuple[PlainValidator, WithJsonSchema]:
    """Return the validator and the JSON Schema of a reference to an entity in one of the folders."""

    def check(value: object) -> Reference:
        folder, _, rest = value.partition("/") if isinstance(value, str) else ("", "", "")
        if folder not in folders or not rest:
            forms = " or ".join(f"{folder}/..." for folder in folders)
            raise rule_error(f"{value!r} is not an id of the right kind; write {forms}")
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
SourceId = Annotated[Reference, *_reference_to("source")]
PersonId = Annotated[Reference, *_reference_to("person")]
PartyId = Annotated[Reference, *_reference_to("party")]
OrganizationId = Annotated[Reference, *_reference_to("organization")]
LawId = Annotated[Reference, *_reference_to("law")]
ClaimId = Annotated[str, Field(pattern="^claim/[0-9a-f]{16}$")]
ClaimIds = Annotated[tuple[ClaimId, ...], BeforeValidator(_in_tuple, json_schema_input_type=ClaimId | list[ClaimId])]
EntityId = Annotated[str, Field(pattern="^[a-z]+/[a-z0-9./-]+$")]
CountyId = Annotated[str, Field(pattern="^locality/[a-z]{2}/[a-z0-9-]+$")]
ActionId = Annotated[Reference, *_reference_to("action")]
JurisdictionId = Annotated[Reference, *_reference_to("state", "country", "locality")]
ActorId = Annotated[Reference, *_reference_to("person", "organization", "state", "country", "locality")]


class StrictModel(BaseModel):
    """A model that rejects unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Figure(StrictModel):
    """A number as its source states it; low and high are whole numbers, omitted where no bound is stated."""

    low: StrictInt | None = Field(None, ge=0)
    """The lower bound."""
    high: StrictInt | None = Field(None, ge=0)
    """The upper bound."""
    qualifier: Qualifier
    """The precision of the source."""
    unit: Unit
    """The unit that is counted, in the words of the source."""
    cumulative: StrictBool = False
    """True for a running total."""
    since: Moment | None = None
    """The first day of the counted period, where it is not that of the action."""
    extent: Extent = Extent.WHOLE
    """part, if the figure omits some of what it covers."""
    covers: Covers | None = None
    """series, if it counts all rounds so far; action, if it counts this round alone."""

    @model_validator(mode="after")
    def _check_bounds(self) -> Figure:
        low, high = self.low, self.high
        if low is not None and high is not None and low > high:
            raise rule_error(f"low {low:,} is above high {high:,}; swap or correct them")
        for bound in (low, high):
            if bound is not None and bound > LARGEST_FIGURE:
                raise rule_error(f"{bound:,} is impossible: above {LARGEST_FIGURE:,}; check the digits")
        match self.qualifier:
            case Qualifier.EXACTLY | Qualifier.ABOUT if low is None or low != high:
                raise rule_error(f"'{self.qualifier}' takes the same number as low and as high")
            case Qualifier.AT_LEAST | Qualifier.MORE_THAN if low is None or high is not None:
                raise rule_error(f"'{self.qualifier}' takes low and no high")
            case Qualifier.UP_TO | Qualifier.NEARLY if high is None or low is not None:
                raise rule_error(f"'{self.qualifier}' takes high and no low")
            case Qualifier.BETWEEN if low is None or high is None:
                raise rule_error("'between' takes low and high")
        return self


class ActorEntry(StrictModel):
    """An actor of an action, and its role."""

    entity: ActorId
    """A person, organization or place."""
    role: ActorRole
    """Its role."""


class Entry(StrictModel):
    """Statements of one source: one or more properties, each of which becomes a claim."""

    PROPERTIES: ClassVar[tuple[str, ...]] = ("name", "status")

    source: SourceId
    """The source of the statement."""
    name: Text | None = None
    """The name that the source uses."""
    status: Text | None = None
    """A position or situation in words."""
    stated: Text | None = None
    """The statement in a few words of your own; required with a figure. That of a name begins with the name."""
    as_of: Moment | None = None
    """The day that it describes, which is not the day of publication."""
    reported_by: ActorId | None = None
    """The entity that counted, if it is not the publisher."""
    published: Moment | None = None
    """The day of publication, if it differs from that of the source."""
    retrieved: Day | None = None
    """The day on which the page was read, if it differs from that of the source."""
    rank: Rank = Rank.NORMAL
    """preferred or deprecated, with a rank_reason, if sources disagree."""
    rank_reason: Text | None = None
    """The reason for the rank."""
    inference: Text | None = None
    """The reasoning, if the source does not state it explicitly."""
    note: Text | None = None
    """A note for readers."""
    replaces: ClaimIds = ()
    """The id of an earlier claim that this one corrects, or a list of them; each then resolves to this claim."""

    @model_validator(mode="after")
    def _check_properties(self) -> Entry:
        stated = self.stated_properties()
        if not stated:
            raise rule_error(f"has no property; add one of {', '.join(self.PROPERTIES)}")
        if "figure" in stated:
            if len(stated) > 1:
                others = " and ".join(sorted(stated - {"figure"}))
                raise rule_error(f"a figure needs an entry of its own; move {others} to another entry")
            if self.stated is None:
                raise rule_error("a figure needs 'stated'; add the statement of the source in a few words")
        if self.rank is not Rank.NORMAL and self.rank_reason is None:
            raise rule_error(f"rank '{self.rank}' needs a rank_reason; add it")
        if self.rank is Rank.NORMAL and self.rank_reason is not None:
            raise rule_error("a rank_reason needs rank 'preferred' or 'deprecated'; add the rank or remove the reason")
        return self

    def stated_properties(self) -> set[str]:
        """Return the names of the properties that the entry has."""
        return {name for name in self.PROPERTIES if getattr(self, name) is not None}


def _form(scheme: IdentifierScheme) -> Any:
    return Field(None, pattern=f"^{FORMS[scheme].pattern}$", examples=[FORMS[scheme].example])


class IdentifiersEntry(StrictModel):
    """The identifiers of an entity in other datasets, by scheme."""

    wikidata: str | None = _form(IdentifierScheme.WIKIDATA)
    """The item in Wikidata."""
    geoid: str | None = _form(IdentifierScheme.GEOID)
    """The FIPS code, in quotes: two digits of a state, five of a county."""
    iso_3166_2: str | None = _form(IdentifierScheme.ISO_3166_2)
    """The ISO 3166-2 code of a state."""
    bioguide: str | None = _form(IdentifierScheme.BIOGUIDE)
    """The id in the Biographical Directory of the US Congress."""
    open_states: str | None = _form(IdentifierScheme.OPEN_STATES)
    """The id of a person or bill in Open States."""
    legiscan: str | None = _form(IdentifierScheme.LEGISCAN)
    """The path of a bill in LegiScan."""

    @model_validator(mode="after")
    def _check_any(self) -> IdentifiersEntry:
        if not self.by_scheme():
            raise rule_error(f"has no identifier; add one of {', '.join(IdentifierScheme)}")
        return self

    def by_scheme(self) -> dict[IdentifierScheme, str]:
        """Return the identifiers that the source gives, by scheme."""
        found = {scheme: getattr(self, scheme.value) for scheme in IdentifierScheme}
        return {scheme: value for scheme, value in found.items() if value is not None}


class IdentifiedEntry(Entry):
    """Statements about an entity that other datasets identify."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (*Entry.PROPERTIES, "identifiers")

    identifiers: IdentifiersEntry | None = None
    """Its identifiers in other datasets, as the source gives them."""


class PersonEntry(IdentifiedEntry):
    """Statements about a person."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (*IdentifiedEntry.PROPERTIES, "speaks_for")

    speaks_for: OrganizationId | None = None
    """An organization that the person speaks for, as its officer or spokesperson."""


class PlaceEntry(IdentifiedEntry):
    """Statements about a place, such as a tally of all clemency in it."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (*IdentifiedEntry.PROPERTIES, "figure", "pardon_power")

    pardon_power: PardonPower | None = None
    """Who holds the power of clemency."""
    figure: Figure | None = None
    """A tally."""
    stage: Stage | None = None
    """The stage that the tally counts."""
    kind: ReliefKind | None = None
    """The kind of relief that the tally counts; omitted if it mixes kinds."""


class CityEntry(PlaceEntry):
    """Statements about a city or county."""

    PROPERTIES: ClassVar[tuple[str, ...]] = (*PlaceEntry.PROPERTIES, "counties")

    counties: tuple[CountyId, ...] | None = None
    """The ids of the counties that contain a city, whether or not they have a file; empty for an independent city."""


class TermEntry(Entry):
    """Statements about a term of office."""

    PROPERTIES: ClassVar[tuple[str, ...]] = ("start", "end", "scheduled_end", "party")

    start: Moment | None = None
    """The first day."""
    end: Moment | None = None
    """The day on which the term ended; not a scheduled end."""
    scheduled_end: Moment | None = None
    """The day on which the term is scheduled to end."""
    party: PartyId | None = None
    """The party of the person in this term."""

    @model_validator(mode="after")
    def _check_order(self) -> TermEntry:
        for name in ("end", "scheduled_end"):
            end = getattr(self, name)
            if self.start and end and end.last_day <= self.start.first_day:
                raise rule_error(f"{name} {end} is not after start {self.start}; correct one of them")
        return self


class CoverageEntry(StrictModel):
    """The coverage of a jurisdiction."""

    pardons: Knowledge
    """Pardons and commutations."""
    expungements: Knowledge
    """Expungements, sealings, vacaturs, dismissals and resentencings."""
    laws: Knowledge
    """Laws."""
    checked: Day
    """The day of the last check."""
    note: Text | None = None
    """A note, such as what a search did not find."""
