"""JSON Lines: every record a line, and the whole graph back from them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ..graph import KnowledgeGraph
from ..loading.errors import DataError, Problem
from ..model.entity_types import ENTITY_TYPES
from ..model.records import Claim, Dataset, EntityType, Term
from .serialization import from_dict, to_dict

_CLAIMS: Final = frozenset(("claims",))


def lines(graph: KnowledgeGraph) -> Iterator[str]:
    """The graph, a line a record, without the ends of the lines.

    The first line is the dataset, with its version and day of release. Then come the entities, the claims, those about
    an entity best first, the terms and the relationships. `record` says which of these a line is.
    """
    yield _line("dataset", to_dict(graph.dataset))
    for entity in graph.entities.values():
        yield _line("entity", {"type": entity.type.value} | to_dict(entity, exclude=_CLAIMS))
    for claim in graph.claims.values():
        yield _line("claim", to_dict(claim))
    for term in graph.terms.values():
        yield _line("term", to_dict(term, exclude=_CLAIMS))
    for edge in graph.relationships.values():
        yield _line("relationship", to_dict(edge))


def _line(record: str, fields: dict[str, Any]) -> str:
    return json.dumps({"record": record} | fields, ensure_ascii=False, separators=(",", ":"))


def read(path: str | Path, version: str | None = None) -> KnowledgeGraph:
    """The graph that was exported to a file.

    Parameters
    ----------
    path
        A file of JSON Lines that `lines` gave.
    version
        The version that the data must have.

    Returns
    -------
    KnowledgeGraph
        The same as the one that was exported, version and all, but without the history of its releases.

    Raises
    ------
    DataError
        When a line is not one of such a file, which it names, or the data are of another version.
    """
    file = Path(path)
    found: defaultdict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    with file.open(encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            with _told(file.name, number):
                fields = json.loads(line)
                found[fields["record"]].append((number, fields))
    if len(found["dataset"]) != 1:
        raise DataError([Problem(file.name, 1, "record", "no export of this graph; its first line is the dataset")])

    def one(record: type[Any], number: int, fields: dict[str, Any]) -> Any:
        with _told(file.name, number):
            return from_dict(record, fields, claims.__getitem__)

    def entity(number: int, fields: dict[str, Any]) -> Any:
        with _told(file.name, number):
            record = ENTITY_TYPES[EntityType(fields["type"])].record
            fields = fields | {"claims": about[fields["id"]]}
        return one(record, number, fields)

    claims: dict[str, Claim] = {}
    about: defaultdict[str, list[Claim]] = defaultdict(list)
    in_term: defaultdict[str, list[Claim]] = defaultdict(list)
    for number, fields in found["claim"]:
        claim: Claim = one(Claim, number, fields)
        claims[claim.id] = claim
        about[claim.about].append(claim)
        if claim.term:
            in_term[claim.term].append(claim)
    entities = [entity(number, fields) for number, fields in found["entity"]]
    terms = [one(Term, number, fields | {"claims": in_term[fields["id"]]}) for number, fields in found["term"]]
    dataset: Dataset = one(Dataset, *found["dataset"][0])
    if version not in (None, dataset.version):
        told = f"the data are of version {dataset.version}, and {version} is asked for"
        raise DataError([Problem(file.name, 1, "version", told)])
    return KnowledgeGraph(entities, terms, dataset)


class _told:
    """Turns what is wrong with a line into a problem that names it."""

    def __init__(self, file: str, line: int) -> None:
        self.file, self.line = file, line

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (ValueError, KeyError, TypeError)):
            told = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            raise DataError([Problem(self.file, self.line, "", f"not a line of an export: {told}")]) from error
