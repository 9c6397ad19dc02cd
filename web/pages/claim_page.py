"""What the template of a claim needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import claim_sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead."""
    claim = data["claim"]
    lead = claim_sentences.claim_sentences(claim, data["day"])
    stated = claim_sentences.claim_words(claim)
    return {
        "name": stated,
        "cited_as": f"{claim['about']['name']}: {stated}",
        "lead": lead,
        "description": lead[0],
    }
