"""JSON-LD export with PROV-O: https://www.w3.org/TR/json-ld11/, https://www.w3.org/TR/prov-o/.

A claim is a `prov:Entity` with the source as `prov:hadPrimarySource`, the entity that counted as
`prov:wasAttributedTo`, and the retrieval of the page as `prov:wasGeneratedBy`; a reprint has its original as
`prov:wasDerivedFrom`. Properties use the terms of schema.org if there is one, and otherwise a vocabulary of this
project with the names of its GraphQL schema. An entity is `schema:sameAs` its item in Wikidata.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final
from urllib.parse import quote

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES
from ..model.records import Claim, Coverage, Dataset, Entity, Organization, Source
from ..model.vocabulary import ClaimProperty, IdentifierScheme, OrganizationKind

BASE: Final = "urn:clemency-graph:"
"""The base of all IRIs if no URL of a server is given."""

_PREFIXES: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TERMS: Final = {
    "name": "schema:name",
    "aliases": "schema:alternateName",
    "sameAs": "schema:sameAs",
    "url": "schema:url",
    "authors": "schema:author",
    "publisher": "schema:publisher",
    "published": "schema:datePublished",
    "license": "schema:license",
    "version": "schema:version",
    "released": "schema:dateModified",
    "citation": "schema:creditText",
    "source": "prov:hadPrimarySource",
    "reportedBy": "prov:wasAttributedTo",
    "reprintOf": "prov:wasDerivedFrom",
    "reading": "prov:wasGeneratedBy",
}
"""Names that map to terms of other vocabularies; all other names are in the project's own vocabulary."""

_ORDERED: Final = (
    "aliases", "authors", "claims", "provisions", "history", "actors", "laws", "amends", "partOf", "separateFrom",
    "counties", "identifiers", "series", "observations", "requirements", "duties", "speaksFor", "replaces",
    "moved",
)  # fmt: skip
_CLASSES: Final[dict[type, tuple[str, ...]]] = {
    Claim: ("prov:Entity",),
    Dataset: ("schema:Dataset", "prov:Entity"),
    **{one.record: one.rdf for one in ENTITY_TYPES.values()},
}
_OF_THE_STATE: Final = frozenset(OrganizationKind) - {OrganizationKind.ADVOCACY, OrganizationKind.PUBLISHER}
LINKS: Final = frozenset(
    (
        "id", "about", "amends", "body", "counties", "entity", "from_", "jurisdiction", "law", "laws", "part_of",
        "party", "person", "publisher", "reported_by", "reprint_of", "separate_from", "signed_by", "source",
        "speaks_for", "target", "term", "to", "vetoed_by",
        *(name for one in ENTITY_TYPES.values() for name in one.links),
    )
)  # fmt: skip
"""The fields of records that contain ids."""


def document(graph: KnowledgeGraph, base: str = BASE) -> str:
    """Return the whole graph as one JSON-LD document.

    Parameters
    ----------
    graph
        The graph.
    base
        The base of all IRIs: the URL under which the graph is served, if it is.

    Returns
    -------
    str
        JSON; its first node is the dataset with its version and release date. The context is embedded.
    """
    nodes = list(_nodes(graph, base))
    return json.dumps({"@context": context(base), "@graph": nodes}, ensure_ascii=False, separators=(",", ":")) + "\n"


def context(base: str = BASE) -> dict[str, Any]:
    """Return the JSON-LD context of the document."""
    lists = {
        name: {"@id": _TERMS.get(name, f"clemency:{name}"), "@container": "@list"}
        for name in _ORDERED
    }  # fmt: skip
    own = f"{base}vocabulary/"
    return {"@version": 1.1, "@vocab": own, "clemency": own, **_PREFIXES, **_TERMS, **lists}


def nodes_about(graph: KnowledgeGraph, id: str, base: str = BASE) -> list[dict[str, Any]]:
    """Return the nodes of one entity or claim, as the document of the whole graph has them.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of an entity or a claim.
    base
        The base of all IRIs.

    Returns
    -------
    list of dict
        The record first, then the claims about it (of a source: those that it makes; of a claim: its source), the terms
        of office that it holds, and the relationships that it is part of.
    """
    record = graph.get(id)
    if isinstance(record, Claim):
        around: Iterable[Any] = (graph.entities[record.source],)
    elif isinstance(record, Source):
        around = graph.said_by(id)
    else:
        claims = record.claims if isinstance(record, Entity) else ()
        terms = (one for one in graph.terms.values() if one.person == id)
        around = (*claims, *terms, *graph.edges(id))
    return [_node(one, base) for one in (record, *around)]


def _nodes(graph: KnowledgeGraph, base: str) -> Iterator[dict[str, Any]]:
    yield {"@id": f"{base}dataset"} | _node(graph.dataset, base)
    for group in (graph.entities, graph.claims, graph.terms, graph.relationships):
        for record in group.values():
            yield _node(record, base)
    for day in sorted({claim.retrieved for claim in graph.claims.values()}):
        yield {"@id": _reading(day, base), "@type": "prov:Activity", "prov:endedAtTime": _typed("date", str(day))}


def _node(record: Any, base: str) -> dict[str, Any]:
    kind = type(record)
    node: dict[str, Any] = {"@type": [kind.__name__, *_CLASSES.get(kind, ())]}
    if isinstance(record, Organization) and record.kind in _OF_THE_STATE:
        node["@type"].append("schema:GovernmentOrganization")
    for field in dataclasses.fields(record):
        value = _value(getattr(record, field.name), base, link=field.name in LINKS and kind is not Coverage)
        if field.name == "id":
            node["@id"] = value["@id"]
        elif value not in (None, []):
            node[name(kind, field.name)] = value
    if isinstance(record, Entity):
        for identifier in record.identifiers:
            if identifier.scheme is IdentifierScheme.WIKIDATA:
                node["sameAs"] = {"@id": f"http://www.wikidata.org/entity/{identifier.value}"}
    if isinstance(record, Claim):
        if record.property is ClaimProperty.COUNTIES:
            # The text lists ids; the links are those of the city.
            node["text"] = {"@value": record.text}
        node["reading"] = {"@id": _reading(record.retrieved, base)}
    return node


def name(record: type, field: str) -> str:
    """Return the name of a field of a record in the document."""
    first, *rest = field.rstrip("_").split("_")
    if record is Coverage:
        first, rest = "coverage", [first, *rest]
    return first + "".join(word.capitalize() for word in rest)


def _value(value: Any, base: str, *, link: bool) -> Any:
    match value:
        case tuple():
            return [_value(one, base, link=link) for one in value]
        case Claim():
            return {"@id": iri(value.id, base)}
        case Enum():
            return value.value
        case PartialDate():
            return _typed({4: "gYear", 7: "gYearMonth"}.get(len(value), "date"), str(value))
        case date():
            return _typed("date", value.isoformat())
        case str() if link:
            return {"@id": iri(value, base)}
        case _ if dataclasses.is_dataclass(value):
            return _node(value, base)
        case _:
            return value


def iri(id: str, base: str = BASE) -> str:
    """Return the IRI of an id."""
    return base + quote(id, safe="/:@-._~")


def _reading(day: date, base: str) -> str:
    return f"{base}reading/{day}"


def _typed(type: str, value: str) -> Mapping[str, str]:
    return {"@type": f"xsd:{type}", "@value": value}
