"""Check the rules that involve several files or entries: references, duplicates, terms and coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..model.records import SCHEDULED, Claim
from ..model.vocabulary import ClaimProperty, Knowledge, LawStatus, Office, ReliefKind
from ..queries.claim_ranking import best_first, source_order
from .claims_from_entries import expand, expand_provision
from .disposition_checks import check_dispositions
from .duty_checks import check_duties
from .errors import Problem, suggestion
from .external_identifier_checks import check_identifiers
from .fields_from_claims import best_date, first, stages
from .models import files
from .models.file_parts import Entry, StrictModel
from .models.law_entries import ProvisionEntry
from .overlap_checks import check_declarations
from .requirement_checks import check_requirements
from .series_checks import check_series
from .validation import references
from .yaml_reader import Document, Location

_PARDONS: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))


class ValidFile(NamedTuple):
    """A document that is valid by itself, and its content as a model."""

    document: Document
    model: StrictModel


Files = Mapping[str, ValidFile]


def check_files(valid: Files, ids: frozenset[str]) -> Iterator[Problem]:
    """Check the rules that involve several files or entries.

    Parameters
    ----------
    valid
        The files that are valid by themselves, by id.
    ids
        The ids of all files, including invalid ones, so that references to an invalid file are not reported too.

    Yields
    ------
    Problem
        Every violation of a rule.
    """
    yield from _check_references(valid, ids)
    yield from _check_unique_values(valid)
    yield from _check_folders(valid)
    yield from _check_repeated_claims(valid)
    yield from _check_required_claims(valid)
    yield from _check_terms(valid, ids)
    yield from _check_cycles(valid)
    yield from check_declarations({id: one for id, one in valid.items() if isinstance(one.model, files.ActionFile)})
    yield from check_identifiers(valid)
    yield from check_series(valid, ids)
    yield from check_duties(valid)
    yield from check_requirements(valid)
    yield from check_dispositions(valid)
    yield from _check_coverage(valid)


def _check_references(valid: Files, ids: frozenset[str]) -> Iterator[Problem]:
    for document, model in valid.values():
        for location, reference in references(model):
            if reference not in ids:
                folder = reference.partition("/")[0] + "/"
                hint = suggestion(reference, (id_ for id_ in ids if id_.startswith(folder)))
                yield document.problem(location, f"there is no data file {reference}.yaml{hint}")


def _check_unique_values(valid: Files) -> Iterator[Problem]:
    """Check that no two entities of a type have the same code, FIPS code, abbreviation or URL."""
    seen: dict[tuple[str, str], str] = {}
    for id_, (document, model) in valid.items():
        for key in ("code", "fips", "abbreviation", "url"):
            value = getattr(model, key, None)
            if value is not None:
                other = seen.setdefault((f"{id_.partition('/')[0]} {key}", value), id_)
                if other != id_:
                    yield document.problem((key,), f"{value} is already used by {other}; correct one of the two")


def _check_folders(valid: Files) -> Iterator[Problem]:
    """Check that laws and actions are in the folder of their jurisdiction, and states in the file of their code."""
    for id_, (document, model) in valid.items():
        if isinstance(model, (files.LawFile, files.ActionFile)):
            place = model.jurisdiction.partition("/")[2]
            folder, _, path = id_.partition("/")
            if path.rpartition("/")[0] != place:
                yield document.problem(("jurisdiction",), f"{model.jurisdiction} belongs in {folder}/{place}/")
        elif isinstance(model, files.StateFile) and id_ != f"state/{model.code.lower()}":
            yield document.problem(("code",), f"{model.code} belongs in state/{model.code.lower()}.yaml")


def _sources(valid: Files) -> dict[str, files.SourceFile]:
    return {id_: model for id_, (_, model) in valid.items() if isinstance(model, files.SourceFile)}


def _entries(model: StrictModel) -> Iterator[tuple[Location, Entry | ProvisionEntry, str | None]]:
    """Yield every entry of a file, its location, and its subject if that is not the entity of the file."""
    match model:
        case files.TermsFile():
            for at, term in enumerate(model.terms):
                for index, entry in enumerate(term.claims):
                    yield ("terms", at, "claims", index), entry, str(term.person)
        case _:
            for name in ("provisions", "claims"):
                for index, one in enumerate(getattr(model, name, ())):
                    yield (name, index), one, None


def _check_repeated_claims(valid: Files) -> Iterator[Problem]:
    sources = _sources(valid)
    for id_, (document, model) in valid.items():
        seen: dict[str, Location] = {}
        for location, entry, person in _entries(model):
            if entry.source not in sources:
                continue
            # The id of a term depends on its claims; its index in the file replaces it here.
            term = str(location[1]) if person else None
            for claim in _expand_entry(person or id_, entry, sources, term):
                other = seen.setdefault(claim.id, location)
                if other != location:
                    place = document.place(other)
                    yield document.problem(
                        location, f"repeats the statement of {place}, from the same source; keep one"
                    )


def _expand_entry(
    about: str, entry: Entry | ProvisionEntry, sources: Mapping[str, files.SourceFile], term: str | None
) -> Iterable[Claim]:
    if isinstance(entry, ProvisionEntry):
        return (expand_provision(about, entry, sources),)
    return expand(about, entry, sources, term)


def _claim_ranker(valid: Files) -> Callable[[str, Sequence[Entry]], tuple[Claim, ...] | None]:
    """Return a function that ranks the claims of entries, and returns None if one of their sources is invalid."""
    sources = _sources(valid)
    order = {id_: source_order(one.kind, reprint=one.reprint_of is not None) for id_, one in sources.items()}

    def ranked(about: str, entries: Sequence[Entry]) -> tuple[Claim, ...] | None:
        if any(entry.source not in sources for entry in entries):
            return None
        return best_first((claim for entry in entries for claim in expand(about, entry, sources)), order.__getitem__)

    return ranked


def _check_required_claims(valid: Files) -> Iterator[Problem]:
    """Check that each law has a claim about its status, and each action one about a stage."""
    ranked = _claim_ranker(valid)
    for id_, (document, model) in valid.items():
        if not isinstance(model, (files.LawFile, files.ActionFile)):
            continue
        claims = ranked(id_, model.claims)
        if claims is None:
            continue
        if isinstance(model, files.LawFile) and not first(claims, ClaimProperty.STATUS):
            message = f"no claim states the law's status; add an entry with status: {', '.join(LawStatus)}"
            yield document.problem(("claims",), message)
        elif isinstance(model, files.ActionFile) and not stages(claims):
            message = "no claim states a stage; add an entry with a stage and its date or figure"
            yield document.problem(("claims",), message)


def _check_terms(valid: Files, ids: frozenset[str]) -> Iterator[Problem]:
    """Check that the terms of an office are in order, do not overlap, and end after they start."""
    ranked = _claim_ranker(valid)
    offices = tuple(Office)
    for id_, (document, model) in valid.items():
        if not isinstance(model, files.TermsFile):
            continue
        if (office := id_.rpartition("/")[2]) not in offices:
            yield document.problem(
                (), f"'{office}' is not an office; the file's name must be one of {', '.join(offices)}"
            )
        place = id_.partition("/")[2].rpartition("/")[0]
        if not {f"state/{place}", f"country/{place}", f"locality/{place}"} & ids:
            yield document.problem(
                (), f"'{place}' is not a state, country or locality of the data; move or rename the file"
            )
        before = None
        for index, term in enumerate(model.terms):
            claims = ranked(term.person, term.claims)
            if claims is None:
                before = None
                continue
            start = best_date(claims, ClaimProperty.START)
            end = best_date((claim for claim in claims if claim.text != SCHEDULED), ClaimProperty.END)
            if start is None:
                yield document.problem(("terms", index), "no claim states the start of this term; add one")
                continue
            if end and end.first_day <= start.first_day:
                yield document.problem(
                    ("terms", index), f"ends on {end}, not after its start on {start}; correct one of them"
                )
            if before and before[1] and before[0] and start.first_day < before[0].first_day:
                message = (
                    f"starts on {start}, before the end of {before[1]} on {before[0]}; correct one of the two days"
                )
                yield document.problem(("terms", index), message)
            elif before and before[0] is None:
                message = f"starts on {start}, but {before[1]} has no end; add the end, or put the terms in order"
                yield document.problem(("terms", index), message)
            before = (end, term.person)


def _check_cycles(valid: Files) -> Iterator[Problem]:
    """Check that no action extends itself, and no source reprints itself, directly or through others."""
    for key in ("extends", "reprint_of"):
        after = {id_: getattr(model, key) for id_, (_, model) in valid.items() if getattr(model, key, None)}
        for start in after:
            seen, at = {start}, after[start]
            while at in after and at not in seen:
                seen.add(at)
                at = after[at]
            if at == start:
                yield valid[start].document.problem(
                    (key,), f"is in a cycle that leads back to {start}; remove one of its references"
                )


def _check_coverage(valid: Files) -> Iterator[Problem]:
    """Check that coverage is `recorded` where the data have an action, law or tally, and only there.

    What an extra folder adds does not change what was looked for. A place that has only a tally may have any coverage:
    whether the tally is of cannabis is a matter of judgment.
    """
    found: dict[str, set[str]] = defaultdict(set)
    tallied: dict[str, set[str]] = defaultdict(set)
    for document, model in valid.values():
        if document.origin:
            continue
        if isinstance(model, files.LawFile):
            found[model.jurisdiction].add("laws")
        elif isinstance(model, files.ActionFile):
            found[model.jurisdiction].add(_coverage_part(model.kind))
    for id_, (_, model) in valid.items():
        if isinstance(model, files.PlaceFile):
            tallied[id_] |= {_coverage_part(claim.kind) for claim in model.claims if claim.figure and claim.kind}
    for id_, (document, model) in valid.items():
        if isinstance(model, files.PlaceFile):
            for part in ("pardons", "expungements", "laws"):
                status = getattr(model.coverage, part)
                if part in found[id_] and status is not Knowledge.VALUE:
                    message = f"is '{status}', but {part} of {id_} are in the data; write value"
                    yield document.problem(("coverage", part), message)
                elif part not in found[id_] | tallied[id_] and status is Knowledge.VALUE:
                    message = f"is 'value', but no {part} of {id_} are in the data; write unknown or not_looked_for"
                    yield document.problem(("coverage", part), message)


def _coverage_part(kind: ReliefKind) -> str:
    return "pardons" if kind in _PARDONS else "expungements"
