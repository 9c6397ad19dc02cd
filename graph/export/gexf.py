"""GEXF, for Gephi: https://gexf.net."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any
from xml.etree.ElementTree import SubElement

from networkx.readwrite.gexf import GEXFWriter

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from .network import network


def document(graph: KnowledgeGraph, of: Collection[str] | None = None) -> bytes:
    """Return the network as GEXF; the days of edges are spells for a timeline, the dataset's version is in `meta`."""
    found: Any = network(graph, of)
    for _, attributes in found.nodes(data=True):
        attributes["label"] = attributes["name"]
    for *_, attributes in found.edges(data=True):
        attributes["id"] = attributes.pop("relationship")
        # A timeline wants whole days: those of a term are, but for a few that are known to the month only.
        for spell, name in (("start", "since"), ("end", "until")):
            if spell in attributes:
                attributes[name] = attributes[spell]
                attributes[spell] = PartialDate(attributes[name]).first_day.isoformat()
    writer: Any = GEXFWriter(version="1.3")
    writer.add_graph(found)
    meta = writer.xml.find("meta")
    dataset = graph.dataset
    meta.set("lastmodifieddate", dataset.released.isoformat())
    meta.find("creator").text = dataset.title
    told = f"{dataset.citation}; version {dataset.version}, {dataset.released}; {dataset.license}"
    SubElement(meta, "description").text = told
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
