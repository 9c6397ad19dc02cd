"""What the template of a country needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import headlines, place_sentences, sentences, total_sentences


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, and the totals in sentences."""
    country, today = data["country"], data["day"]
    lead = place_sentences.country_sentences(country, today)
    title = f"{country['name']}: federal cannabis pardons, and tallies of the whole country"
    return {
        "name": country["name"],
        "cited_as": title,
        "lead": lead,
        "figure_links": headlines.figure_links(country["totals"], country["actions"]["nodes"], "#totals"),
        "description": f"{country['name']}, federal government: {lead[0]}",
        "totals": [total_sentences.total_sentence(one, today) for one in country["totals"] if one["unit"]],
        "actions": sorted(country["actions"]["nodes"], key=sentences.importance),
    }
