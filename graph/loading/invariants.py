"""Rules that the built records must hold: days in order, powers held on the day, promises of size kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction, Law, Records, Source, Term
from ..model.vocabulary import ActorRole, Stage, Unit
from ..queries.conflicts import value_range
from ..queries.figures import best_figure
from .cross_checks import Checked
from .errors import Problem
from .models.entries import Entry
from .models.files import AssertionsFile


def inconsistent(records: Records, checked: Mapping[str, Checked]) -> Iterator[Problem]:
    """Every problem of records that were built from files without one."""
    terms = _terms(records)
    for id_, (document, shape) in checked.items():
        for index, entry in enumerate(getattr(shape, "claims", ())):
            yield from (document.problem(("claims", index), told) for told in _of_entry(entry, records))
        record = records.entities.get(id_)
        if isinstance(record, Law):
            yield from (document.problem(("claims",), told) for told in _of_law(record, terms))
        elif isinstance(record, ClemencyAction):
            yield from (document.problem(("claims",), told) for told in _of_action(record, terms))
        elif isinstance(shape, AssertionsFile):
            yield from (document.problem(location, told) for location, told in _of_assertions(shape, records))


def _of_entry(entry: object, records: Records) -> Iterator[str]:
    if isinstance(entry, Entry) and entry.as_of:
        source = records.entities[entry.source]
        published = entry.published or (source.published if isinstance(source, Source) else None)
        if published and entry.as_of.first_day > published.last_day:
            yield f"is as of {entry.as_of}, after it was published on {published}"


def _terms(records: Records) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    for term in records.terms.values():
        terms.setdefault(term.person, []).append(term)
    return terms


def _lacked_office(terms: list[Term] | None, day: PartialDate | None) -> bool:
    """Whether somebody surely held no office on a day.

    Terms before the first that is recorded may be missing; the morning of a hand-over is still the old holder's.
    """
    if not terms or day is None or day.first_day < min(term.start.first_day for term in terms):
        return False
    return not any(
        term.start.first_day <= day.last_day and (not term.end or day.first_day <= term.end.last_day) for term in terms
    )


def _of_law(law: Law, terms: Mapping[str, list[Term]]) -> Iterator[str]:
    if law.signed_by and _lacked_office(terms.get(law.signed_by), law.enacted):
        yield f"{law.signed_by}, who signed it, held no office on {law.enacted}; correct the day or the signer"


def _of_action(action: ClemencyAction, terms: Mapping[str, list[Term]]) -> Iterator[str]:
    for actor in action.actors:
        if actor.role is ActorRole.DECIDED and _lacked_office(terms.get(actor.entity), action.date):
            yield f"{actor.entity}, who decided it, held no office on {action.date}; correct the day or the actor"
    for unit in Unit:
        granted, eligible = (best_figure(action, stage, unit) for stage in (Stage.GRANTED, Stage.ELIGIBLE))
        if granted and eligible and _exceeds(granted, eligible) and not (granted.note or eligible.note):
            told = f"{granted.stated!r} is granted, above {eligible.stated!r} eligible"
            yield f"{told}; say why in a 'note' of one of the two, or correct it"


def _exceeds(one: Claim, other: Claim) -> bool:
    """Whether a figure is above another, whatever the two can mean."""
    if one.quantity is None or other.quantity is None:
        return False
    least, most = value_range(one.quantity)[0], value_range(other.quantity)[1]
    return least is not None and most is not None and least > most


_FILLED: Final[dict[str, Callable[[object], bool]]] = {
    "date": lambda record: getattr(record, "date", None) is not None,
    "figure": lambda record: (
        isinstance(record, ClemencyAction) and any(best_figure(record, event.stage) for event in record.history)
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
}


def _of_assertions(promised: AssertionsFile, records: Records) -> Iterator[tuple[tuple[str, ...], str]]:
    by_kind: dict[str, list[object]] = {"term": list(records.terms.values())}
    for entity in records.entities.values():
        by_kind.setdefault(entity.type.value, []).append(entity)
    by_kind["claim"] = [claim for entity in records.entities.values() for claim in entity.claims]
    for kind, least in promised.count.items():
        found = len(by_kind.get(kind, ()))
        if found < least:
            yield ("count", kind), f"promises at least {least}, but there are {found}; something was lost"
    for kind, rates in promised.filled.items():
        for name, percent in rates.items():
            holders = by_kind.get(kind, [])
            filled = sum(map(_FILLED[name], holders))
            if 100 * filled < percent * len(holders):
                told = f"promises that {percent} of 100 have it, but {filled} of {len(holders)} do; something was lost"
                yield ("filled", kind, name), told
