"""An entity as JSON-LD: its records as the export writes them, and its page as a data set of schema.org."""

from __future__ import annotations

import json
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.export.jsonld import context, iri, nodes_about
from .citation import Citation
from .entity_page import data_of

_LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"
_DOWNLOADS: Final = (("json", "application/json"), ("csv", "text/csv"))


def linked_data(graph: KnowledgeGraph, id: str, base: str) -> str:
    """Return a JSON-LD document about one entity or claim.

    Parameters
    ----------
    graph
        The graph.
    id
        Its id.
    base
        The absolute address of the home page, the base of all IRIs.
    """
    data = data_of(graph, id)
    page_about = iri(id, base)
    records = [
        {**node, **_schema_org(data, base)} if node["@id"] == page_about else node
        for node in nodes_about(graph, id, base)
    ]
    nodes = [_page(data, base), *records]
    return json.dumps({"@context": context(base), "@graph": nodes}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _page(data: dict[str, Any], base: str) -> dict[str, Any]:
    """Return the node of the page: a data set about the entity."""
    address = iri(data["id"], base)
    version, released = data["dataset"]["version"], data["dataset"]["released"]
    return {
        "@id": f"{address}#page",
        "@type": "schema:Dataset",
        "schema:name": data["cited_as"],
        "schema:description": data["description"],
        "schema:url": {"@id": address},
        "schema:about": {"@id": address},
        "schema:isPartOf": {"@id": f"{base}dataset"},
        "schema:license": {"@id": _LICENSE},
        "schema:version": version,
        "schema:dateModified": {"@type": "xsd:date", "@value": released},
        "schema:creator": {"@type": "schema:Organization", "schema:name": "Clemency Graph contributors"},
        "schema:creditText": Citation(data["cited_as"], address, version, released).text,
        "schema:distribution": [
            {
                "@type": "schema:DataDownload",
                "schema:encodingFormat": media_type,
                "schema:contentUrl": {"@id": f"{address}.{ending}"},
            }
            for ending, media_type in _DOWNLOADS
        ],
    }


def _schema_org(data: dict[str, Any], base: str) -> dict[str, Any]:
    """Return the properties of schema.org that say again what the project's own properties say of an entity."""
    if "law" in data:
        law = data["law"]
        # A law whose first day is to come, or is not known, has no legal force that can be told.
        is_in_force = law["status"] == "ENACTED" and law["effective"] and law["effective"] <= data["today"]
        force = None if law["status"] == "ENACTED" and not is_in_force else is_in_force
        given = {
            "schema:legislationJurisdiction": {"@id": iri(law["jurisdiction"]["id"], base)},
            "schema:legislationIdentifier": law["number"],
            "schema:legislationDate": law["enacted"] and _day(law["enacted"]),
            "schema:legislationLegalForce": None
            if force is None
            else {"@id": "schema:InForce" if force else "schema:NotInForce"},
        }
    elif "person" in data:
        offices = [
            f"{one['office'].lower().replace('_', ' ')} of {one['jurisdiction']['name']}"
            for one in data["person"]["terms"]["nodes"]
            if one["end"] is None
        ]
        given = {"schema:jobTitle": offices or None}
    else:
        given = {}
    return {name: value for name, value in given.items() if value is not None}


def _day(written: str) -> dict[str, str]:
    """Return a day, a month or a year as a typed literal."""
    return {"@type": ("xsd:gYear", "xsd:gYearMonth", "xsd:date")[written.count("-")], "@value": written}
