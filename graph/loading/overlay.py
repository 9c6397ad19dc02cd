"""Lay the files of an extra folder over those of the record: new entities, and claims about existing ones.

A file adds claims to an entity of the record if it has the same path, and `adds_to` with the id of the entity. Nothing
of the record changes: its claims stay beside those that are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .errors import Problem, suggestion
from .yaml_reader import Document, Location, format_location, read

if TYPE_CHECKING:
    from .cross_checks import ValidFile

ADDS_TO: Final = "adds_to"
_KEYS: Final = (ADDS_TO, "claims")
_WITHOUT_CLAIMS: Final = ("source",)


class Extra(NamedTuple):
    """An extra folder: its name, its path as it was given, the content of its files by path, and errors in paths."""

    name: str
    place: str
    texts: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    def shown(self, problem: Problem) -> Problem:
        """Return an error with the path of the folder before that of the file."""
        return replace(problem, file=f"{self.place}/{problem.file}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedDocument(Document):
    """A file of the record with the claims of a file that adds to it.

    An error in one of these claims is reported at its own place.
    """

    base: Document
    addition: Document
    count: int
    """The number of claims of the record, which come first."""

    def _added(self, location: Location) -> Location | None:
        """Return the location in the file that adds, or None if it is in the file of the record."""
        match location:
            case ("claims", int(index), *rest) if index >= self.count:
                return ("claims", index - self.count, *rest)
            case _:
                return None

    def line(self, location: Location) -> int:
        """Return the line, from 1, of a key or item in its own file."""
        added = self._added(location)
        return self.base.line(location) if added is None else self.addition.line(added)

    def place(self, location: Location) -> str:
        """Return the line and, of the record, the file of a key or item."""
        added = self._added(location)
        return f"{self.base.place(location)} of {self.base.file}" if added is None else self.addition.place(added)

    def problem(self, location: Location, message: str) -> Problem:
        """Return an error at a key or item; what is not in one claim comes from the file that adds."""
        added = self._added(location)
        if added is not None:
            return self.addition.problem(added, message)
        if len(location) > 1 and location[0] == "claims":
            return self.base.problem(location, message)
        return Problem(self.addition.file, self.addition.line(("claims",)), format_location(location), message)

    def origin_of(self, location: Location) -> str | None:
        """Return the name of the extra folder that an item comes from; None for one of the record."""
        return self.base.origin_of(location) if self._added(location) is None else self.addition.origin


def documents_with(documents: Mapping[str, Document], extra: Extra) -> tuple[dict[str, Document], list[Problem]]:
    """Return the documents with those of an extra folder, and the errors in the folder.

    Parameters
    ----------
    documents
        The documents by id, of the record and of the extra folders before.
    extra
        The extra folder.
    """
    merged = dict(documents)
    problems = [extra.shown(one) for one in extra.problems]
    for name, text in extra.texts.items():
        document, errors = read(name, text)
        document = replace(document, file=f"{extra.place}/{name}", origin=extra.name)
        problems += map(extra.shown, errors)
        if errors:
            # Known by its id, so that references to it are not reported too.
            merged.setdefault(document.id, document)
            continue
        assert isinstance(document.value, dict)
        found = list(_check(document, document.value, documents))
        problems += found
        if not found:
            base = documents.get(document.id)
            merged[document.id] = document if base is None else _merge(base, document, document.value)
    return merged, problems


def origins_of_entries(valid: Iterable[ValidFile]) -> dict[int, str]:
    """Return the extra folder of each entry that is in one, by the `id()` of the entry."""
    return {
        id(entry): origin
        for document, model in valid
        if document.origin or isinstance(document, MergedDocument)
        for name in ("claims", "provisions")
        for index, entry in enumerate(getattr(model, name, ()))
        if (origin := document.origin_of((name, index)))
    }


def _check(document: Document, value: Mapping[str, Any], documents: Mapping[str, Document]) -> Iterator[Problem]:
    known = document.id in documents
    if ADDS_TO in value:
        if value[ADDS_TO] != document.id:
            message = f"is {value[ADDS_TO]!r}, but the file is {document.id}.yaml; give both the same id"
            yield document.problem((ADDS_TO,), message)
        elif not known:
            folder = document.id.partition("/")[0] + "/"
            hint = suggestion(document.id, (one for one in documents if one.startswith(folder)))
            yield document.problem((ADDS_TO,), f"there is no {document.id} in the record to add claims to{hint}")
        elif document.id.partition("/")[0] in _WITHOUT_CLAIMS:
            yield document.problem((ADDS_TO,), "is a source, which has no claims; write a source with another id")
        for key in value.keys() - set(_KEYS):
            yield document.problem((key,), f"a file with {ADDS_TO} has only claims; remove this key")
        if not isinstance(value.get("claims"), list) or not value["claims"]:
            yield document.problem(("claims",), "is not a list of claims; start each claim with '- source: '")
    elif known:
        message = (
            f"is in the record already, and stays as it is; to add claims to it, "
            f"write only '{ADDS_TO}: {document.id}' and 'claims:', or give a new entity another id"
        )
        yield document.problem((), message)
    for name in ("claims", "provisions"):
        entries = value.get(name)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and "replaces" in entry:
                message = "only the record replaces its claims; remove it, and rank this claim as preferred"
                yield document.problem((name, index, "replaces"), message)


def _merge(base: Document, addition: Document, value: Mapping[str, Any]) -> Document:
    if not isinstance(base.value, dict):
        return base
    claims = base.value.get("claims", [])
    content = {**base.value, "claims": [*claims, *value["claims"]]}
    return MergedDocument(
        id=base.id,
        file=base.file,
        node=base.node,
        value=content,
        origin=base.origin,
        base=base,
        addition=addition,
        count=len(claims),
    )
