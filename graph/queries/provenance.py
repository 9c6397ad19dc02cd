"""Provenance: the sources that support the value of a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.law_requirements import Duty, Requirement
from ..model.records import (
    SCHEDULED,
    Claim,
    ClemencyAction,
    Country,
    Entity,
    Law,
    Person,
    Relationship,
    Source,
    StageEvent,
    State,
    Term,
)
from ..model.series import Observation
from ..model.vocabulary import ClaimProperty, Rank, RelationshipKind
from .conflicts import Conflict
from .figure_ranges import FigureRange
from .law_signature import Signature
from .pardon_authority import PardonAuthority
from .stage_facts import act_among, says_reached
from .tally_reconciliation import Reconciliation
from .total import Total

_PROPERTIES: Final[dict[type, dict[str, ClaimProperty]]] = {
    State: {
        "code": ClaimProperty.NAME,
        "fips": ClaimProperty.NAME,
        "name": ClaimProperty.NAME,
        "pardon_power": ClaimProperty.PARDON_POWER,
    },
    Country: {"pardon_power": ClaimProperty.PARDON_POWER},
    Law: {
        "status": ClaimProperty.STATUS,
        "introduced": ClaimProperty.INTRODUCED,
        "enacted": ClaimProperty.ENACTED,
        "effective": ClaimProperty.EFFECTIVE,
        "signed_by": ClaimProperty.ACTOR,
        "vetoed_by": ClaimProperty.ACTOR,
        "amends": ClaimProperty.LAW,
        "provisions": ClaimProperty.SCOPE,
    },
    ClemencyAction: {"scope": ClaimProperty.SCOPE, "actors": ClaimProperty.ACTOR, "laws": ClaimProperty.LAW},
    Person: {"speaks_for": ClaimProperty.SPEAKS_FOR},
    Term: {
        "start": ClaimProperty.START,
        "end": ClaimProperty.END,
        "scheduled_end": ClaimProperty.END,
        "party": ClaimProperty.PARTY,
        "person": ClaimProperty.START,
    },
}
# A person can sign and veto one law; the text of the claim tells the two apart.
_ACTS: Final = {"signed_by": RelationshipKind.SIGNED, "vetoed_by": RelationshipKind.VETOED}
# Fields whose value is combined from all claims about the property, not taken from one.
_COMBINED: Final = frozenset(("code", "fips", "name", "provisions", "actors", "laws", "amends", "person", "speaks_for"))


def sources_behind(record: object, name: str) -> Iterable[str]:
    """Return the ids of the sources that support a field of a record, best first.

    Only claims with this very value support it, not those with another value and not deprecated ones. The result is
    empty if the value does not come from a claim.

    Parameters
    ----------
    record
        A record of the graph.
    name
        The name of one of its fields.

    Examples
    --------
    >>> sources_behind(graph.claims["claim/..."], "stated")
    ('source/...',)
    """
    match record:
        case Claim():
            return (record.source,)
        case Source():
            return (record.id,)
        case Observation():
            return (record.source,)
        case Requirement() | Duty() | Signature() | PardonAuthority():
            return _sources(record.claims)
        case StageEvent() | Relationship() | Total() | Conflict() | FigureRange():
            return _sources(record.claims)
        case Reconciliation():
            return _sources((record.claim, *(claim for total in record.explained for claim in total.claims)))
        case ClemencyAction() if name == "stage":
            return _sources(claim for claim in _usable(record) if claim.stage is record.stage)
        case ClemencyAction() if name == "date":
            act = act_among({claim.stage for claim in record.claims if claim.stage and _reports(claim)}) or record.stage
            at_stage = (claim for claim in _usable(record) if claim.stage is act)
            return _sources(claim for claim in at_stage if claim.date is not None and claim.date == record.date)
        case Entity() | Term():
            return _sources(_supporting_claims(record, name))
        case _:
            return ()


def _supporting_claims(record: Entity | Term, name: str) -> Iterator[Claim]:
    """Yield the claims that state the value of a field."""
    property = _PROPERTIES.get(type(record), {}).get(name)
    value = getattr(record, name) if property else None
    for claim in _usable(record):
        if claim.property is property and value is not None:
            is_scheduled = claim.text == SCHEDULED
            acted = name not in _ACTS or claim.text == _ACTS[name]
            matches = (
                acted and value in (claim.date, claim.target, claim.text) and is_scheduled == (name == "scheduled_end")
            )
            if name in _COMBINED or matches:
                yield claim


def _reports(claim: Claim) -> bool:
    return says_reached(claim.rank, claim.quantity)


def _usable(record: Entity | Term) -> Iterator[Claim]:
    return (claim for claim in record.claims if claim.rank is not Rank.DEPRECATED)


def _sources(claims: Iterable[Claim]) -> Iterable[str]:
    return tuple(dict.fromkeys(claim.source for claim in claims))
