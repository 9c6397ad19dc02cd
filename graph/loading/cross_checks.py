"""Rules that need more than one file, or more than one entry: references, duplicates, terms, coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..model.records import SCHEDULED, Claim
from ..model.vocabulary import ClaimProperty, CoverageStatus, LawStatus, Office, ReliefKind
from ..queries.ranking import best_first, source_order
from .claims import expand, expand_provision
from .declarations import check_declarations
from .derived_fields import best_date, first, stages
from .errors import Problem, suggestion
from .models import files
from .models.entries import Entry, ProvisionEntry, Shape
from .validation import references
from .yaml_reader import Document, Location

_PARDONS: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))


class Checked(NamedTuple):
    """A document with its shape."""

    document: Document
    shape: Shape


Files = Mapping[str, Checked]


def check(checked: Files, ids: frozenset[str]) -> Iterator[Problem]:
    """Every problem that shows only when files are held against each other.

    Parameters
    ----------
    checked
        The files whose own shape is right, by id.
    ids
        The ids of all files, wrong ones included, so that one wrong file does not make its references wrong too.
    """
    yield from _dangling(checked, ids)
    yield from _duplicates(checked)
    yield from _places(checked)
    yield from _twice(checked)
    yield from _derivable(checked)
    yield from _terms(checked, ids)
    yield from _circles(checked)
    yield from check_declarations({id: one for id, one in checked.items() if isinstance(one.shape, files.ActionFile)})
    yield from _coverage(checked)


def _dangling(checked: Files, ids: frozenset[str]) -> Iterator[Problem]:
    for document, shape in checked.values():
        for location, reference in references(shape):
            if reference not in ids:
                folder = reference.partition("/")[0] + "/"
                near = suggestion(reference, (id_ for id_ in ids if id_.startswith(folder)))
                yield document.problem(location, f"there is no data file {reference}.yaml{near}")


def _duplicates(checked: Files) -> Iterator[Problem]:
    """Two entities with the same code, address or abbreviation are one entity in two files."""
    seen: dict[tuple[str, str], str] = {}
    for id_, (document, shape) in checked.items():
        for key in ("code", "fips", "abbreviation", "url"):
            value = getattr(shape, key, None)
            if value is not None:
                other = seen.setdefault((f"{id_.partition('/')[0]} {key}", value), id_)
                if other != id_:
                    yield document.problem((key,), f"{value} is already that of {other}; one of the two is wrong")


def _places(checked: Files) -> Iterator[Problem]:
    """A law's or action's folder names its jurisdiction; a state's file its code."""
    for id_, (document, shape) in checked.items():
        if isinstance(shape, (files.LawFile, files.ActionFile)):
            place = shape.jurisdiction.partition("/")[2]
            folder, _, path = id_.partition("/")
            if path.rpartition("/")[0] != place:
                yield document.problem(("jurisdiction",), f"{shape.jurisdiction} belongs in {folder}/{place}/")
        elif isinstance(shape, files.StateFile) and id_ != f"state/{shape.code.lower()}":
            yield document.problem(("code",), f"{shape.code} belongs in state/{shape.code.lower()}.yaml")


def _sources(checked: Files) -> dict[str, files.SourceFile]:
    return {id_: shape for id_, (_, shape) in checked.items() if isinstance(shape, files.SourceFile)}


def _entries(shape: Shape) -> Iterator[tuple[Location, Entry | ProvisionEntry, str | None]]:
    """Every entry of a file, its place, and whom it is about if not the file's own entity."""
    match shape:
        case files.TermsFile():
            for at, term in enumerate(shape.terms):
                for index, entry in enumerate(term.claims):
                    yield ("terms", at, "claims", index), entry, str(term.person)
        case _:
            for name in ("provisions", "claims"):
                for index, one in enumerate(getattr(shape, name, ())):
                    yield (name, index), one, None


def _twice(checked: Files) -> Iterator[Problem]:
    sources = _sources(checked)
    for id_, (document, shape) in checked.items():
        seen: dict[str, Location] = {}
        for location, entry, person in _entries(shape):
            if entry.source not in sources:
                continue
            # The place of a term among its office's stands for its id, which hangs on its claims.
            term = str(location[1]) if person else None
            for claim in _expanded(person or id_, entry, sources, term):
                other = seen.setdefault(claim.id, location)
                if other != location:
                    line = document.line(other)
                    yield document.problem(location, f"says the same as line {line}, from the same source; keep one")


def _expanded(
    about: str, entry: Entry | ProvisionEntry, sources: Mapping[str, files.SourceFile], term: str | None
) -> Iterable[Claim]:
    if isinstance(entry, ProvisionEntry):
        return (expand_provision(about, entry, sources),)
    return expand(about, entry, sources, term)


def _ranked(checked: Files) -> Callable[[str, Sequence[Entry]], tuple[Claim, ...] | None]:
    """A function that ranks the claims of entries; None where a source of theirs is wrong, as nothing follows then."""
    sources = _sources(checked)
    order = {id_: source_order(one.kind, reprint=one.reprint_of is not None) for id_, one in sources.items()}

    def ranked(about: str, entries: Sequence[Entry]) -> tuple[Claim, ...] | None:
        if any(entry.source not in sources for entry in entries):
            return None
        return best_first((claim for entry in entries for claim in expand(about, entry, sources)), order.__getitem__)

    return ranked


def _derivable(checked: Files) -> Iterator[Problem]:
    """Laws have a status and actions a stage that some usable claim gives."""
    ranked = _ranked(checked)
    for id_, (document, shape) in checked.items():
        if not isinstance(shape, (files.LawFile, files.ActionFile)):
            continue
        claims = ranked(id_, shape.claims)
        if claims is None:
            continue
        if isinstance(shape, files.LawFile) and not first(claims, ClaimProperty.STATUS):
            told = f"no claim gives the law's status; add an entry with status: {', '.join(LawStatus)}"
            yield document.problem(("claims",), told)
        elif isinstance(shape, files.ActionFile) and not stages(claims):
            told = "no claim gives a stage; add an entry with a stage and its date or figure"
            yield document.problem(("claims",), told)


def _terms(checked: Files, ids: frozenset[str]) -> Iterator[Problem]:
    """Terms of one office are in order, do not overlap, and end after they start."""
    ranked = _ranked(checked)
    offices = tuple(Office)
    for id_, (document, shape) in checked.items():
        if not isinstance(shape, files.TermsFile):
            continue
        if (office := id_.rpartition("/")[2]) not in offices:
            yield document.problem(
                (), f"'{office}' is not an office; the file's name must be one of {', '.join(offices)}"
            )
        place = id_.partition("/")[2].rpartition("/")[0]
        if not {f"state/{place}", f"country/{place}", f"locality/{place}"} & ids:
            yield document.problem((), f"'{place}' is no state, country or locality of this data")
        before = None
        for index, term in enumerate(shape.terms):
            claims = ranked(term.person, term.claims)
            if claims is None:
                before = None
                continue
            start = best_date(claims, ClaimProperty.START)
            end = best_date((claim for claim in claims if claim.text != SCHEDULED), ClaimProperty.END)
            if start is None:
                yield document.problem(("terms", index), "no claim gives the start of this term; add one")
                continue
            if end and end.first_day <= start.first_day:
                yield document.problem(("terms", index), f"ends on {end}, not after its start on {start}")
            if before and before[1] and before[0] and start.first_day < before[0].first_day:
                told = f"starts on {start}, before {before[1]} left on {before[0]}; terms of one office may not overlap"
                yield document.problem(("terms", index), told)
            elif before and before[0] is None:
                told = (
                    f"starts on {start} while {before[1]} has no end; give that term its end, or put the terms in order"
                )
                yield document.problem(("terms", index), told)
            before = (end, term.person)


def _circles(checked: Files) -> Iterator[Problem]:
    """Nothing extends or reprints itself, however long the way round."""
    for key in ("extends", "reprint_of"):
        after = {id_: getattr(shape, key) for id_, (_, shape) in checked.items() if getattr(shape, key, None)}
        for start in after:
            seen, at = {start}, after[start]
            while at in after and at not in seen:
                seen.add(at)
                at = after[at]
            if at == start:
                yield checked[start].document.problem((key,), f"comes back to {start} itself; break the circle")


def _coverage(checked: Files) -> Iterator[Problem]:
    """Coverage says recorded where something is recorded, and nowhere else; it may where there is a tally only."""
    found: dict[str, set[str]] = defaultdict(set)
    tallied: dict[str, set[str]] = defaultdict(set)
    for _, shape in checked.values():
        if isinstance(shape, files.LawFile):
            found[shape.jurisdiction].add("laws")
        elif isinstance(shape, files.ActionFile):
            found[shape.jurisdiction].add(_part(shape.kind))
    for id_, (_, shape) in checked.items():
        if isinstance(shape, files.PlaceFile):
            # A tally may be of all offences: that it is one of cannabis is for people to say.
            tallied[id_] |= {_part(claim.kind) for claim in shape.claims if claim.figure and claim.kind}
    for id_, (document, shape) in checked.items():
        if isinstance(shape, files.PlaceFile):
            for part in ("pardons", "expungements", "laws"):
                status = getattr(shape.coverage, part)
                if part in found[id_] and status is not CoverageStatus.RECORDED:
                    told = f"is '{status}', but {part} of {id_} are in the data; write recorded"
                    yield document.problem(("coverage", part), told)
                elif part not in found[id_] | tallied[id_] and status is CoverageStatus.RECORDED:
                    told = f"is 'recorded', but no {part} of {id_} are in the data; write none_found or not_checked"
                    yield document.problem(("coverage", part), told)


def _part(kind: ReliefKind) -> str:
    return "pardons" if kind in _PARDONS else "expungements"
