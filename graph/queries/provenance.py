"""Which sources stand behind a value of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.records import SCHEDULED, Claim, ClemencyAction, Entity, Law, Relationship, Source, StageEvent, State, Term
from ..model.vocabulary import ClaimProperty, Rank
from .conflicts import Conflict
from .reconciliation import Reconciliation
from .totals import Total

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
# Where the value is put together from all claims about the property, not taken from one.
_TOGETHER: Final = frozenset(("code", "fips", "name", "provisions", "actors", "laws", "amends", "person"))


def sources_behind(record: object, name: str) -> Iterable[str]:
    """The ids of the sources behind one field of a record, best first; none where the value is no claim of anyone's.

    Only those that give the very value stand behind it: not those that say otherwise, nor deprecated claims.

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
        case StageEvent() | Relationship() | Total() | Conflict():
            return _sources(record.claims)
        case Reconciliation():
            return _sources((record.claim, *(claim for total in record.explained for claim in total.claims)))
        case ClemencyAction() if name == "stage":
            return _sources(claim for claim in _usable(record) if claim.stage is record.stage)
        case ClemencyAction() if name == "date":
            told = (claim for claim in _usable(record) if claim.stage is record.stage)
            return _sources(claim for claim in told if claim.date is not None and claim.date == record.date)
        case Entity() | Term():
            return _sources(_giving(record, name))
        case _:
            return ()


def _giving(record: Entity | Term, name: str) -> Iterator[Claim]:
    """The claims that give a field its value."""
    behind = _BEHIND.get(type(record), {}).get(name)
    value = getattr(record, name) if behind else None
    for claim in _usable(record):
        if claim.property is behind and value is not None:
            of_the_schedule = claim.text == SCHEDULED
            given = value in (claim.date, claim.target, claim.text) and of_the_schedule == (name == "scheduled_end")
            if name in _TOGETHER or given:
                yield claim


def _usable(record: Entity | Term) -> Iterator[Claim]:
    return (claim for claim in record.claims if claim.rank is not Rank.DEPRECATED)


def _sources(claims: Iterable[Claim]) -> Iterable[str]:
    return tuple(dict.fromkeys(claim.source for claim in claims))
