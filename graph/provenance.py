"""Which sources stand behind a value of a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .records import Claim, ClemencyAction, Entity, Law, Relationship, Source, StageEvent, State, Term
from .vocabulary import ClaimProperty

_BEHIND: Final[dict[type, dict[str, ClaimProperty]]] = {
    State: {"code": ClaimProperty.NAME, "fips": ClaimProperty.NAME, "name": ClaimProperty.NAME},
    Law: {
        "status": ClaimProperty.STATUS,
        "enacted": ClaimProperty.ENACTED,
        "effective": ClaimProperty.EFFECTIVE,
        "signed_by": ClaimProperty.ACTOR,
        "amends": ClaimProperty.LAW,
        "provisions": ClaimProperty.SCOPE,
    },
    ClemencyAction: {"scope": ClaimProperty.SCOPE, "actors": ClaimProperty.ACTOR, "laws": ClaimProperty.LAW},
    Term: {
        "start": ClaimProperty.START,
        "end": ClaimProperty.END,
        "scheduled_end": ClaimProperty.END,
        "party": ClaimProperty.PARTY,
        "person": ClaimProperty.START,
    },
}


def sources_behind(record: object, name: str) -> Iterable[str]:
    """The ids of the sources behind one field of a record, best first; none where the value is no claim of anyone's.

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
        case StageEvent() | Relationship():
            return _sources(record.claims)
        case ClemencyAction() if name in ("stage", "date"):
            return _sources(claim for claim in record.claims if claim.stage is record.stage)
        case Entity() | Term():
            behind = _BEHIND.get(type(record), {}).get(name)
            return _sources(claim for claim in record.claims if claim.property is behind)
        case _:
            return ()


def _sources(claims: Iterable[Claim]) -> Iterable[str]:
    return tuple(dict.fromkeys(claim.source for claim in claims))
