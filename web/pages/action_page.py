"""What the template of a clemency action needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import numbers, sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sentences that lead the page, and the statuses in words."""
    action, today = data["action"], data["day"]
    lead = sentences.action_sentences(action, today)
    return {
        "name": action["name"],
        "lead": lead,
        "description": f"{action['name']}: {lead[0]}",
        "statuses": [one for one in action["statements"]["nodes"] if one["property"] == "STATUS"],
        "checked": numbers.day(action["jurisdiction"]["coverage"]["checked"]),
    }
