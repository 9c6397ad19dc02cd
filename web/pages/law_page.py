"""What the template of a law needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import entity_sentences, sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, the actions under the law in the order of importance, and the known requirements apart."""
    law, today = data["law"], data["day"]
    lead = entity_sentences.law_sentences(law, today)
    number = f" ({law['number']})" if law["number"] and law["number"] not in law["name"] else ""
    place = law["jurisdiction"]["name"]
    return {
        "name": law["name"],
        "cited_as": f"{law['name']}{number}{'' if place in law['name'] else f', {place}'}",
        "lead": lead,
        "description": lead[0],
        "needs": [one for one in law["requirements"] if one["status"] != "NOT_LOOKED_FOR"],
        "not_looked_for": [one for one in law["requirements"] if one["status"] == "NOT_LOOKED_FOR"],
        "done": sorted(law["actions"]["nodes"], key=sentences.importance),
    }
