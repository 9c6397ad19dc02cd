"""Check the identifiers of entities, and the sessions of bills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.bill_numbers import parse_bills
from ..model.external_identifiers import FORMS
from ..model.vocabulary import IdentifierScheme, Rank
from .errors import Problem
from .models.file_parts import IdentifiedEntry, StrictModel
from .models.files import LawFile, LocalityFile, StateFile
from .yaml_reader import Document


def check_identifiers(valid: Mapping[str, tuple[Document, StrictModel]]) -> Iterator[Problem]:
    """Check identifiers against the types, codes and places of their entities.

    Parameters
    ----------
    valid
        The files that are valid by themselves, by id.

    Yields
    ------
    Problem
        An identifier of a scheme that is not for entities of the type, that two entities share, or that contradicts
        the code of a state; and a session without the number of a bill, or another one than the number carries.
    """
    seen: dict[tuple[IdentifierScheme, str], str] = {}
    fips = {id: model.fips for id, (_, model) in valid.items() if isinstance(model, StateFile)}
    for id, (document, model) in valid.items():
        for index, entry in enumerate(getattr(model, "claims", ())):
            if not isinstance(entry, IdentifiedEntry) or entry.identifiers is None:
                continue
            for scheme, value in entry.identifiers.by_scheme().items():
                at = ("claims", index, "identifiers", scheme.value)
                for message in _contradictions(id, model, scheme, value, fips):
                    yield document.problem(at, message)
                if entry.rank is not Rank.DEPRECATED and (other := seen.setdefault((scheme, value), id)) != id:
                    yield document.problem(at, f"{value} is already used by {other}; correct one of the two")
        if isinstance(model, LawFile) and model.session is not None:
            yield from (document.problem(("session",), message) for message in _session_errors(model))


def _contradictions(
    id: str, model: StrictModel, scheme: IdentifierScheme, value: str, fips: Mapping[str, str]
) -> Iterator[str]:
    form, (type, *path) = FORMS[scheme], id.split("/")
    if type not in form.types:
        yield f"{form.label} is not for a {type}, but for {' or '.join(sorted(form.types))}; remove it"
    elif isinstance(model, StateFile):
        expected = {IdentifierScheme.GEOID: model.fips, IdentifierScheme.ISO_3166_2: f"US-{model.code}"}.get(scheme)
        if expected not in (None, value):
            yield f"{value} contradicts the code of the state; write {expected}"
    elif isinstance(model, LocalityFile) and scheme is IdentifierScheme.GEOID:
        state = fips.get(f"state/{path[0]}")
        if len(value) == len("32"):
            yield f"{value} is the code of a state; write the five digits of a county"
        elif state is not None and not value.startswith(state):
            yield f"{value} is not in {path[0].upper()}, whose codes begin with {state}; correct it"
    elif type == "law" and scheme is IdentifierScheme.OPEN_STATES and not value.startswith("ocd-bill/"):
        yield f"{value} is not a bill; write ocd-bill/ and its UUID"
    elif type == "person" and scheme is IdentifierScheme.OPEN_STATES and not value.startswith("ocd-person/"):
        yield f"{value} is not a person; write ocd-person/ and its UUID"


def _session_errors(model: LawFile) -> Iterator[str]:
    bills = parse_bills(model.number, model.jurisdiction)
    if not bills:
        yield f"is of a bill, but the number is {model.number or 'not given'}; add the number of the bill, or remove it"
    for bill in bills:
        if bill.session not in (None, model.session):
            yield f"is {model.session}, but {model.number} is of session {bill.session}; correct one of the two"
