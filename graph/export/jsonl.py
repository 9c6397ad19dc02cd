"""Export the graph as JSON Lines, one record a line, and read it back."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from ..graph import KnowledgeGraph
from ..loading.errors import DataError, Problem
from ..model.entity_types import ENTITY_TYPES
from ..model.records import Claim, Dataset, EntityType, Term
from ..storage.download import download, is_url
from .serialization import from_dict, to_dict

_CLAIMS: Final = frozenset(("claims",))


def lines(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield one line for each record of the graph, without line ends.

    The first line is the dataset, with its version and day of release. The entities, the claims, the terms and the
    relationships follow; the claims about an entity are sorted best first. The field `record` is the kind of record.

    Parameters
    ----------
    graph
        The graph to export.

    Examples
    --------
    >>> next(lines(load()))
    '{"record":"dataset","title":...}'
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


def read(place: str | Path, version: str | None = None) -> KnowledgeGraph:
    """Read a graph that was exported to a file.

    Parameters
    ----------
    place
        A file with the lines that `lines` yields, or its URL.
    version
        The required version of the data; any version if omitted.

    Returns
    -------
    KnowledgeGraph
        A graph that equals the exported one, including its version, but without the history of its releases.

    Raises
    ------
    DataError
        If a line is invalid, the data have another version, or the file cannot be downloaded.

    Examples
    --------
    >>> read("clemency.jsonl").state("nv").name
    'Nevada'
    """
    file = Path(place)
    found: defaultdict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    with io.BytesIO(download(str(place))) if is_url(str(place)) else file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.isspace():
                continue
            with _line_errors(file.name, number):
                fields = json.loads(line.decode("utf-8" if number > 1 else "utf-8-sig"))
                found[fields["record"]].append((number, fields))
    if len(found["dataset"]) != 1:
        raise DataError(
            [Problem(file.name, 1, "record", "not an export of this package; its first line must be the dataset")]
        )

    def build(record: type[Any], number: int, fields: dict[str, Any]) -> Any:
        with _line_errors(file.name, number):
            return from_dict(record, fields, claims.__getitem__)

    def build_entity(number: int, fields: dict[str, Any]) -> Any:
        with _line_errors(file.name, number):
            record = ENTITY_TYPES[EntityType(fields["type"])].record
            fields = fields | {"claims": about[fields["id"]]}
        return build(record, number, fields)

    claims: dict[str, Claim] = {}
    about: defaultdict[str, list[Claim]] = defaultdict(list)
    in_term: defaultdict[str, list[Claim]] = defaultdict(list)
    for number, fields in found["claim"]:
        claim: Claim = build(Claim, number, fields)
        claims[claim.id] = claim
        about[claim.about].append(claim)
        if claim.term:
            in_term[claim.term].append(claim)
    entities = [build_entity(number, fields) for number, fields in found["entity"]]
    terms = [build(Term, number, fields | {"claims": in_term[fields["id"]]}) for number, fields in found["term"]]
    dataset: Dataset = build(Dataset, *found["dataset"][0])
    if version not in (None, dataset.version):
        message = f"has version {dataset.version}, but version {version} is required"
        raise DataError([Problem(file.name, 1, "version", message)])
    return KnowledgeGraph(entities, terms, dataset)


@contextmanager
def _line_errors(file: str, line: int) -> Iterator[None]:
    """Convert errors about the content of a line to a `DataError` with its place."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        message = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
        raise DataError([Problem(file, line, "", f"not a line of an export: {message}")]) from error
