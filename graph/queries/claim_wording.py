"""Claims whose words or whose actor do not fit what they are recorded as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..model.records import SCHEDULED, Claim, ClemencyAction, Entity, Organization, Source
from ..model.vocabulary import ActorRole, ClaimProperty, OrganizationKind, Qualifier, Rank, ReliefKind, Stage, Unit

DONE: Final = frozenset((Stage.GRANTED, Stage.RECORDED))
"""The stages at which something was done."""

_DAYS_OF_DONE: Final = frozenset((ClaimProperty.ENACTED, ClaimProperty.START, ClaimProperty.END, ClaimProperty.OUTCOME))
_FUTURE: Final = re.compile(r"\b(?:will|would|plans? to|intends? to|expect(?:s|ed) to|yet to)\b", re.IGNORECASE)
_CLEMENCY: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))
_DECIDES_NOTHING: Final = frozenset((OrganizationKind.ADVOCACY, OrganizationKind.PUBLISHER, OrganizationKind.POLICE))
_COUNTED: Final = "|".join(
    ("people", "persons", "convictions", "cases", "records", "charges", "pardons", "commutations", "applications")
)
_HAPPENED: Final = re.compile(
    r"(?:adopted|approved|enacted|introduced|passed|rejected|repealed|signed|vetoed|withdrawn)\b(?!-)", re.IGNORECASE
)
_FEWER: Final = re.compile(r"\b(?:fewer than|less than|under|nearly|almost) \d", re.IGNORECASE)
_NUMBER: Final = re.compile(rf"\b\d[\d,]*\s+(?:[\w'\u2019-]+\s+){{0,2}}(?:{_COUNTED})\b", re.IGNORECASE)


def worded_as_future(claim: Claim) -> bool:
    """Return whether a claim of something done is worded as something to come."""
    return _usable(claim) and claim.stage in DONE and _FUTURE.search(claim.stated) is not None


def dated_after_page(claim: Claim, source: Source) -> bool:
    """Return whether a claim gives the day of something done that is after the publication of its page."""
    if not _usable(claim) or claim.date is None or not _of_something_done(claim):
        return False
    bounds = [day.last_day for day in (claim.published, source.not_after) if day is not None]
    return claim.date.first_day > min(bounds, default=claim.retrieved)


def _of_something_done(claim: Claim) -> bool:
    if claim.property is ClaimProperty.DATE:
        return claim.stage in DONE
    return claim.property in _DAYS_OF_DONE and claim.text != SCHEDULED


def counts_records(action: ClemencyAction, claim: Claim) -> bool:
    """Return whether a claim counts pardons or commutations in records, which they leave in place."""
    quantity = claim.quantity
    return _usable(claim) and action.kind in _CLEMENCY and quantity is not None and quantity.unit is Unit.RECORDS


def decided_without_power(claim: Claim, actor: Entity | None) -> bool:
    """Return whether a claim says that an organization decided that can decide on no clemency."""
    decided = _usable(claim) and claim.role is ActorRole.DECIDED
    return decided and isinstance(actor, Organization) and actor.kind in _DECIDES_NOTHING


def worded_as_no_name(claim: Claim) -> bool:
    """Return whether a claim of a name is worded as something else: its words do not begin with the name."""
    return claim.property is ClaimProperty.NAME and not claim.stated.startswith(claim.text or "")


def worded_as_no_scope(claim: Claim) -> bool:
    """Return whether a claim of a scope is worded as something that happened, such as a vote or a signature."""
    return claim.property is ClaimProperty.SCOPE and _HAPPENED.match(claim.text or "") is not None


def worded_as_fewer(claim: Claim) -> bool:
    """Return whether a figure that may be its upper bound is worded as fewer than a number, which it never is."""
    up_to = claim.quantity is not None and claim.quantity.qualifier is Qualifier.UP_TO
    return _usable(claim) and up_to and _FEWER.search(claim.stated) is not None


def figures_in_words(action: ClemencyAction) -> Iterator[Claim]:
    """Yield the claims about a situation that contain a number of people, cases or the like."""
    for claim in action.claims:
        if _usable(claim) and claim.property is ClaimProperty.STATUS and _NUMBER.search(claim.text or ""):
            yield claim


def _usable(claim: Claim) -> bool:
    return claim.rank is not Rank.DEPRECATED
