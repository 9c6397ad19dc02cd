"""Check the built records: order of days, terms of office of the actors, and the assertions about the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction, Law, Records, Source, Term
from ..model.vocabulary import ActorRole, ClaimProperty, Extent, Rank, RelationshipKind, Stage, Unit
from ..queries.action_figures import figures
from ..queries.claim_agreement import value_range
from ..queries.claim_ranking import first_usable
from .cross_checks import ValidFile
from .errors import Problem
from .fields_from_claims import usable
from .models.file_parts import Entry
from .models.files import AssertionsFile


def check_records(records: Records, valid: Mapping[str, ValidFile]) -> Iterator[Problem]:
    """Check records that were built from valid files.

    Parameters
    ----------
    records
        The records.
    valid
        The files, by id.

    Yields
    ------
    Problem
        Every violation of a rule.
    """
    terms = _terms_by_person(records)
    claims = {claim.id for entity in records.entities.values() for claim in entity.claims}
    claims |= {claim.id for term in records.terms.values() for claim in term.claims}
    for id_, (document, model) in valid.items():
        for index, entry in enumerate(getattr(model, "claims", ())):
            yield from (document.problem(("claims", index), message) for message in _check_entry(entry, records))
        record = records.entities.get(id_)
        for claim in record.claims if record else ():
            for old in claim.replaces:
                if old in claims:
                    message = f"{claim.stated!r} replaces {old}, which is still in the data; leave one of them out"
                    yield document.problem(("claims",), message)
        if isinstance(record, Law):
            yield from (document.problem(("claims",), message) for message in _check_law(record, terms))
        elif isinstance(record, ClemencyAction):
            yield from (document.problem(("claims",), message) for message in _check_action(record, terms))
        elif isinstance(record, Source):
            yield from (document.problem(("not_after",), message) for message in _check_source(record))
        elif isinstance(model, AssertionsFile):
            yield from (document.problem(location, message) for location, message in _check_assertions(model, records))


def _check_entry(entry: object, records: Records) -> Iterator[str]:
    if isinstance(entry, Entry) and entry.as_of:
        source = records.entities[entry.source]
        published = entry.published or (source.published if isinstance(source, Source) else None)
        if published and entry.as_of.first_day > published.last_day:
            yield f"is as of {entry.as_of}, after its publication on {published}; correct one of the two days"
        bound = source.not_after if isinstance(source, Source) else None
        if bound and entry.as_of.first_day > bound.last_day:
            yield f"is as of {entry.as_of}, after {bound}, by which its page was published; correct one of the two days"


def _check_source(source: Source) -> Iterator[str]:
    if source.not_after and source.published and source.not_after.last_day < source.published.first_day:
        yield f"is {source.not_after}, before the publication on {source.published}; correct one of the two days"


def _terms_by_person(records: Records) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    for term in records.terms.values():
        terms.setdefault(term.person, []).append(term)
    return terms


def _held_no_office(terms: list[Term] | None, day: PartialDate | None) -> bool:
    """Return whether a person certainly held no office on a day.

    Terms before the first one in the data may be missing. On the last day of a term the person still holds the office.
    """
    if not terms or day is None or day.first_day < min(term.start.first_day for term in terms):
        return False
    return not any(
        term.start.first_day <= day.last_day and (not term.end or day.first_day <= term.end.last_day) for term in terms
    )


def _check_law(law: Law, terms: Mapping[str, list[Term]]) -> Iterator[str]:
    if law.introduced and law.enacted and law.introduced.first_day > law.enacted.last_day:
        yield f"is introduced on {law.introduced}, after it was enacted on {law.enacted}; correct one of the two days"
    signed = (law.signed_by, law.enacted, "signed")
    for person, day, did in (signed, (law.vetoed_by, _vetoed(law), "vetoed")):
        if person and _held_no_office(terms.get(person), day):
            yield f"{person}, who {did} it, held no office on {day}; correct the day or the person"
    if law.signed_by and any(usable(law.claims, ClaimProperty.SIGNATURE)):
        yield f"{law.signed_by} signed it, and a claim of 'signature' says otherwise; deprecate one of the two"


def _vetoed(law: Law) -> PartialDate | None:
    """Return the day of the veto, by the best claim that names the person who vetoed a law and has a day."""
    acts = usable(law.claims, ClaimProperty.ACTOR)
    vetoes = (one for one in acts if one.text == RelationshipKind.VETOED and one.target == law.vetoed_by)
    return next((one.as_of for one in vetoes if one.as_of), None)


def _check_action(action: ClemencyAction, terms: Mapping[str, list[Term]]) -> Iterator[str]:
    for actor in action.actors:
        if actor.role is ActorRole.DECIDED and _held_no_office(terms.get(actor.entity), action.date):
            yield f"{actor.entity}, who decided it, held no office on {action.date}; correct the day or the actor"
    if _nobody_was_granted(action):
        yield f"was {action.stage}, and its figures of that are 0; write 'stage: not_cannabis' with the day"
    for unit in Unit:
        granted, eligible = (_ranked_first(action, stage, unit) for stage in (Stage.GRANTED, Stage.ELIGIBLE))
        if granted and eligible and _exceeds(granted, eligible) and not (granted.note or eligible.note):
            message = f"{granted.stated!r} is granted, above {eligible.stated!r} eligible"
            yield f"{message}; explain it in a 'note' of one of the two, or correct it"


def _nobody_was_granted(action: ClemencyAction) -> bool:
    """Return whether all usable figures of what was granted are 0, leave nothing out, and are not of an earlier day."""
    if action.stage not in (Stage.GRANTED, Stage.RECORDED):
        return False
    given = [one for one in figures(action.claims, action.stage) if one.rank is not Rank.DEPRECATED]
    return bool(given) and all(
        one.quantity is not None
        and one.quantity.high == 0
        and one.quantity.extent is Extent.WHOLE
        and (one.as_of is None or action.date is None or one.as_of.last_day >= action.date.first_day)
        for one in given
    )


def _ranked_first(action: ClemencyAction, stage: Stage, unit: Unit | None = None) -> Claim | None:
    return first_usable(figures(action.claims, stage, unit))


def _exceeds(one: Claim, other: Claim) -> bool:
    """Return whether a figure is above another for all values that the two can have."""
    if one.quantity is None or other.quantity is None:
        return False
    least, most = value_range(one.quantity)[0], value_range(other.quantity)[1]
    return least is not None and most is not None and least > most


_FILLED: Final[dict[str, Callable[[object], bool]]] = {
    "date": lambda record: getattr(record, "date", None) is not None,
    "figure": lambda record: (
        isinstance(record, ClemencyAction) and any(_ranked_first(record, event.stage) for event in record.history)
    ),
    "actors": lambda record: bool(getattr(record, "actors", ())),
    "scope": lambda record: getattr(record, "scope", None) is not None,
    "laws": lambda record: bool(getattr(record, "laws", ())),
    "enacted": lambda record: getattr(record, "enacted", None) is not None,
    "effective": lambda record: getattr(record, "effective", None) is not None,
    "provisions": lambda record: bool(getattr(record, "provisions", ())),
    "number": lambda record: getattr(record, "number", None) is not None,
    "url": lambda record: getattr(record, "url", None) is not None,
    "publisher": lambda record: getattr(record, "publisher", None) is not None,
    "published": lambda record: getattr(record, "published", None) is not None,
    "party": lambda record: getattr(record, "party", None) is not None,
    "identifiers": lambda record: bool(getattr(record, "identifiers", ())),
}


def _check_assertions(assertions: AssertionsFile, records: Records) -> Iterator[tuple[tuple[str, ...], str]]:
    by_kind: dict[str, list[object]] = {"term": list(records.terms.values())}
    for entity in records.entities.values():
        by_kind.setdefault(entity.type.value, []).append(entity)
    by_kind["claim"] = [claim for entity in records.entities.values() for claim in entity.claims]
    for kind, least in assertions.count.items():
        found = len(by_kind.get(kind, ()))
        if found < least:
            yield (
                ("count", kind),
                f"requires at least {least}, but there are {found}; restore the lost data, or lower it",
            )
    for kind, rates in assertions.filled.items():
        for name, percent in rates.items():
            holders = by_kind.get(kind, [])
            filled = sum(map(_FILLED[name], holders))
            if 100 * filled < percent * len(holders):
                message = (
                    f"requires {percent} %, but {filled} of {len(holders)} have it; restore the lost data, or lower it"
                )
                yield ("filled", kind, name), message
