"""What the template of a person needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import entity_sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, and the roles of the person in each action."""
    person = data["person"]
    lead = entity_sentences.person_sentences(person, data["day"])
    return {
        "name": person["name"],
        "cited_as": f"{person['name']} and cannabis clemency",
        "lead": lead,
        "description": " ".join(lead[:2]),
        "roles": {
            action["id"]: list(
                dict.fromkeys(one["role"] for one in action["actors"] if one["entity"]["id"] == person["id"])
            )
            for action in person["actions"]["nodes"]
        },
    }
