"""The requirements of laws and actions, and the duties of laws, in the texts of claims and derived from them."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.law_requirement_vocabulary import DutyOutcome, RequirementKind
from ..model.law_requirements import Duty, Requirement
from ..model.records import Claim
from ..model.vocabulary import ClaimProperty, Knowledge
from .fields_from_claims import usable
from .models.requirement_entry import RequirementEntry

_NO_NUMBER = "-"


def requirement_text(entry: RequirementEntry) -> str:
    """Return the text of the claim of a requirement: kind, status, number and words, separated by blanks."""
    number = next((one for one in (entry.months, entry.dollars) if one is not None), _NO_NUMBER)
    return f"{entry.kind} {entry.status} {number} {entry.words or ''}".rstrip()


def requirement_words(entry: RequirementEntry) -> str:
    """Return the wording of the claim of a requirement."""
    status = None if entry.status is Knowledge.VALUE else entry.status.value
    months = None if entry.months is None else f"{entry.months} months"
    dollars = None if entry.dollars is None else f"{entry.dollars} dollars"
    return f"{entry.kind}: {', '.join(filter(None, (status, months, dollars, entry.words)))}"


def requirements(claims: Iterable[Claim]) -> tuple[Requirement, ...]:
    """Return the requirements that claims report, by kind, best first; several of a kind are of several classes."""
    found: dict[str, list[Claim]] = {}
    for claim in usable(claims, ClaimProperty.REQUIREMENT):
        found.setdefault(claim.text or "", []).append(claim)
    order = list(RequirementKind)
    return tuple(sorted(map(_requirement, found.values()), key=lambda one: order.index(one.kind)))


def _requirement(claims: list[Claim]) -> Requirement:
    kind, status, number, *words = (claims[0].text or "").split(" ", 3)
    amount = None if number == _NO_NUMBER else int(number)
    return Requirement(
        kind=RequirementKind(kind),
        status=Knowledge(status),
        words=words[0] if words else None,
        months=amount if kind == RequirementKind.WAIT else None,
        dollars=amount if kind == RequirementKind.FEE else None,
        claims=tuple(claims),
    )


def duties(claims: Iterable[Claim]) -> tuple[Duty, ...]:
    """Return the duties that claims report, by day, each with its best outcome."""
    given = tuple(claims)
    stated: dict[str, list[Claim]] = {}
    for claim in usable(given, ClaimProperty.DUTY):
        stated.setdefault((claim.text or "").partition(" ")[0], []).append(claim)
    outcomes = list(usable(given, ClaimProperty.OUTCOME))
    found = [
        _duty(key, group, [one for one in outcomes if (one.text or "").partition(" ")[0] == key])
        for key, group in stated.items()
    ]
    return tuple(sorted(found, key=lambda duty: (duty.due, duty.key)))


def _duty(key: str, stated: list[Claim], outcomes: list[Claim]) -> Duty:
    best, outcome = stated[0], outcomes[0] if outcomes else None
    assert best.date is not None
    return Duty(
        law=best.about,
        key=key,
        task=(best.text or "").partition(" ")[2],
        due=best.date,
        body=next((claim.target for claim in stated if claim.target), None),
        outcome=DutyOutcome((outcome.text or "").partition(" ")[2]) if outcome else None,
        outcome_date=outcome.date if outcome else None,
        claims=(*stated, *outcomes),
    )
