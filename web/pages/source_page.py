"""What the template of a source needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from . import entity_sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, and the address of the next page of claims."""
    source = data["source"]
    lead = entity_sentences.source_sentences(source)
    pages = source["says"]["pageInfo"]
    return {
        "name": source["title"],
        "cited_as": f"{source['title']} (as a source of this record)",
        "lead": lead,
        "description": " ".join(lead[:2]),
        "next_page": f"?after={quote(pages['endCursor'], safe='')}" if pages["hasNextPage"] else "",
    }
