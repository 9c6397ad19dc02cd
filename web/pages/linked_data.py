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
    nodes = [_page(data_of(graph, id), base), *nodes_about(graph, id, base)]
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
