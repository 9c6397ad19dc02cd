"""From the shapes of the data files to records: claims ranked, plain fields derived from the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES
from ..model.records import (
    SCHEDULED,
    Actor,
    Claim,
    ClemencyAction,
    Country,
    Coverage,
    Entity,
    EntityType,
    Law,
    Locality,
    Person,
    Provision,
    Records,
    Source,
    State,
    Term,
)
from ..model.vocabulary import ActorRole, ClaimProperty, LawStatus, Office
from ..queries.ranking import best_first, source_order
from .claims import expand, expand_provision
from .derived_fields import acting_day, best_date, first, furthest, stages, targets, term_held, usable
from .models import files
from .models.entries import Entry, Reference, Shape

COUNTRY = "country/us"


def build(shapes: Mapping[str, Shape]) -> Records:
    """Records for all shapes, by the id of their files; the shapes have passed every check."""
    builder = _Builder(shapes)
    terms = {
        term.id: term
        for id_, file in shapes.items()
        if isinstance(file, files.TermsFile)
        for term in builder.terms_in(id_, file)
    }
    entities = {id_: builder.entity(id_, shape) for id_, shape in sorted(shapes.items())}
    return Records({id_: entity for id_, entity in entities.items() if entity}, dict(sorted(terms.items())))


def jurisdiction_of(place: str) -> str:
    """The id of the jurisdiction that a path names: `nv` is state/nv, `us` country/us, `al/birmingham` a locality."""
    if place == "us":
        return COUNTRY
    return f"{'locality' if '/' in place else 'state'}/{place}"


class _Builder:
    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.sources = {id_: shape for id_, shape in shapes.items() if isinstance(shape, files.SourceFile)}
        self.order = {
            id_: source_order(source.kind, reprint=source.reprint_of is not None)
            for id_, source in self.sources.items()
        }
        self.names = {id_: shape.name for id_, shape in shapes.items() if isinstance(shape, files.EntityFile)}
        self.terms_of: dict[str, list[Term]] = {}

    def ranked(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return best_first(claims, self.order.__getitem__)

    def claims(self, about: str, entries: Iterable[Entry], term: str | None = None) -> tuple[Claim, ...]:
        return self.ranked(claim for entry in entries for claim in expand(about, entry, self.sources, term, self.names))

    def terms_in(self, file: str, shape: files.TermsFile) -> list[Term]:
        return [self.term(file, one) for one in shape.terms]

    def term(self, file: str, shape: files.TermFile) -> Term:
        place, _, office = file.partition("/")[2].rpartition("/")
        start = best_date(self.claims(str(shape.person), shape.claims), ClaimProperty.START)
        assert start is not None, "a check of term files"
        id_ = f"{file}/{start}"
        claims = self.claims(str(shape.person), shape.claims, id_)
        party = first(claims, ClaimProperty.PARTY)
        term = Term(
            id=id_,
            office=Office(office),
            person=str(shape.person),
            jurisdiction=jurisdiction_of(place),
            party=party.target if party else None,
            start=start,
            end=best_date((claim for claim in claims if claim.text != SCHEDULED), ClaimProperty.END),
            scheduled_end=best_date((claim for claim in claims if claim.text == SCHEDULED), ClaimProperty.END),
            claims=claims,
        )
        self.terms_of.setdefault(term.person, []).append(term)
        return term

    def entity(self, id_: str, shape: Shape) -> Entity | None:
        if isinstance(shape, files.SourceFile):
            return _source(id_, shape)
        if not isinstance(shape, files.EntityFile):
            return None
        common: dict[str, Any] = {"id": id_, "name": shape.name, "aliases": shape.aliases}
        match shape:
            case files.StateFile(code=code, fips=fips, kind=kind):
                return State(**common, **self.place(id_, shape, COUNTRY), code=code, fips=fips, kind=kind)
            case files.CountryFile(code=code):
                return Country(**common, **self.place(id_, shape, None), code=code)
            case files.LocalityFile(kind=settlement):
                place = self.place(id_, shape, f"state/{id_.split('/')[1]}")
                counties = first(place["claims"], ClaimProperty.COUNTIES)
                within = tuple((counties.text or "").split()) if counties else None
                return Locality(**common, **place, kind=settlement, counties=within)
            case files.PersonFile():
                of_terms = (claim for term in self.terms_of.get(id_, ()) for claim in term.claims)
                return Person(**common, claims=self.ranked((*self.claims(id_, shape.claims), *of_terms)))
            case files.LawFile():
                return self.law(common, shape)
            case files.ActionFile():
                return self.action(common, shape)
            case _:
                record = ENTITY_TYPES[EntityType(id_.partition("/")[0])].record
                entries: Iterable[Entry] = getattr(shape, "claims", ())
                return record(**common, **_own_fields(shape), claims=self.claims(id_, entries))

    def place(self, id_: str, shape: files.PlaceFile, parent: str | None) -> dict[str, Any]:
        coverage = Coverage(**dict(shape.coverage))
        return {"claims": self.claims(id_, shape.claims), "parent": parent, "coverage": coverage}

    def law(self, common: dict[str, Any], shape: files.LawFile) -> Law:
        id_ = common["id"]
        provided = (expand_provision(id_, entry, self.sources) for entry in shape.provisions)
        claims = self.ranked((*self.claims(id_, shape.claims), *provided))
        status, signer = first(claims, ClaimProperty.STATUS), first(claims, ClaimProperty.ACTOR)
        assert status is not None, "a check of law files"
        return Law(
            **common,
            claims=claims,
            jurisdiction=str(shape.jurisdiction),
            number=shape.number,
            instrument=shape.instrument,
            provisions=tuple(
                Provision(one.effect, one.method, one.scope, one.waiting_period, one.effective)
                for one in shape.provisions
            ),
            status=LawStatus(status.text or ""),
            enacted=best_date(claims, ClaimProperty.ENACTED),
            effective=best_date(claims, ClaimProperty.EFFECTIVE),
            signed_by=signer.target if signer else None,
            amends=targets(claims, ClaimProperty.LAW),
        )

    def action(self, common: dict[str, Any], shape: files.ActionFile) -> ClemencyAction:
        claims = self.claims(common["id"], shape.claims)
        history = stages(claims)
        reached = furthest(history)
        scope = first(claims, ClaimProperty.SCOPE)
        return ClemencyAction(
            **common,
            claims=claims,
            kind=shape.kind,
            jurisdiction=str(shape.jurisdiction),
            extends=str(shape.extends) if shape.extends else None,
            stage=reached.stage,
            date=reached.date,
            history=history,
            scope=scope.text if scope else None,
            actors=self.actors(claims, str(shape.jurisdiction), acting_day(history)),
            laws=targets(claims, ClaimProperty.LAW),
            part_of=targets(claims, ClaimProperty.PART_OF),
            separate_from=targets(claims, ClaimProperty.SEPARATE_FROM),
        )

    def actors(self, claims: Iterable[Claim], jurisdiction: str, day: PartialDate | None) -> tuple[Actor, ...]:
        told = usable(claims, ClaimProperty.ACTOR)
        acted = {(claim.role, claim.target) for claim in told if claim.role and claim.target}
        order = list(ActorRole)
        return tuple(
            Actor(who, role, term_held(self.terms_of.get(who, ()), jurisdiction, day))
            for role, who in sorted(acted, key=lambda pair: (order.index(pair[0]), pair[1]))
        )


def _own_fields(shape: files.EntityFile) -> dict[str, Any]:
    """Return the fields that a file has beside those of every entity; the record has fields of the same names."""
    own = type(shape).model_fields.keys() - files.EntityFile.model_fields.keys() - {"claims"}
    values = ((name, getattr(shape, name)) for name in type(shape).model_fields if name in own)
    return {name: str(value) if isinstance(value, Reference) else value for name, value in values}


def _source(id_: str, shape: files.SourceFile) -> Source:
    return Source(
        id=id_,
        name=shape.title,
        url=shape.url,
        publisher=str(shape.publisher) if shape.publisher else None,
        authors=shape.authors,
        published=shape.published,
        retrieved=shape.retrieved,
        kind=shape.kind,
        reprint_of=str(shape.reprint_of) if shape.reprint_of else None,
        caution=shape.caution,
        not_after=shape.not_after,
        archived=shape.archived,
    )
