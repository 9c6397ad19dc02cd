"""Models of the data files.

Each model validates one file at a time; `cross_checks` holds the rules that involve several files. The JSON Schemas of
the data files are generated from these models.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from ...model.name_separator import SEPARATOR
from ...model.vocabulary import Instrument, LocalityKind, OrganizationKind, ReliefKind, SourceKind, StateKind
from .action_entry import ActionEntry
from .file_parts import (
    ActionId,
    CityEntry,
    CoverageEntry,
    Day,
    EntityId,
    IdentifiedEntry,
    JurisdictionId,
    Moment,
    OrganizationId,
    PersonEntry,
    PersonId,
    PlaceEntry,
    SourceId,
    StrictModel,
    TermEntry,
    Text,
    rule_error,
)
from .law_entries import LawEntry, ProvisionEntry
from .series import SeriesFile

Kind = Literal[
    "state", "country", "locality", "person", "party", "organization", "law", "action", "source", "term", "claim"
]
Part = Literal[
    "date", "figure", "actors", "scope", "laws", "enacted", "effective", "provisions", "number", "url", "publisher",
    "published", "party", "identifiers",
]  # fmt: skip


def _without_separator(value: str) -> str:
    if SEPARATOR in value:
        raise rule_error(f"contains {SEPARATOR!r}, which separates the names of a list in a table; write a comma")
    return value


Name = Annotated[Text, AfterValidator(_without_separator)]


class EntityFile(StrictModel):
    """A file about one entity."""

    name: Name
    """The name."""
    aliases: tuple[Name, ...] = ()
    """Other names, for search."""


class PlaceFile(EntityFile):
    """A file about a place."""

    coverage: CoverageEntry
    """Its coverage."""
    claims: tuple[PlaceEntry, ...] = ()
    """The statements of sources."""


class StateFile(PlaceFile):
    """state/nv.yaml: a state, district or territory."""

    code: str = Field(pattern="^[A-Z]{2}$")
    """USPS code."""
    fips: str = Field(pattern="^[0-9]{2}$")
    """FIPS code, in quotes."""
    kind: StateKind
    """State, district or territory."""


class CountryFile(PlaceFile):
    """country/us.yaml: the country."""

    code: str = Field(pattern="^[A-Z]{2}$")
    """ISO 3166-1 code."""


class LocalityFile(PlaceFile):
    """locality/al/birmingham.yaml: a city or county."""

    kind: LocalityKind
    """City or county."""
    claims: tuple[CityEntry, ...] = ()
    """The statements of sources."""


class PersonFile(EntityFile):
    """person/steve-sisolak.yaml: a person."""

    claims: tuple[PersonEntry, ...] = ()
    """The statements of sources; terms of office are in term/."""


class PartyFile(EntityFile):
    """party/democratic.yaml: a party."""

    abbreviation: Text
    """Its abbreviation: D."""
    claims: tuple[IdentifiedEntry, ...] = ()
    """The statements of sources."""


class OrganizationFile(EntityFile):
    """organization/norml.yaml: an organization."""

    kind: OrganizationKind
    """The kind of organization."""
    claims: tuple[IdentifiedEntry, ...] = ()
    """The statements of sources."""


class SourceFile(StrictModel):
    """source/PUBLISHER/YYYY-slug.yaml: a page or document."""

    title: Text
    """Its title."""
    url: Annotated[str, Field(pattern="^https?://[^ ]+$")] | None = None
    """Its URL."""
    publisher: OrganizationId | None = None
    """The organization that published it."""
    authors: tuple[Name, ...] = ()
    """Its authors, as printed."""
    published: Moment | None = None
    """The day of publication."""
    retrieved: Day
    """The day on which it was read."""
    kind: SourceKind
    """The kind of source."""
    reprint_of: SourceId | None = None
    """The original, if it is a reprint."""
    caution: Text | None = None
    """A reason to use it with caution."""
    not_after: Moment | None = None
    """The last day on which it can have been published, if the exact day is unknown."""
    archived: Annotated[str, Field(pattern="^https?://[^ ]+$")] | None = None
    """The URL of a copy in a web archive."""


class LawFile(EntityFile):
    """law/il/hb-1438.yaml: a law."""

    jurisdiction: JurisdictionId
    """The jurisdiction of the law."""
    number: Text | None = None
    """Its number: HB 1438, Proposition 64."""
    session: Text | None = None
    """The session of a bill, as its legislature names it, in quotes: "2019", "2021-2022", "101"."""
    instrument: Instrument
    """The kind of legal instrument."""
    provisions: tuple[ProvisionEntry, ...] = ()
    """Its effects, by class of offences."""
    claims: tuple[LawEntry, ...]
    """The statements of sources."""


class ActionFile(EntityFile):
    """action/nv/2020-possession-pardons.yaml: a clemency action."""

    kind: ReliefKind
    """The kind of relief."""
    jurisdiction: JurisdictionId
    """The jurisdiction of the action."""
    extends: ActionId | None = None
    """The earlier action that this one continues with another round."""
    claims: tuple[ActionEntry, ...]
    """The statements of sources."""


class TermFile(StrictModel):
    """One term of office."""

    person: PersonId
    """The person who held it."""
    claims: tuple[TermEntry, ...] = Field(min_length=1)
    """The statements of sources about its start, end and party."""


class TermsFile(StrictModel):
    """term/nv/governor.yaml: the terms of one office."""

    terms: tuple[TermFile, ...]
    """The terms of the office, oldest first."""


class DatasetFile(StrictModel):
    """dataset.yaml: metadata of the dataset."""

    title: Text
    """Its title."""
    released: Day
    """The day of this release."""
    license: Text
    """The SPDX identifier of its license."""
    citation: Text
    """Its citation."""


class MovedFile(StrictModel):
    """moved.yaml: entities that had another id, which leads to the one that they have now."""

    ids: dict[Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")], EntityId]
    """The id of each now, by the first 16 hexadecimal digits of the SHA-256 of the earlier one."""


class AssertionsFile(StrictModel):
    """assertions.yaml: minimum counts and completeness of the data, so that a loss is noticed."""

    count: dict[Kind, Annotated[int, Field(ge=0)]]
    """The minimum number of each kind."""
    filled: dict[Kind, dict[Part, Annotated[int, Field(ge=0, le=100)]]] = Field(default_factory=dict)
    """The minimum percentage of each kind for which a part is known."""


FILE_MODELS: Final[dict[str, type[StrictModel]]] = {
    "state": StateFile,
    "country": CountryFile,
    "locality": LocalityFile,
    "party": PartyFile,
    "person": PersonFile,
    "organization": OrganizationFile,
    "source": SourceFile,
    "law": LawFile,
    "action": ActionFile,
    "term": TermsFile,
    "series": SeriesFile,
}
"""The model of the files in each folder."""
