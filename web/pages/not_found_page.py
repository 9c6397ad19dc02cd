"""The page for an address that names nothing, with what is near and a search."""

from __future__ import annotations

import re
from typing import Any, Final

from ...graph import KnowledgeGraph
from .address import Address
from .render import render
from .search_page import MOST_CHARACTERS
from .site_query import query

_MOST_NEAR: Final = 5


def not_found(graph: KnowledgeGraph, address: Address, message: str) -> str:
    """Return the page, with the entities that share the words of the address."""
    words = " ".join(re.findall(r"\w+", address.path.rpartition("/")[2] or address.path))[:MOST_CHARACTERS]
    near: list[Any] = []
    if words:
        found = query(graph, "Find", {"text": words})["search"]
        near = [hit["entity"] for hit in found["nodes"]] or (found["advice"] or {"near": []})["near"]
    data = {"message": message, "canonical": address.base + address.path, "words": words, "near": near[:_MOST_NEAR]}
    return render("not_found.html", address.root, data)
