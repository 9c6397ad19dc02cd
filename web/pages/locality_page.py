"""What the template of a city or county needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import headlines, place_sentences
from .sentences import DONE_STAGES, importance


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, and the actions that granted something apart from the others."""
    locality = data["locality"]
    lead = place_sentences.locality_sentences(locality, data["day"])
    actions = locality["actions"]["nodes"]
    granted = [one for one in actions if one["act"]["stage"] in DONE_STAGES]
    deciders = {
        actor["entity"]["id"]: actor["entity"]
        for one in granted
        for actor in one["actors"]
        if actor["role"] == "DECIDED" and actor["entity"]["id"].startswith("person/")
    }
    return {
        "name": locality["name"],
        "cited_as": f"{locality['name']}: cannabis pardons and cleared records",
        "lead": lead,
        "figure_links": headlines.figure_links(locality["totals"], actions, "#figures"),
        "description": f"{locality['name']}: {lead[0]}",
        "granted": granted,
        "by_size": sorted(granted, key=importance),
        "deciders": list(deciders.values()),
        "has_pardon": any(one["kind"] == "PARDON" for one in actions),
    }
