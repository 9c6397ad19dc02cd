"""Expand entries of data files into claims, one for each property."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from types import MappingProxyType
from typing import Final

from ..model.dates import PartialDate
from ..model.external_identifiers import FORMS
from ..model.records import NO_COUNTY, SCHEDULED, Claim, Quantity
from ..model.vocabulary import ActorRole, ClaimProperty, Knowledge, Rank, RelationshipKind, ReliefKind, Stage
from .law_requirements import requirement_text, requirement_words
from .models.file_parts import ActorEntry, Entry, Figure, IdentifiersEntry
from .models.files import SourceFile
from .models.law_entries import DutyEntry, OutcomeEntry, ProvisionEntry
from .models.requirement_entry import RequirementEntry


@dataclass(frozen=True, slots=True)
class _Statement:
    """A property with its value, and the default wording of its claim."""

    property: ClaimProperty
    words: str
    quantity: Quantity | None = None
    date: PartialDate | None = None
    text: str | None = None
    target: str | None = None
    role: ActorRole | None = None


def expand(
    about: str,
    entry: Entry,
    sources: Mapping[str, SourceFile],
    term: str | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Claim]:
    """Yield the claims of an entry, in the order of its properties.

    Parameters
    ----------
    about
        The id of the entity that the entry is about.
    entry
        The entry.
    sources
        The sources by id.
    term
        The id of the term of office that the entry is about.
    names
        The names of entities by id, for the wording of claims that refer to them; the default is their ids.
    """
    for name in entry.PROPERTIES:
        value = getattr(entry, name)
        if value is not None:
            for statement in _statements(name, value, names):
                yield _claim(about, entry, statement, sources[entry.source], term)


def expand_provision(law: str, entry: ProvisionEntry, sources: Mapping[str, SourceFile]) -> Claim:
    """Return the claim of a provision of a law, with its effect, scope, method and end."""
    text = " ".join(filter(None, (entry.method, f"{entry.effect.replace('_', ' ')}:", entry.scope)))
    if entry.waiting_period:
        text += f", after {entry.waiting_period}"
    if entry.effective_until:
        text += f", until {entry.effective_until}"
    if entry.never_effective:
        text += ", never in effect"
    statement = _Statement(ClaimProperty.SCOPE, text, text=text, date=entry.effective)
    return _claim(law, entry, statement, sources[entry.source], None)


def _statements(key: str, value: object, names: Mapping[str, str]) -> Iterator[_Statement]:
    if isinstance(value, IdentifiersEntry):
        for scheme, identifier in value.by_scheme().items():
            words = f"{FORMS[scheme].label} {identifier}"
            yield _Statement(ClaimProperty.IDENTIFIER, words, text=f"{scheme}:{identifier}")
    else:
        yield _statement(key, value, names)


def _statement(key: str, value: object, names: Mapping[str, str]) -> _Statement:
    match key, value:
        case "figure", Figure():
            quantity = Quantity(
                value.low, value.high, value.qualifier, value.unit, value.cumulative, value.since, value.extent,
                value.covers,
            )  # fmt: skip
            return _Statement(ClaimProperty.FIGURE, "", quantity=quantity)
        case "actor", ActorEntry():
            words = f"{value.role} by {names.get(value.entity, value.entity)}"
            return _Statement(ClaimProperty.ACTOR, words, target=str(value.entity), role=value.role)
        case "counties", tuple():
            told = "lies in " + (", ".join(value) or "no county")
            return _Statement(ClaimProperty.COUNTIES, told, text=" ".join(value) or NO_COUNTY)
        case "signed_by" | "vetoed_by" | "amends" | "law" | "party" | "speaks_for" | "part_of" | "separate_from", str():
            property, words, text = _REFERENCES[key]
            return _Statement(property, f"{words} {names.get(value, value)}", target=str(value), text=text)
        case "requirement", RequirementEntry():
            return _Statement(ClaimProperty.REQUIREMENT, requirement_words(value), text=requirement_text(value))
        case "duty", DutyEntry():
            words = f"{value.task}, by {value.due}"
            target = str(value.body) if value.body else None
            text = f"{value.key} {value.task}"
            return _Statement(ClaimProperty.DUTY, words, text=text, date=value.due, target=target)
        case "outcome", OutcomeEntry():
            text = f"{value.duty} {value.outcome}"
            return _Statement(ClaimProperty.OUTCOME, f"{value.duty}: {value.outcome}", text=text, date=value.date)
        case "signature", Knowledge():
            words = "nobody signed it" if value is Knowledge.NONE else "no source says who signed it"
            return _Statement(ClaimProperty.SIGNATURE, words, text=value.value)
        case "scheduled_end", PartialDate():
            return _Statement(ClaimProperty.END, f"scheduled to end {value}", date=value, text=SCHEDULED)
        case _, PartialDate():
            return _Statement(ClaimProperty(key), f"{key} {value}", date=value)
        case _:
            return _Statement(ClaimProperty(key), str(value), text=str(value))


def _identifying_parts(quantity: Quantity) -> tuple[object, ...]:
    """Return the parts of a quantity that belong to the identity of its claim; defaults do not."""
    low, high, qualifier, unit, cumulative, *rest = astuple(quantity)
    optional = zip(fields(quantity)[5:], rest, strict=True)
    declared = ((field.name, value) for field, value in optional if value != field.default)
    return (low, high, qualifier, unit, cumulative, *declared)


_REFERENCES: Final = {
    "signed_by": (ClaimProperty.ACTOR, "signed by", RelationshipKind.SIGNED.value),
    "vetoed_by": (ClaimProperty.ACTOR, "vetoed by", RelationshipKind.VETOED.value),
    "amends": (ClaimProperty.LAW, "amends", "amends"),
    "law": (ClaimProperty.LAW, "under", None),
    "party": (ClaimProperty.PARTY, "of the", None),
    "speaks_for": (ClaimProperty.SPEAKS_FOR, "speaks for", None),
    "part_of": (ClaimProperty.PART_OF, "counted in", None),
    "separate_from": (ClaimProperty.SEPARATE_FROM, "separate from", None),
}
"""For each key whose value is an id: the property, the wording and the text of its claim."""


def _claim(
    about: str, entry: Entry | ProvisionEntry, statement: _Statement, source: SourceFile, term: str | None
) -> Claim:
    stage: Stage | None = getattr(entry, "stage", None)
    kind: ReliefKind | None = getattr(entry, "kind", None)
    full_entry = entry if isinstance(entry, Entry) else None
    published = entry.published or source.published
    as_of = full_entry.as_of if full_entry else None
    reported_by = str(full_entry.reported_by) if full_entry and full_entry.reported_by else None
    # Rank, wording and the day of reading can change without changing the id.
    value = (
        statement.quantity and _identifying_parts(statement.quantity),
        statement.date,
        statement.text,
        statement.target,
        statement.role,
    )
    content = (about, term, statement.property, value, stage, kind, entry.source, as_of, reported_by)
    return Claim(
        id=f"claim/{hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]}",
        about=about,
        property=statement.property,
        stated=(full_entry.stated if full_entry else None) or statement.words,
        quantity=statement.quantity,
        date=statement.date,
        text=statement.text,
        target=statement.target,
        role=statement.role,
        term=term,
        stage=stage,
        kind=kind,
        as_of=as_of,
        reported_by=reported_by,
        source=str(entry.source),
        published=published,
        retrieved=entry.retrieved or source.retrieved,
        inference=entry.inference,
        note=full_entry.note if full_entry else None,
        replaces=entry.replaces,
        rank=full_entry.rank if full_entry else Rank.NORMAL,
        rank_reason=full_entry.rank_reason if full_entry else None,
    )
