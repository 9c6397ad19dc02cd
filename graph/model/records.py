"""The records of the graph: entities, terms, claims and relationships.

Records are immutable. They refer to each other by id; `KnowledgeGraph.get` looks an id up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from .bill_numbers import Bill, parse_bills
from .claims import Claim as Claim
from .claims import Quantity as Quantity
from .dates import Day, PartialDate
from .external_identifiers import Identifier
from .law_requirement_vocabulary import Disposition
from .law_requirements import Duty, Requirement
from .moved_ids import MovedId
from .series import Series
from .vocabulary import (
    ActorRole,
    Instrument,
    Knowledge,
    LawEffect,
    LawStatus,
    LocalityKind,
    Method,
    Office,
    OrganizationKind,
    PardonPower,
    RelationshipKind,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Vocabulary,
)

SCHEDULED: Final = "scheduled"
"""The text of an END claim whose date is a scheduled end."""
NO_COUNTY: Final = "none"
"""The text of a COUNTIES claim about an independent city; an empty text would read as one that is not known."""


class EntityType(Vocabulary):
    """The types of entities."""

    STATE = "state", "`State`."
    COUNTRY = "country", "`Country`."
    LOCALITY = "locality", "`Locality`."
    PERSON = "person", "`Person`."
    PARTY = "party", "`Party`."
    ORGANIZATION = "organization", "`Organization`."
    LAW = "law", "`Law`."
    ACTION = "action", "`ClemencyAction`."
    SOURCE = "source", "`Source`."


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Entity:
    """Anything with a name and a permanent, readable id; claims are ordered best first.

    `origin` is the name of the extra folder that adds it to the record; None for what is in the record.
    """

    type: ClassVar[EntityType]
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    claims: tuple[Claim, ...] = ()
    origin: str | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.name}>"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The parts of the record that were researched for a jurisdiction, and when."""

    pardons: Knowledge
    expungements: Knowledge
    laws: Knowledge
    checked: Day
    note: str | None


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Jurisdiction(Entity):
    """A place that can grant clemency or make law."""

    parent: str | None
    coverage: Coverage
    series: tuple[Series, ...] = ()
    pardon_power: PardonPower | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class State(Jurisdiction):
    """A US state, the District of Columbia or a territory."""

    type: ClassVar[EntityType] = EntityType.STATE
    code: str
    fips: str
    kind: StateKind


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Country(Jurisdiction):
    """The United States."""

    type: ClassVar[EntityType] = EntityType.COUNTRY
    code: str


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Locality(Jurisdiction):
    """A city or county."""

    type: ClassVar[EntityType] = EntityType.LOCALITY
    kind: LocalityKind
    counties: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Person(Entity):
    """A person who holds office, signs, decides or is quoted."""

    type: ClassVar[EntityType] = EntityType.PERSON
    speaks_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Party(Entity):
    """A political party."""

    type: ClassVar[EntityType] = EntityType.PARTY
    abbreviation: str


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Organization(Entity):
    """An organization that counts, publishes, decides or implements."""

    type: ClassVar[EntityType] = EntityType.ORGANIZATION
    kind: OrganizationKind


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Source(Entity):
    """A page or document that makes claims; its name is its title."""

    type: ClassVar[EntityType] = EntityType.SOURCE
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: PartialDate | None
    retrieved: Day
    kind: SourceKind
    reprint_of: str | None
    caution: str | None
    not_after: PartialDate | None = None
    archived: str | None = None

    @property
    def title(self) -> str:
        """The title of the page."""
        return self.name


@dataclass(frozen=True, slots=True)
class Provision:
    """The effect of a law on one class of offences, from `effective` up to but excluding `effective_until`."""

    effect: LawEffect
    method: Method | None
    scope: str
    waiting_period: str | None
    effective: PartialDate | None
    effective_until: PartialDate | None = None
    never_effective: bool = False
    disposition: Disposition | None = None
    cannabis_only: bool | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Law(Entity):
    """A statute, ballot measure, order or proclamation; all but its place, form and number comes from claims."""

    type: ClassVar[EntityType] = EntityType.LAW
    jurisdiction: str
    number: str | None
    session: str | None = None
    instrument: Instrument
    provisions: tuple[Provision, ...]
    status: LawStatus
    introduced: PartialDate | None = None
    enacted: PartialDate | None
    effective: PartialDate | None
    signed_by: str | None
    vetoed_by: str | None = None
    amends: tuple[str, ...]
    requirements: tuple[Requirement, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def bills(self) -> tuple[Bill, ...]:
        """The bills that the number names; none if it names something else, such as a ballot measure."""
        return parse_bills(self.number, self.jurisdiction, self.session)


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity that took part in an action, its role and its term of office."""

    entity: str
    role: ActorRole
    term: str | None


@dataclass(frozen=True, slots=True)
class StageEvent:
    """One stage of an action, with the claims about it."""

    stage: Stage
    date: PartialDate | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class ClemencyAction(Entity):
    """A pardon, expungement, sealing or other act of clemency; all but its kind and place is derived from claims."""

    type: ClassVar[EntityType] = EntityType.ACTION
    kind: ReliefKind
    jurisdiction: str
    extends: str | None
    stage: Stage
    date: PartialDate | None
    history: tuple[StageEvent, ...]
    scope: str | None
    actors: tuple[Actor, ...]
    laws: tuple[str, ...]
    part_of: tuple[str, ...] = ()
    separate_from: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Term:
    """A person's uninterrupted tenure of one office under one party, from `start` up to but excluding `end`."""

    id: str
    office: Office
    person: str
    jurisdiction: str
    party: str | None
    start: PartialDate
    end: PartialDate | None
    scheduled_end: PartialDate | None
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        return f"<Term {self.id}: {self.person}>"

    def covers(self, day: Day) -> bool:
        """Return whether the person held the office on a day: start <= day < end."""
        return self.start.first_day <= day and (self.end is None or day < self.end.first_day)


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Relationship:
    """A typed edge of the graph, with its dates and its claims."""

    id: str
    kind: RelationshipKind
    from_: str
    to: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    claims: tuple[Claim, ...] = ()
    term: str | None = None

    def __repr__(self) -> str:
        return f"<Relationship {self.id}>"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The dataset: its title, version, release date, license and citation, and the entities that have another id now.

    `moved` lists the hashes of earlier ids, each with the present one. `extra` lists the names of the folders that add
    to the record; their version follows that of the record in `version`.
    """

    title: str
    version: str
    released: Day
    license: str
    citation: str
    moved: tuple[MovedId, ...] = ()
    extra: tuple[str, ...] = ()


class Records(NamedTuple):
    """All entities and all terms of the data, by id."""

    entities: dict[str, Entity]
    terms: dict[str, Term]
