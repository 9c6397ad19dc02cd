"""The registry of entity types: one definition per type, from which loading, tables, exports and drawings derive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from . import records
from .records import Entity, EntityType
from .vocabulary import RelationshipKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTypeDefinition:
    """The definition of one entity type.

    Attributes
    ----------
    record : type of Entity
        The class of its records. The name of its GraphQL type is the name of this class.
    table : str
        The name of its table in frames and exports.
    label, plural : str
        Its name in the legend of drawings, for one entity and for several.
    color, dark_color : str
        The color of its entities in drawings, on a light and on a dark background.
    symbol : str
        The shape of its entities in drawings: circle, square, triangle, page, or a regular polygon such as polygon-6;
        polygon-8-turned is turned by half a corner.
    rdf : tuple of str
        Its classes in RDF, from the vocabularies of other projects.
    links : mapping of str to RelationshipKind
        The fields that contain the id of another entity, and the kind of the edge from this entity to that one.
    search : tuple of str
        The fields that search finds it by, besides id, name and aliases.
    keys : tuple of str
        The fields that identify an entity to a router of Apollo Federation.
    date : str or None
        The field with the date of an entity in the networkx graph.
    description : str or None
        The meaning of a row of its table; None if `graph.tables.entities` defines the table.
    columns : mapping of str to str
        The fields that are columns of its table besides id, name and aliases, each with its description.
    """

    record: type[Entity]
    table: str
    label: str
    plural: str
    color: str
    dark_color: str
    symbol: str
    rdf: tuple[str, ...] = ()
    links: Mapping[str, RelationshipKind] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    keys: tuple[str, ...] = ("id",)
    date: str | None = None
    description: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def type(self) -> EntityType:
        """The type; its value is the first part of the ids and the folder of the data files."""
        return self.record.type


_PLACE: Final = {"parent": RelationshipKind.PART_OF}

ENTITY_TYPES: Final[Mapping[EntityType, EntityTypeDefinition]] = {
    one.type: one
    for one in (
        EntityTypeDefinition(
            record=records.State,
            table="states",
            label="state",
            plural="States",
            color="#0f766e",
            dark_color="#4fd1c0",
            symbol="polygon-6",
            rdf=("schema:AdministrativeArea",),
            links=_PLACE,
            search=("code",),
            keys=("id", "code"),
        ),
        EntityTypeDefinition(
            record=records.Country,
            table="countries",
            label="country",
            plural="Country",
            color="#115e59",
            dark_color="#7fe0d4",
            symbol="polygon-8-turned",
            rdf=("schema:Country",),
            links=_PLACE,
        ),
        EntityTypeDefinition(
            record=records.Locality,
            table="localities",
            label="city or county",
            plural="Cities, counties",
            color="#15803d",
            dark_color="#74d58c",
            symbol="polygon-5-turned",
            rdf=("schema:AdministrativeArea",),
            links=_PLACE,
        ),
        EntityTypeDefinition(
            record=records.Person,
            table="persons",
            label="person",
            plural="People",
            color="#1d4ed8",
            dark_color="#8cb4ff",
            symbol="circle",
            rdf=("schema:Person", "prov:Person"),
            description="People who hold office, sign, decide or are quoted; their parties are in `terms`.",
            columns={
                "speaks_for": "The organizations that the person speaks for; `relationships` has one row for each."
            },
        ),
        EntityTypeDefinition(
            record=records.Party,
            table="parties",
            label="party",
            plural="Parties",
            color="#7e22ce",
            dark_color="#cda4ff",
            symbol="polygon-4",
            rdf=("schema:Organization", "prov:Organization"),
            search=("abbreviation",),
            description="Political parties.",
            columns={"abbreviation": "The abbreviation, such as D."},
        ),
        EntityTypeDefinition(
            record=records.Organization,
            table="organizations",
            label="organization",
            plural="Organizations",
            color="#be185d",
            dark_color="#ff93bd",
            symbol="polygon-5",
            rdf=("schema:Organization", "prov:Organization"),
            description="Organizations that count, publish, decide or implement.",
            columns={"kind": "The role of the organization in this record."},
        ),
        EntityTypeDefinition(
            record=records.Law,
            table="laws",
            label="law",
            plural="Laws",
            color="#8a6100",
            dark_color="#e6c15c",
            symbol="square",
            rdf=("schema:Legislation",),
            links={"jurisdiction": RelationshipKind.IN},
            search=("number",),
            date="enacted",
        ),
        EntityTypeDefinition(
            record=records.ClemencyAction,
            table="actions",
            label="action",
            plural="Actions",
            color="#c2410c",
            dark_color="#ff9d66",
            symbol="triangle",
            links={"jurisdiction": RelationshipKind.IN, "extends": RelationshipKind.EXTENDS},
            date="date",
        ),
        EntityTypeDefinition(
            record=records.Source,
            table="sources",
            label="source",
            plural="Sources",
            color="#56616f",
            dark_color="#a9b6c4",
            symbol="page",
            rdf=("schema:CreativeWork", "prov:Entity"),
            links={"reprint_of": RelationshipKind.REPRINTS},
            date="published",
        ),
    )
}
"""Every entity type, in the order of `EntityType`."""

RECORDS: Final[Mapping[EntityType, type[Entity]]] = {type: one.record for type, one in ENTITY_TYPES.items()}
"""The class of the records of each type."""

LINKS: Final[Mapping[type[Entity], Mapping[str, RelationshipKind]]] = {
    one.record: one.links for one in ENTITY_TYPES.values()
}
"""The fields of each class of records that contain the id of another entity, with the kinds of their edges."""

PLACES: Final = frozenset(type for type, record in RECORDS.items() if issubclass(record, records.Jurisdiction))
"""The types of places."""


def linking(kind: RelationshipKind) -> frozenset[EntityType]:
    """Return the types with a field that implies edges of a kind."""
    return frozenset(type for type, one in ENTITY_TYPES.items() if kind in one.links.values())
