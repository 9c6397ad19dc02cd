"""From the entries of a data file to claims: one for each property that a source gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from types import MappingProxyType
from typing import Final

from ..model.dates import PartialDate
from ..model.records import SCHEDULED, Claim, Quantity
from ..model.vocabulary import ActorRole, ClaimProperty, Rank, ReliefKind, Stage
from .models.entries import ActorEntry, Entry, Figure, ProvisionEntry
from .models.files import SourceFile


@dataclass(frozen=True, slots=True)
class _Said:
    """One property with its value, and words for it where the entry gives none."""

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
    """The claims of one entry about an entity, in the order of the entry's properties.

    `names` gives the names of entities, for the words of claims that point at them; else their ids stand there.
    """
    for name in entry.PROPERTIES:
        value = getattr(entry, name)
        if value is not None:
            yield _claim(about, entry, _said(name, value, names), sources[entry.source], term)


def expand_provision(law: str, entry: ProvisionEntry, sources: Mapping[str, SourceFile]) -> Claim:
    """The claim behind one provision of a law: what it does for which offences, and how."""
    text = " ".join(filter(None, (entry.method, f"{entry.effect.replace('_', ' ')}:", entry.scope)))
    if entry.waiting_period:
        text += f", after {entry.waiting_period}"
    said = _Said(ClaimProperty.SCOPE, text, text=text, date=entry.effective)
    return _claim(law, entry, said, sources[entry.source], None)


def _said(key: str, value: object, names: Mapping[str, str]) -> _Said:
    match key, value:
        case "figure", Figure():
            quantity = Quantity(
                value.low, value.high, value.qualifier, value.unit, value.cumulative, value.since, value.extent,
                value.covers,
            )  # fmt: skip
            return _Said(ClaimProperty.FIGURE, "", quantity=quantity)
        case "actor", ActorEntry():
            told = f"{value.role} by {names.get(value.entity, value.entity)}"
            return _Said(ClaimProperty.ACTOR, told, target=str(value.entity), role=value.role)
        case "counties", tuple():
            return _Said(ClaimProperty.COUNTIES, "lies in " + (", ".join(value) or "no county"), text=" ".join(value))
        case "signed_by" | "amends" | "law" | "party" | "part_of" | "separate_from", str():
            property, words, text = _POINTING[key]
            return _Said(property, f"{words} {names.get(value, value)}", target=str(value), text=text)
        case "scheduled_end", PartialDate():
            return _Said(ClaimProperty.END, f"scheduled to end {value}", date=value, text=SCHEDULED)
        case _, PartialDate():
            return _Said(ClaimProperty(key), f"{key} {value}", date=value)
        case _:
            return _Said(ClaimProperty(key), str(value), text=str(value))


def _hashed(quantity: Quantity) -> tuple[object, ...]:
    """Return the parts of a quantity that make a claim what it is; a default is none of them."""
    low, high, qualifier, unit, cumulative, *rest = astuple(quantity)
    optional = zip(fields(quantity)[5:], rest, strict=True)
    declared = ((field.name, value) for field, value in optional if value != field.default)
    return (low, high, qualifier, unit, cumulative, *declared)


_POINTING: Final = {
    "signed_by": (ClaimProperty.ACTOR, "signed by", "signed"),
    "amends": (ClaimProperty.LAW, "amends", "amends"),
    "law": (ClaimProperty.LAW, "under", None),
    "party": (ClaimProperty.PARTY, "of the", None),
    "part_of": (ClaimProperty.PART_OF, "counted in", None),
    "separate_from": (ClaimProperty.SEPARATE_FROM, "separate from", None),
}
"""For a key whose value is an id: the property, its words and the text of the claim."""


def _claim(about: str, entry: Entry | ProvisionEntry, said: _Said, source: SourceFile, term: str | None) -> Claim:
    stage: Stage | None = getattr(entry, "stage", None)
    kind: ReliefKind | None = getattr(entry, "kind", None)
    whole = entry if isinstance(entry, Entry) else None
    published = entry.published or source.published
    as_of = whole.as_of if whole else None
    reported_by = str(whole.reported_by) if whole and whole.reported_by else None
    # Rank, wording and the day of reading may change without its being another claim.
    value = (said.quantity and _hashed(said.quantity), said.date, said.text, said.target, said.role)
    content = (about, term, said.property, value, stage, kind, entry.source, as_of, reported_by)
    return Claim(
        id=f"claim/{hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]}",
        about=about,
        property=said.property,
        stated=(whole.stated if whole else None) or said.words,
        quantity=said.quantity,
        date=said.date,
        text=said.text,
        target=said.target,
        role=said.role,
        term=term,
        stage=stage,
        kind=kind,
        as_of=as_of,
        reported_by=reported_by,
        source=str(entry.source),
        published=published,
        retrieved=entry.retrieved or source.retrieved,
        inference=entry.inference,
        note=whole.note if whole else None,
        replaces=whole.replaces if whole else None,
        rank=whole.rank if whole else Rank.NORMAL,
        rank_reason=whole.rank_reason if whole else None,
    )
