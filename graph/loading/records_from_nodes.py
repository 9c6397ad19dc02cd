"""Build records from the nodes of a networkx graph: from their attributes, edges and claims."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final, Union

from ..export.serialization import field_types
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES, PLACES
from ..model.external_identifiers import Identifier
from ..model.name_separator import SEPARATOR
from ..model.records import NO_COUNTY, Actor, Claim, Coverage, Entity, EntityType, Provision, StageEvent, Term
from ..model.series import Series
from ..model.vocabulary import (
    ActorRole,
    ClaimProperty,
    Knowledge,
    LawStatus,
    RelationshipKind,
    StateKind,
)
from .errors import Problem, suggestion
from .fields_from_claims import (
    act_day,
    acting_day,
    best_date,
    first,
    furthest_stage,
    identifiers,
    pardon_power,
    stages,
    term_held,
)
from .law_requirements import duties, requirements

_ID: Final = re.compile(r"[a-z]+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")
_NOT_ATTRIBUTES: Final = frozenset((
    "id", "claims", "coverage", "signed_by", "vetoed_by", "amends", "publisher", "actors",
    "laws", "history", "provisions", "reprint_of", "part_of", "separate_from",
    "series", "requirements", "duties", "speaks_for",
))  # fmt: skip
"""The fields that are not read from an attribute of the same name."""
_FROM_CLAIMS: Final = frozenset(
    ("identifiers", "status", "introduced", "enacted", "effective", "scope", "stage", "date", "pardon_power")
)
"""The fields that are derived from the claims about an entity, if there are any."""
_SEPARATED: Final = f"contains {SEPARATOR!r}, which separates the names of a list in a table; write a comma"
_TERRITORIES: Final = frozenset(("AS", "GU", "MP", "PR", "VI"))


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class GraphProblem(Problem):
    """An error in a networkx graph, with its node or edge and its attribute."""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.field, self.message)))


class Reader:
    """A reader of attributes, which collects errors."""

    def __init__(self) -> None:
        self.problems: list[GraphProblem] = []
        self.ids: frozenset[str] = frozenset()
        """The ids of the valid nodes."""

    def problem(self, place: str, attribute: str, message: str) -> None:
        """Add an error of a node or an edge."""
        self.problems.append(GraphProblem(place, 0, attribute, message))

    def value(self, place: str, attribute: str, type: Any, value: object) -> Any:
        """Return a value as a type; None if it is missing or invalid, which is an error unless the type is optional."""
        optional, type = _optional(type)
        if value is None or value == "":
            if not optional:
                self.problem(place, attribute, f"missing; {_example(type)}")
            return None
        try:
            return convert(type, value)
        except ValueError as error:
            self.problem(place, attribute, str(error))
            return None


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A node with a valid id, type and name."""

    id: str
    type: EntityType
    attributes: Mapping[str, Any]
    record: Entity | None

    @property
    def name(self) -> str:
        """The name of the node in messages."""
        return f"node {self.id}"

    def field(self, field: str) -> Any:
        """Return the attribute with the name of a field, or else the field of the record of the node."""
        value = self.attributes.get(field)
        # If the record had claims, these fields come from the claims of the graph, not from the record.
        if value in (None, "") and self.record is not None and not (field in _FROM_CLAIMS and self.record.claims):
            value = getattr(self.record, field, None)
        return value


@dataclasses.dataclass(frozen=True, slots=True)
class Links:
    """The neighbors of an entity, by the kind of edge."""

    outgoing: defaultdict[RelationshipKind, list[str]] = dataclasses.field(default_factory=lambda: defaultdict(list))
    incoming: defaultdict[RelationshipKind, list[str]] = dataclasses.field(default_factory=lambda: defaultdict(list))


def read_nodes(nodes: Iterable[tuple[Any, Mapping[str, Any]]], reader: Reader) -> dict[str, Node]:
    """Return the nodes with a valid id, type and name, by id."""
    found: dict[str, Node] = {}
    for id, attributes in nodes:
        record = attributes.get("entity")
        record = record if isinstance(record, Entity) else None
        place, type = f"node {id}", attributes.get("type") or (record.type if record else None)
        if type is None:
            reader.problem(place, "type", f"missing; use one of {', '.join(EntityType)}")
            continue
        kind = reader.value(place, "type", EntityType, type)
        name = reader.value(place, "name", str, attributes.get("name") or (record.name if record else None))
        if kind is None or name is None:
            continue
        if SEPARATOR in name and kind is not EntityType.SOURCE:
            reader.problem(place, "name", _SEPARATED)
        if not isinstance(id, str) or not _ID.fullmatch(id) or id.partition("/")[0] != kind.value:
            message = f"is not an id; use {kind.value}/ and a slug of lower-case letters, digits and single hyphens"
            reader.problem(place, "", message)
        elif record is not None and (record.id, record.type) != (id, kind):
            reader.problem(
                place,
                "entity",
                f"is the record of {record.id}, of type {record.type.value}; use the record of the node",
            )
        else:
            found[id] = Node(id, kind, attributes, record)
    _check_unique(found.values(), reader)
    reader.ids = frozenset(found)
    return found


def _check_unique(nodes: Iterable[Node], reader: Reader) -> None:
    """Check that no two states have one code, and no two parties one abbreviation."""
    seen: dict[tuple[EntityType, str, str], str] = {}
    for node in nodes:
        for field in ("code", "abbreviation"):
            value = node.field(field) or _default(node, field)
            other = seen.setdefault((node.type, field, str(value)), node.id) if value else node.id
            if other != node.id:
                reader.problem(node.name, field, f"{value} is already used by {other}; correct one of the two")


def build_entity(
    node: Node, links: Links, claims: tuple[Claim, ...], terms: Mapping[str, Sequence[Term]], day: date, reader: Reader
) -> Entity | None:
    """Return the record of a node; None if one of its values is missing or invalid, which the reader reports.

    Parameters
    ----------
    node
        The node.
    links
        Its neighbors.
    claims
        The claims about it, best first.
    terms
        The terms of each person.
    day
        The day of release: the day of the last check of a place that has no other.
    reader
        The reader that collects errors.
    """
    definition = ENTITY_TYPES[node.type]
    kind = definition.record
    before = len(reader.problems)
    fields: dict[str, Any] = {"id": node.id, "claims": claims}
    out, into = links.outgoing, links.incoming
    derived = _fields_from_claims(node, claims)
    for field, type in field_types(kind).items():
        if field in definition.links:
            fields[field] = _linked(node, type, definition.links[field], out, reader)
        elif field not in _NOT_ATTRIBUTES:
            value = derived.get(field)
            if value is None:
                value = node.field(field)
            if value in (None, ""):
                value = _default(node, field)
            if field == "counties" and value == NO_COUNTY:
                value = ()
            # A FIPS code cannot be derived, and no result depends on it.
            unknown = field == "fips" and value is None
            fields[field] = "" if unknown else reader.value(node.name, field, type, value)
    match node.type:
        case place if place in PLACES:
            fields["coverage"] = _coverage(node, day, reader)
            fields["series"] = _series(node, reader)
        case EntityType.SOURCE:
            fields["publisher"] = _first_or_none(into[RelationshipKind.PUBLISHED])
            fields["reprint_of"] = _first_or_none(out[RelationshipKind.REPRINTS])
        case EntityType.PERSON:
            fields["speaks_for"] = tuple(sorted(out[RelationshipKind.SPEAKS_FOR]))
        case EntityType.LAW:
            fields |= {
                "signed_by": _first_or_none(into[RelationshipKind.SIGNED]),
                "vetoed_by": _first_or_none(into[RelationshipKind.VETOED]),
                "amends": tuple(sorted(out[RelationshipKind.AMENDS])),
                "provisions": _provisions(node, reader),
                "requirements": requirements(claims),
                "duties": duties(claims),
            }
        case EntityType.ACTION:
            fields["laws"] = tuple(sorted(out[RelationshipKind.UNDER]))
            fields["part_of"] = tuple(sorted(out[RelationshipKind.INCLUDED_IN]))
            fields["separate_from"] = tuple(sorted(out[RelationshipKind.SEPARATE_FROM]))
            fields["requirements"] = requirements(claims)
    if len(reader.problems) > before:
        return None
    if node.type is EntityType.ACTION:
        fields["history"] = stages(claims) or (StageEvent(fields["stage"], fields["date"], ()),)
        actors = [(role, id) for role in ActorRole for id in sorted(into[RelationshipKind(role.value)])]
        acted = acting_day(fields["history"])
        fields["actors"] = tuple(
            Actor(id, role, term_held(terms.get(id, ()), fields["jurisdiction"], acted)) for role, id in actors
        )
    return kind(**fields)


def _linked(
    node: Node, type: Any, kind: RelationshipKind, out: Mapping[RelationshipKind, Sequence[str]], reader: Reader
) -> str | None:
    """Return the id of the entity to which the edge of a kind leads; None is an error unless the type is optional."""
    found = _first_or_none(out[kind])
    if found is None and not _optional(type)[0]:
        remedy = "add one to its state, locality or country" if kind is RelationshipKind.IN else "add one"
        reader.problem(node.name, "", f"has no edge of kind {kind.value}; {remedy}")
    return found


def _fields_from_claims(node: Node, claims: tuple[Claim, ...]) -> dict[str, Any]:
    """Return the fields of an entity that are derived from its claims."""
    if node.type is EntityType.ACTION:
        history, scope = stages(claims), first(claims, ClaimProperty.SCOPE)
        fields = {"scope": scope.text if scope else None}
        # An empty text: the day of the act is unknown, and must not be taken from the attributes.
        return fields | ({"stage": furthest_stage(history), "date": act_day(history) or ""} if history else {})
    if node.type is EntityType.LAW:
        status = first(claims, ClaimProperty.STATUS)
        days = {name: best_date(claims, ClaimProperty(name)) for name in ("introduced", "enacted", "effective")}
        named = {"identifiers": identifiers(claims) or None}
        return days | named | {"status": LawStatus(status.text) if status and status.text else None}
    return {"identifiers": identifiers(claims) or None, "pardon_power": pardon_power(claims)}


def _default(node: Node, field: str) -> Any:
    """Return the value of a field that has no attribute, or None."""
    code = str(node.field("code") or node.id.rpartition("/")[2].upper())
    match node.type, field:
        case ((EntityType.STATE | EntityType.COUNTRY), "code"):
            return code
        case EntityType.STATE, "kind":
            kinds = {"DC": StateKind.DISTRICT} | dict.fromkeys(_TERRITORIES, StateKind.TERRITORY)
            return kinds.get(code, StateKind.STATE)
        case EntityType.PARTY, "abbreviation":
            return node.field("name")
        case ((EntityType.LAW | EntityType.ACTION), ("status" | "stage")):
            return getattr(node.record, field, None)
        case EntityType.SOURCE, "published":
            return node.attributes.get("date")
        case EntityType.LAW, "enacted" if node.record is None:
            return node.attributes.get("date")
        case _:
            return () if field in ("aliases", "authors", "identifiers") else None


def _coverage(node: Node, day: date, reader: Reader) -> Coverage:
    known = node.field("coverage")
    if isinstance(known, Coverage):
        return known
    values = {name: node.attributes.get(f"coverage_{name}") for name in ("pardons", "expungements", "laws")}
    statuses = {
        name: reader.value(node.name, f"coverage_{name}", Knowledge, value or Knowledge.NOT_LOOKED_FOR)
        for name, value in values.items()
    }
    checked = reader.value(node.name, "coverage_checked", date, node.attributes.get("coverage_checked") or day)
    return Coverage(**statuses, checked=checked, note=node.attributes.get("coverage_note"))


def _series(node: Node, reader: Reader) -> tuple[Series, ...]:
    """Return the series of a place, without the values whose source is not in the graph."""
    values = node.field("series") or ()
    if not isinstance(values, Iterable) or not all(isinstance(one, Series) for one in values):
        reader.problem(node.name, "series", "is not a list of Series records; use these")
        return ()
    kept = (_keep_sources(one, reader.ids) for one in values)
    return tuple(one for one in kept if one.observations)


def _keep_sources(series: Series, sources: Container[str]) -> Series:
    """Return a series with the values of some sources only."""
    return Series(series.measure, tuple(one for one in series.observations if one.source in sources))


def _provisions(node: Node, reader: Reader) -> tuple[Provision, ...]:
    values = node.field("provisions") or ()
    if isinstance(values, Iterable) and all(isinstance(one, Provision) for one in values):
        return tuple(values)
    reader.problem(node.name, "provisions", "is not a list of Provision records; use these")
    return ()


def _first_or_none(found: Sequence[str]) -> str | None:
    return found[0] if found else None


@cache
def _optional(type_: Any) -> tuple[bool, Any]:
    """Return whether a type is optional, and the type without None."""
    if typing.get_origin(type_) in (Union, types.UnionType):
        (inner,) = (one for one in typing.get_args(type_) if one is not type(None))
        return True, inner
    return False, type_


def _example(type_: Any) -> str:
    if isinstance(type_, type) and issubclass(type_, Enum):
        return f"use one of {', '.join(str(one.value) for one in type_)}"
    return "write a day such as 2020-06-17" if type_ in (date, PartialDate) else "add it"


def convert(type_: Any, value: Any) -> Any:
    """Convert a value to a type: a vocabulary, a date, text, or a tuple of texts.

    Raises
    ------
    ValueError
        If the value is not of the type; the message contains the valid values of a vocabulary.
    """
    if typing.get_origin(type_) is tuple:
        texts = tuple(value.split(SEPARATOR)) if isinstance(value, str) else tuple(value)
        if not all(isinstance(one, str) for one in texts):
            raise ValueError(f"{value!r} is not a list of texts")
        if any(SEPARATOR in one for one in texts):
            raise ValueError(_SEPARATED)
        return tuple(map(Identifier, texts)) if Identifier in typing.get_args(type_) else texts
    if type_ is date:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    if type_ is PartialDate:
        return value if isinstance(value, PartialDate) else PartialDate(str(value))
    if issubclass(type_, Enum):
        try:
            return type_(value)
        except ValueError:
            words = [str(one.value) for one in type_]
            message = f"{value!r} is not one of {', '.join(words)}{suggestion(str(value), words)}"
            raise ValueError(message) from None
    if not isinstance(value, type_):
        raise ValueError(f"{value!r} is not {'text' if type_ is str else type_.__name__}")
    return value
