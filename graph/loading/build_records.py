"""Build records from validated files, with ranked claims and the fields derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES
from ..model.law_requirements import is_relief
from ..model.records import (
    NO_COUNTY,
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
from ..model.series import Observation, Series
from ..model.vocabulary import ActorRole, ClaimProperty, LawStatus, Measure, Office, RelationshipKind
from ..queries.claim_ranking import best_first, source_order
from .claims_from_entries import expand, expand_provision
from .fields_from_claims import (
    act_day,
    acted_on_law,
    acting_day,
    best_date,
    first,
    furthest_stage,
    identifiers,
    pardon_power,
    stages,
    targets,
    term_held,
    usable,
)
from .law_requirements import duties, requirements
from .models import files
from .models.file_parts import Entry, Reference, StrictModel
from .models.law_entries import ProvisionEntry
from .models.series import SeriesFile

COUNTRY = "country/us"


def build(
    models: Mapping[str, StrictModel],
    origins: Mapping[str, str] = MappingProxyType({}),
    entry_origins: Mapping[int, str] = MappingProxyType({}),
) -> Records:
    """Return the records of files that passed every check.

    Parameters
    ----------
    models
        The models of the files, by id.
    origins
        The extra folder of each file that is in one, by id.
    entry_origins
        The extra folder of each entry that is in one, by the `id()` of the entry.
    """
    builder = _Builder(models, origins, entry_origins)
    terms = {
        term.id: term
        for id_, file in models.items()
        if isinstance(file, files.TermsFile)
        for term in builder.terms_in(id_, file)
    }
    entities = {id_: builder.entity(id_, model) for id_, model in sorted(models.items())}
    return Records({id_: entity for id_, entity in entities.items() if entity}, dict(sorted(terms.items())))


def jurisdiction_of(place: str) -> str:
    """Return the id of the jurisdiction of a path.

    Examples
    --------
    >>> [jurisdiction_of(path) for path in ("us", "nv", "al/birmingham")]
    ['country/us', 'state/nv', 'locality/al/birmingham']
    """
    if place == "us":
        return COUNTRY
    return f"{'locality' if '/' in place else 'state'}/{place}"


class _Builder:
    def __init__(
        self, models: Mapping[str, StrictModel], origins: Mapping[str, str], entry_origins: Mapping[int, str]
    ) -> None:
        self.origins = origins
        self.entry_origins = entry_origins
        self.sources = {id_: model for id_, model in models.items() if isinstance(model, files.SourceFile)}
        self.order = {
            id_: source_order(source.kind, reprint=source.reprint_of is not None)
            for id_, source in self.sources.items()
        }
        self.names = {id_: model.name for id_, model in models.items() if isinstance(model, files.EntityFile)}
        self.terms_of: dict[str, list[Term]] = {}
        self.series: dict[str, list[Series]] = {}
        for id_, model in sorted(models.items()):
            if isinstance(model, SeriesFile):
                place, _, measure = id_.partition("/")[2].rpartition("/")
                self.series.setdefault(jurisdiction_of(place), []).append(_series(Measure(measure), model))

    def ranked(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return best_first(claims, self.order.__getitem__)

    def claims(self, about: str, entries: Iterable[Entry], term: str | None = None) -> tuple[Claim, ...]:
        return self.ranked(
            self.with_origin(claim, entry)
            for entry in entries
            for claim in expand(about, entry, self.sources, term, self.names)
        )

    def with_origin(self, claim: Claim, entry: Entry | ProvisionEntry) -> Claim:
        origin = self.entry_origins.get(id(entry))
        return replace(claim, origin=origin) if origin else claim

    def terms_in(self, file: str, model: files.TermsFile) -> list[Term]:
        return [self.term(file, one) for one in model.terms]

    def term(self, file: str, model: files.TermFile) -> Term:
        place, _, office = file.partition("/")[2].rpartition("/")
        start = best_date(self.claims(str(model.person), model.claims), ClaimProperty.START)
        assert start is not None, "cross_checks ensures it"
        id_ = f"{file}/{start}"
        claims = self.claims(str(model.person), model.claims, id_)
        party = first(claims, ClaimProperty.PARTY)
        term = Term(
            id=id_,
            office=Office(office),
            person=str(model.person),
            jurisdiction=jurisdiction_of(place),
            party=party.target if party else None,
            start=start,
            end=best_date((claim for claim in claims if claim.text != SCHEDULED), ClaimProperty.END),
            scheduled_end=best_date((claim for claim in claims if claim.text == SCHEDULED), ClaimProperty.END),
            claims=claims,
        )
        self.terms_of.setdefault(term.person, []).append(term)
        return term

    def entity(self, id_: str, model: StrictModel) -> Entity | None:
        if isinstance(model, files.SourceFile):
            return _source(id_, model, self.origins.get(id_))
        if not isinstance(model, files.EntityFile):
            return None
        common: dict[str, Any] = {
            "id": id_,
            "name": model.name,
            "aliases": model.aliases,
            "origin": self.origins.get(id_),
        }
        match model:
            case files.StateFile(code=code, fips=fips, kind=kind):
                return State(**common, **self.place(id_, model, COUNTRY), code=code, fips=fips, kind=kind)
            case files.CountryFile(code=code):
                return Country(**common, **self.place(id_, model, None), code=code)
            case files.LocalityFile(kind=locality_kind):
                place = self.place(id_, model, f"state/{id_.split('/')[1]}")
                counties = first(place["claims"], ClaimProperty.COUNTIES)
                listed = (counties.text or "").split() if counties else None
                within = None if listed is None else () if listed == [NO_COUNTY] else tuple(listed)
                return Locality(**common, **place, kind=locality_kind, counties=within)
            case files.PersonFile():
                of_terms = (claim for term in self.terms_of.get(id_, ()) for claim in term.claims)
                ranked = self.ranked((*self.claims(id_, model.claims), *of_terms))
                speaks_for = targets(ranked, ClaimProperty.SPEAKS_FOR)
                return Person(**common, claims=ranked, identifiers=identifiers(ranked), speaks_for=speaks_for)
            case files.LawFile():
                return self.law(common, model)
            case files.ActionFile():
                return self.action(common, model)
            case _:
                record = ENTITY_TYPES[EntityType(id_.partition("/")[0])].record
                entries: Iterable[Entry] = getattr(model, "claims", ())
                found = self.claims(id_, entries)
                return record(**common, **_own_fields(model), claims=found, identifiers=identifiers(found))

    def place(self, id_: str, model: files.PlaceFile, parent: str | None) -> dict[str, Any]:
        coverage = Coverage(**dict(model.coverage))
        claims = self.claims(id_, model.claims)
        return {
            "claims": claims,
            "identifiers": identifiers(claims),
            "parent": parent,
            "coverage": coverage,
            "series": tuple(self.series.get(id_, ())),
            "pardon_power": pardon_power(claims),
        }

    def law(self, common: dict[str, Any], model: files.LawFile) -> Law:
        id_ = common["id"]
        provisions = (self.with_origin(expand_provision(id_, entry, self.sources), entry) for entry in model.provisions)
        claims = self.ranked((*self.claims(id_, model.claims), *provisions))
        status = first(claims, ClaimProperty.STATUS)
        assert status is not None, "cross_checks ensures it"
        return Law(
            **common,
            claims=claims,
            identifiers=identifiers(claims),
            jurisdiction=str(model.jurisdiction),
            number=model.number,
            session=model.session,
            instrument=model.instrument,
            provisions=tuple(map(_provision, model.provisions)),
            status=LawStatus(status.text or ""),
            introduced=best_date(claims, ClaimProperty.INTRODUCED),
            enacted=best_date(claims, ClaimProperty.ENACTED),
            effective=best_date(claims, ClaimProperty.EFFECTIVE),
            signed_by=acted_on_law(claims, RelationshipKind.SIGNED),
            vetoed_by=acted_on_law(claims, RelationshipKind.VETOED),
            amends=targets(claims, ClaimProperty.LAW),
            requirements=requirements(claims),
            duties=duties(claims),
        )

    def action(self, common: dict[str, Any], model: files.ActionFile) -> ClemencyAction:
        claims = self.claims(common["id"], model.claims)
        history = stages(claims)
        stage = furthest_stage(history)
        assert stage is not None, "cross_checks ensures it"
        scope = first(claims, ClaimProperty.SCOPE)
        return ClemencyAction(
            **common,
            claims=claims,
            kind=model.kind,
            jurisdiction=str(model.jurisdiction),
            extends=str(model.extends) if model.extends else None,
            stage=stage,
            date=act_day(history),
            history=history,
            scope=scope.text if scope else None,
            actors=self.actors(claims, str(model.jurisdiction), acting_day(history)),
            laws=targets(claims, ClaimProperty.LAW),
            part_of=targets(claims, ClaimProperty.PART_OF),
            separate_from=targets(claims, ClaimProperty.SEPARATE_FROM),
            requirements=requirements(claims),
        )

    def actors(self, claims: Iterable[Claim], jurisdiction: str, day: PartialDate | None) -> tuple[Actor, ...]:
        usable_claims = usable(claims, ClaimProperty.ACTOR)
        actors = {(claim.role, claim.target) for claim in usable_claims if claim.role and claim.target}
        order = list(ActorRole)
        return tuple(
            Actor(id_, role, term_held(self.terms_of.get(id_, ()), jurisdiction, day))
            for role, id_ in sorted(actors, key=lambda pair: (order.index(pair[0]), pair[1]))
        )


def _provision(entry: ProvisionEntry) -> Provision:
    values = {field.name: getattr(entry, field.name) for field in fields(Provision)}
    # Rules on use and penalties are in the graph for cannabis alone; relief may be of any offense.
    return Provision(**values if is_relief(entry.effect) else {**values, "cannabis_only": True})


def _own_fields(model: files.EntityFile) -> dict[str, Any]:
    """Return the fields of a file besides those of every entity; the record has fields with the same names."""
    own = type(model).model_fields.keys() - files.EntityFile.model_fields.keys() - {"claims"}
    values = ((name, getattr(model, name)) for name in type(model).model_fields if name in own)
    return {name: str(value) if isinstance(value, Reference) else value for name, value in values}


def _series(measure: Measure, model: SeriesFile) -> Series:
    return Series(
        measure,
        tuple(
            Observation(one.date, one.value, str(one.source), one.reporting_percent, one.inference)
            for one in model.observations
        ),
    )


def _source(id_: str, model: files.SourceFile, origin: str | None) -> Source:
    return Source(
        id=id_,
        origin=origin,
        name=model.title,
        url=model.url,
        publisher=str(model.publisher) if model.publisher else None,
        authors=model.authors,
        published=model.published,
        retrieved=model.retrieved,
        kind=model.kind,
        reprint_of=str(model.reprint_of) if model.reprint_of else None,
        caution=model.caution,
        not_after=model.not_after,
        archived=model.archived,
    )
