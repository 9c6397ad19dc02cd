"""Records from the nodes of a networkx graph: their attributes, and what the edges at them say."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final, Union

from ..export.serialization import field_types
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES, PLACES
from ..model.records import Actor, Claim, Coverage, Entity, EntityType, Provision, StageEvent, Term
from ..model.vocabulary import ActorRole, ClaimProperty, CoverageStatus, LawStatus, RelationshipKind, StateKind
from .derived_fields import acting_day, best_date, first, furthest, stages, term_held
from .errors import Problem, suggestion

_ID: Final = re.compile(r"[a-z]+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")
_ELSEWHERE: Final = frozenset((
    "id", "claims", "coverage", "signed_by", "amends", "publisher", "actors",
    "laws", "history", "provisions", "reprint_of", "part_of", "separate_from",
))  # fmt: skip
"""The fields that do not come from an attribute of the same name."""
_FOLLOWING: Final = frozenset(("status", "enacted", "effective", "scope", "stage", "date"))
"""The fields of laws and actions that follow their claims, where there are any."""
_TERRITORIES: Final = frozenset(("AS", "GU", "MP", "PR", "VI"))
_BETWEEN: Final = "; "


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class GraphProblem(Problem):
    """An error in a graph of networkx: its node or edge, the attribute, and the remedy."""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.field, self.message)))


class Reader:
    """Reads values of attributes, and collects the problems."""

    def __init__(self) -> None:
        self.problems: list[GraphProblem] = []
        self.ids: frozenset[str] = frozenset()
        """The ids of the nodes that are right."""

    def problem(self, place: str, attribute: str, message: str) -> None:
        """Note a problem of a node or an edge."""
        self.problems.append(GraphProblem(place, 0, attribute, message))

    def value(self, place: str, attribute: str, wanted: Any, given: object) -> Any:
        """Return a value as the type of its field, or None where it is missing or wrong, which is noted."""
        optional, wanted = _optional(wanted)
        if given is None or given == "":
            if not optional:
                self.problem(place, attribute, f"missing; {_example(wanted)}")
            return None
        try:
            return converted(wanted, given)
        except ValueError as error:
            self.problem(place, attribute, str(error))
            return None


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A node whose id, type and name are right."""

    id: str
    type: EntityType
    attributes: Mapping[str, Any]
    record: Entity | None

    @property
    def name(self) -> str:
        """The name of the node in messages."""
        return f"node {self.id}"

    def given(self, field: str) -> Any:
        """Return the attribute of this name, or else the field of the record that it carries."""
        value = self.attributes.get(field)
        # Where there were claims, they alone decide these.
        if value in (None, "") and self.record is not None and not (field in _FOLLOWING and self.record.claims):
            value = getattr(self.record, field, None)
        return value


@dataclasses.dataclass(frozen=True, slots=True)
class Links:
    """The entities at the other ends of the edges at one entity, by kind."""

    outgoing: defaultdict[RelationshipKind, list[str]] = dataclasses.field(default_factory=lambda: defaultdict(list))
    incoming: defaultdict[RelationshipKind, list[str]] = dataclasses.field(default_factory=lambda: defaultdict(list))


def read_nodes(nodes: Iterable[tuple[Any, Mapping[str, Any]]], reader: Reader) -> dict[str, Node]:
    """Return the nodes whose id, type and name are right, by id."""
    found: dict[str, Node] = {}
    for id, attributes in nodes:
        record = attributes.get("entity")
        record = record if isinstance(record, Entity) else None
        place, type = f"node {id}", attributes.get("type") or (record.type if record else None)
        if type is None:
            reader.problem(place, "type", f"missing; one of {', '.join(EntityType)}")
            continue
        kind = reader.value(place, "type", EntityType, type)
        name = reader.value(place, "name", str, attributes.get("name") or (record.name if record else None))
        if kind is None or name is None:
            continue
        if not isinstance(id, str) or not _ID.fullmatch(id) or id.partition("/")[0] != kind.value:
            told = f"is not an id; write {kind.value}/ and a slug of lower-case letters, digits and single hyphens"
            reader.problem(place, "", told)
        elif record is not None and (record.id, record.type) != (id, kind):
            reader.problem(place, "entity", f"is the record of {record.id}, a {record.type.value}")
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
            value = node.given(field) or _default(node, field)
            other = seen.setdefault((node.type, field, str(value)), node.id) if value else node.id
            if other != node.id:
                reader.problem(node.name, field, f"{value} is already that of {other}; one of the two is wrong")


def build_entity(
    node: Node, links: Links, claims: tuple[Claim, ...], held: Mapping[str, Sequence[Term]], day: date, reader: Reader
) -> Entity | None:
    """Return the record of a node; None where a value of it is missing or wrong, which is noted.

    Parameters
    ----------
    node
        The node.
    links
        The edges at it.
    claims
        The claims about it, best first.
    held
        The terms of each person.
    day
        The day of release, on which a place is said to be not checked where nothing else is said.
    """
    definition = ENTITY_TYPES[node.type]
    kind = definition.record
    before = len(reader.problems)
    fields: dict[str, Any] = {"id": node.id, "claims": claims}
    out, into = links.outgoing, links.incoming
    following = _following(node, claims)
    for field, wanted in field_types(kind).items():
        if field in definition.links:
            fields[field] = _linked(node, wanted, definition.links[field], out, reader)
        elif field not in _ELSEWHERE:
            given = following.get(field)
            if given is None:
                given = node.given(field)
            if given in (None, ""):
                given = _default(node, field)
            # There is nothing to derive it from, and no answer depends on it.
            unknown = field == "fips" and given is None
            fields[field] = "" if unknown else reader.value(node.name, field, wanted, given)
    match node.type:
        case place if place in PLACES:
            fields["coverage"] = _coverage(node, day, reader)
        case EntityType.SOURCE:
            original = node.given("reprint_of")
            fields["publisher"] = _one(into[RelationshipKind.PUBLISHED])
            fields["reprint_of"] = original if original in reader.ids else None
        case EntityType.LAW:
            fields |= {
                "signed_by": _one(into[RelationshipKind.SIGNED]),
                "amends": tuple(sorted(out[RelationshipKind.AMENDS])),
                "provisions": _provisions(node, reader),
            }
        case EntityType.ACTION:
            fields["laws"] = tuple(sorted(out[RelationshipKind.UNDER]))
            fields["part_of"] = tuple(sorted(out[RelationshipKind.INCLUDED_IN]))
            fields["separate_from"] = tuple(sorted(out[RelationshipKind.SEPARATE_FROM]))
    if len(reader.problems) > before:
        return None
    if node.type is EntityType.ACTION:
        fields["history"] = stages(claims) or (StageEvent(fields["stage"], fields["date"], ()),)
        acted = [(role, who) for role in ActorRole for who in sorted(into[RelationshipKind(role.value)])]
        on = acting_day(fields["history"])
        fields["actors"] = tuple(
            Actor(who, role, term_held(held.get(who, ()), fields["jurisdiction"], on)) for role, who in acted
        )
    return kind(**fields)


def _linked(
    node: Node, wanted: Any, kind: RelationshipKind, out: Mapping[RelationshipKind, Sequence[str]], reader: Reader
) -> str | None:
    """Return the id of the entity to which an edge of a kind leads."""
    found = _one(out[kind])
    if found is None and not _optional(wanted)[0]:
        remedy = "add one to its state, locality or country" if kind is RelationshipKind.IN else "add one"
        reader.problem(node.name, "", f"has no edge of kind {kind.value}; {remedy}")
    return found


def _following(node: Node, claims: tuple[Claim, ...]) -> dict[str, Any]:
    """Return the fields that the claims about a law or an action decide."""
    if node.type is EntityType.ACTION:
        history, scope = stages(claims), first(claims, ClaimProperty.SCOPE)
        reached = furthest(history) if history else None
        told = {"scope": scope.text if scope else None}
        # That its day is not known is said by the claims too.
        return told | ({"stage": reached.stage, "date": reached.date or ""} if reached else {})
    if node.type is EntityType.LAW:
        status = first(claims, ClaimProperty.STATUS)
        days = {name: best_date(claims, ClaimProperty(name)) for name in ("enacted", "effective")}
        return days | {"status": LawStatus(status.text) if status and status.text else None}
    return {}


def _default(node: Node, field: str) -> Any:
    """Return what follows where an attribute is left out, or None."""
    code = str(node.given("code") or node.id.rpartition("/")[2].upper())
    match node.type, field:
        case ((EntityType.STATE | EntityType.COUNTRY), "code"):
            return code
        case EntityType.STATE, "kind":
            kinds = {"DC": StateKind.DISTRICT} | dict.fromkeys(_TERRITORIES, StateKind.TERRITORY)
            return kinds.get(code, StateKind.STATE)
        case EntityType.PARTY, "abbreviation":
            return node.given("name")
        case ((EntityType.LAW | EntityType.ACTION), ("status" | "stage")):
            return getattr(node.record, field, None)
        case EntityType.SOURCE, "published":
            return node.attributes.get("date")
        case EntityType.LAW, "enacted" if node.record is None:
            return node.attributes.get("date")
        case _:
            return () if field in ("aliases", "authors") else None


def _coverage(node: Node, day: date, reader: Reader) -> Coverage:
    known = node.given("coverage")
    if isinstance(known, Coverage):
        return known
    given = {name: node.attributes.get(f"coverage_{name}") for name in ("pardons", "expungements", "laws")}
    found = {
        name: reader.value(node.name, f"coverage_{name}", CoverageStatus, value or CoverageStatus.NOT_CHECKED)
        for name, value in given.items()
    }
    checked = reader.value(node.name, "coverage_checked", date, node.attributes.get("coverage_checked") or day)
    return Coverage(**found, checked=checked, note=node.attributes.get("coverage_note"))


def _provisions(node: Node, reader: Reader) -> tuple[Provision, ...]:
    given = node.given("provisions") or ()
    if isinstance(given, Iterable) and all(isinstance(one, Provision) for one in given):
        return tuple(given)
    reader.problem(node.name, "provisions", "is not a list of Provision records")
    return ()


def _one(found: Sequence[str]) -> str | None:
    return found[0] if found else None


@cache
def _optional(wanted: Any) -> tuple[bool, Any]:
    if typing.get_origin(wanted) in (Union, types.UnionType):
        (of,) = (one for one in typing.get_args(wanted) if one is not type(None))
        return True, of
    return False, wanted


def _example(wanted: Any) -> str:
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return f"one of {', '.join(str(one.value) for one in wanted)}"
    return "write a day such as 2020-06-17" if wanted in (date, PartialDate) else "add it"


def converted(wanted: Any, given: Any) -> Any:
    """Return a value as a type: a vocabulary, a date, text, or a tuple of texts.

    Raises
    ------
    ValueError
        When it is not of that type; the message says which values are.
    """
    if typing.get_origin(wanted) is tuple:
        texts = tuple(given.split(_BETWEEN)) if isinstance(given, str) else tuple(given)
        if not all(isinstance(one, str) for one in texts):
            raise ValueError(f"{given!r} is not a list of texts")
        return texts
    if wanted is date:
        return given if isinstance(given, date) else date.fromisoformat(str(given))
    if wanted is PartialDate:
        return given if isinstance(given, PartialDate) else PartialDate(str(given))
    if issubclass(wanted, Enum):
        try:
            return wanted(given)
        except ValueError:
            words = [str(one.value) for one in wanted]
            told = f"{given!r} is not one of {', '.join(words)}{suggestion(str(given), words)}"
            raise ValueError(told) from None
    if not isinstance(given, wanted):
        raise ValueError(f"{given!r} is not {'text' if wanted is str else wanted.__name__}")
    return given
