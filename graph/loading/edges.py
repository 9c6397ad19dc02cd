"""Build the relationships that records imply, with their dates and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from ..model.entity_types import LINKS
from ..model.records import Claim, ClemencyAction, Entity, Jurisdiction, Law, Person, Relationship, Source, Term
from ..model.vocabulary import ActorRole, ClaimProperty, RelationshipKind
from ..storage.columnar import build_records

_ROLES = {role: RelationshipKind(role.value) for role in ActorRole}
_Row: TypeAlias = tuple[RelationshipKind, str, str, tuple[Claim, ...], Term | None]


def edges(entities: Iterable[Entity], terms: Iterable[Term]) -> list[Relationship]:
    """Return every relationship between entities, in the order of the entities."""
    rows = list(_rows(entities, terms))
    if not rows:
        return []
    kinds, from_, to, claims, row_terms = zip(*rows, strict=True)
    # A person can hold the same office twice; the term distinguishes the two edges.
    ids = [f"{kind}:{one}>{other}" + (f"@{term.id}" if term else "") for kind, one, other, _, term in rows]
    columns: dict[str, Iterable[Any]] = {
        "id": ids,
        "kind": kinds,
        "from_": from_,
        "to": to,
        "start": (term.start if term else None for term in row_terms),
        "end": (term.end if term else None for term in row_terms),
        "claims": claims,
        "term": (term.id if term else None for term in row_terms),
    }
    # By columns this takes a third less time; no other records are as numerous.
    return build_records(Relationship, len(rows), columns.items())


def _rows(entities: Iterable[Entity], terms: Iterable[Term]) -> Iterator[_Row]:
    for entity in entities:
        for name, kind in LINKS[type(entity)].items():
            target = getattr(entity, name)
            if target:
                yield _edge(kind, entity.id, target)
        match entity:
            case Law():
                yield from _law_edges(entity)
            case ClemencyAction():
                yield from _action_edges(entity)
            case Person():
                for other in entity.speaks_for:
                    claims = _claims_about(entity, ClaimProperty.SPEAKS_FOR, other)
                    yield _edge(RelationshipKind.SPEAKS_FOR, entity.id, other, claims)
            case Source() if entity.publisher:
                yield _edge(RelationshipKind.PUBLISHED, entity.publisher, entity.id)
        by_source: dict[str, list[Claim]] = {}
        for claim in entity.claims:
            by_source.setdefault(claim.source, []).append(claim)
        if isinstance(entity, Jurisdiction):
            by_source |= {source: [] for source in sources_of_series(entity) if source not in by_source}
        for source, claims in by_source.items():
            yield _edge(RelationshipKind.SAYS, source, entity.id, claims)
    for term in terms:
        yield from _term_edges(term)


def sources_of_series(place: Jurisdiction) -> Iterable[str]:
    """Return the ids of the sources of the values of the series of a place, each once."""
    return dict.fromkeys(one.source for series in place.series for one in series.observations)


def _law_edges(law: Law) -> Iterator[_Row]:
    for kind, person in ((RelationshipKind.SIGNED, law.signed_by), (RelationshipKind.VETOED, law.vetoed_by)):
        if person:
            claims = [one for one in _claims_about(law, ClaimProperty.ACTOR, person) if one.text == kind]
            yield _edge(kind, person, law.id, claims)
    for other in law.amends:
        yield _edge(RelationshipKind.AMENDS, law.id, other, _claims_about(law, ClaimProperty.LAW, other))


def _action_edges(action: ClemencyAction) -> Iterator[_Row]:
    for actor in action.actors:
        claims = [
            claim for claim in _claims_about(action, ClaimProperty.ACTOR, actor.entity) if claim.role is actor.role
        ]
        yield _edge(_ROLES[actor.role], actor.entity, action.id, claims)
    for law in action.laws:
        yield _edge(RelationshipKind.UNDER, action.id, law, _claims_about(action, ClaimProperty.LAW, law))
    for whole in action.part_of:
        yield _edge(RelationshipKind.INCLUDED_IN, action.id, whole, _claims_about(action, ClaimProperty.PART_OF, whole))
    for other in action.separate_from:
        claims = _claims_about(action, ClaimProperty.SEPARATE_FROM, other)
        yield _edge(RelationshipKind.SEPARATE_FROM, action.id, other, claims)


def _term_edges(term: Term) -> Iterator[_Row]:
    days = [claim for claim in term.claims if claim.property is not ClaimProperty.PARTY]
    yield _edge(RelationshipKind.HOLDS, term.person, term.jurisdiction, days, term)
    if term.party:
        parties = [claim for claim in term.claims if claim.target == term.party]
        yield _edge(RelationshipKind.MEMBER_OF, term.person, term.party, parties, term)


def _claims_about(entity: Entity, property: ClaimProperty, target: str) -> list[Claim]:
    return [claim for claim in entity.claims if claim.property is property and claim.target == target]


def _edge(kind: RelationshipKind, from_: str, to: str, claims: Iterable[Claim] = (), term: Term | None = None) -> _Row:
    return kind, from_, to, tuple(claims), term
