"""The shape of the data files: what may stand in each.

These models check one file at a time; rules that need several files are in `checks`. The JSON Schemas that editors
complete the files with are generated from them.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from ...model.vocabulary import Instrument, LocalityKind, OrganizationKind, ReliefKind, SourceKind, StateKind
from .entries import (
    ActionEntry,
    ActionId,
    CityEntry,
    CoverageEntry,
    Day,
    Entry,
    JurisdictionId,
    LawEntry,
    Moment,
    OrganizationId,
    PersonId,
    PlaceEntry,
    ProvisionEntry,
    Shape,
    SourceId,
    TermEntry,
    Text,
)

Kind = Literal[
    "state", "country", "locality", "person", "party", "organization", "law", "action", "source", "term", "claim"
]
Part = Literal[
    "date", "figure", "actors", "scope", "laws", "enacted", "effective", "provisions", "number", "url", "publisher",
    "published", "party",
]  # fmt: skip


class EntityFile(Shape):
    """A file about one entity."""

    name: Text
    """What it is called."""
    aliases: tuple[Text, ...] = ()
    """Other names that people search for."""


class PlaceFile(EntityFile):
    """A file about a place."""

    coverage: CoverageEntry
    """What has been looked for."""
    claims: tuple[PlaceEntry, ...] = ()
    """What sources say."""


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
    """What sources say."""


class PersonFile(EntityFile):
    """person/steve-sisolak.yaml: a person."""

    claims: tuple[Entry, ...] = ()
    """What sources say; terms of office stand in term/."""


class PartyFile(EntityFile):
    """party/democratic.yaml: a party."""

    abbreviation: Text
    """Its abbreviation: D."""
    claims: tuple[Entry, ...] = ()
    """What sources say."""


class OrganizationFile(EntityFile):
    """organization/norml.yaml: an organization."""

    kind: OrganizationKind
    """What it is."""
    claims: tuple[Entry, ...] = ()
    """What sources say."""


class SourceFile(Shape):
    """source/PUBLISHER/YYYY-slug.yaml: a page or document."""

    title: Text
    """Its title."""
    url: Annotated[str, Field(pattern="^https?://[^ ]+$")] | None = None
    """Its address."""
    publisher: OrganizationId | None = None
    """Who published it."""
    authors: tuple[Text, ...] = ()
    """Its authors, as printed."""
    published: Moment | None = None
    """The day of publication."""
    retrieved: Day
    """The day on which it was read."""
    kind: SourceKind
    """What kind of source it is."""
    reprint_of: SourceId | None = None
    """The original, where it is a reprint."""
    caution: Text | None = None
    """Why to be careful with it."""
    not_after: Moment | None = None
    """The day by which it was surely published, where the day of publication is not known."""
    archived: Annotated[str, Field(pattern="^https?://[^ ]+$")] | None = None
    """The address of a copy in an archive."""


class LawFile(EntityFile):
    """law/il/hb-1438.yaml: a law."""

    jurisdiction: JurisdictionId
    """Whose law it is."""
    number: Text | None = None
    """Its number: HB 1438, Proposition 64."""
    instrument: Instrument
    """The form in which it was made."""
    provisions: tuple[ProvisionEntry, ...] = ()
    """What it does, by class of offences."""
    claims: tuple[LawEntry, ...]
    """What sources say."""


class ActionFile(EntityFile):
    """action/nv/2020-possession-pardons.yaml: a clemency action."""

    kind: ReliefKind
    """The kind of relief."""
    jurisdiction: JurisdictionId
    """Where."""
    extends: ActionId | None = None
    """The earlier action of which it is a further round."""
    claims: tuple[ActionEntry, ...]
    """What sources say."""


class TermFile(Shape):
    """One term of office."""

    person: PersonId
    """Who held it."""
    claims: tuple[TermEntry, ...] = Field(min_length=1)
    """What sources say of its start, end and party."""


class TermsFile(Shape):
    """term/nv/governor.yaml: who held one office, oldest first."""

    terms: tuple[TermFile, ...]
    """The terms of the office, oldest first."""


class DatasetFile(Shape):
    """dataset.yaml: the data as a whole."""

    title: Text
    """Its title."""
    released: Day
    """The day of this release."""
    license: Text
    """SPDX identifier of its license."""
    citation: Text
    """How to cite it."""


class AssertionsFile(Shape):
    """assertions.yaml: what the data promise to hold at the least, so that nothing is lost unseen."""

    count: dict[Kind, Annotated[int, Field(ge=0)]]
    """How many of a kind there are at the least."""
    filled: dict[Kind, dict[Part, Annotated[int, Field(ge=0, le=100)]]] = Field(default_factory=dict)
    """Of how many in a hundred of a kind a part is known, at the least."""


SHAPES: Final[dict[str, type[Shape]]] = {
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
}
"""The shape of the files in each folder."""
