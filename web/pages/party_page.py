"""What the template of a party needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import entity_sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead."""
    party = data["party"]
    lead = entity_sentences.party_sentences(party, data["day"])
    return {
        "name": party["name"],
        "cited_as": f"{party['name']}: terms of office",
        "lead": lead,
        "description": f"{party['name']}: {lead[0]}",
    }
