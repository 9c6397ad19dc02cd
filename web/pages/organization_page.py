"""What the template of an organization needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import entity_sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead."""
    organization = data["organization"]
    lead = entity_sentences.organization_sentences(organization)
    return {
        "name": organization["name"],
        "cited_as": f"{organization['name']} and cannabis clemency",
        "lead": lead,
        "description": " ".join(lead),
    }
