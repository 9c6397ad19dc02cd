"""The coverage report: the number of records of each jurisdiction, and of identified entities of each type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..graph import KnowledgeGraph
from ..model.entity_types import RECORDS
from ..model.external_identifiers import FORMS
from ..model.records import Claim, ClemencyAction, EntityType, Jurisdiction, Law
from ..model.vocabulary import IdentifierScheme


class Row(NamedTuple):
    """The coverage of one jurisdiction: its number of records, and when it was last researched."""

    id: str
    name: str
    actions: int
    laws: int
    claims: int
    sources: int
    pardons: str
    expungements: str
    checked: date


def report(graph: KnowledgeGraph) -> list[Row]:
    """Return a row for each country, state and locality, by id.

    Parameters
    ----------
    graph
        The graph.

    Returns
    -------
    list of Row
        Claims and sources are those about the place, its actions and its laws; a state excludes its localities.
    """
    return [_row(graph, entity) for entity in graph.entities.values() if isinstance(entity, Jurisdiction)]


class IdentifierRow(NamedTuple):
    """The number of entities of one type that have an identifier of one scheme, of all that could have one."""

    type: EntityType
    scheme: IdentifierScheme
    identified: int
    entities: int


def identifier_report(graph: KnowledgeGraph) -> list[IdentifierRow]:
    """Return a row for each type of entity and each scheme for it, in the order of the types."""
    rows = []
    for type, record in RECORDS.items():
        entities = graph.of_type(record)
        counted = Counter(identifier.scheme for entity in entities for identifier in entity.identifiers)
        schemes = (scheme for scheme, form in FORMS.items() if type.value in form.types)
        rows += [IdentifierRow(type, scheme, counted[scheme], len(entities)) for scheme in schemes]
    return rows


def _row(graph: KnowledgeGraph, place: Jurisdiction) -> Row:
    actions = [action for action in graph.of_type(ClemencyAction) if action.jurisdiction == place.id]
    laws = graph.laws_in(place.id)
    claims = list(_claims(place, actions, laws))
    return Row(
        place.id,
        place.name,
        len(actions),
        len(laws),
        len(claims),
        len({claim.source for claim in claims}),
        place.coverage.pardons,
        place.coverage.expungements,
        place.coverage.checked,
    )


def _claims(place: Jurisdiction, actions: list[ClemencyAction], laws: tuple[Law, ...]) -> Iterator[Claim]:
    for entity in (place, *actions, *laws):
        yield from entity.claims
