"""What the template of a clemency action needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import figure_chart, sentences
from .numbers import Json


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sentences that lead the page, what sources say in words, and the charts of the figures."""
    action, today = data["action"], data["day"]
    lead = sentences.action_sentences(action, today)
    statements = action["statements"]["nodes"]
    return {
        "name": action["name"],
        "cited_as": action["name"],
        "lead": lead,
        "description": f"{action['name']}: {lead[0]}",
        "scopes": [one for one in statements if one["property"] == "SCOPE" and one["rank"] != "DEPRECATED"],
        "statuses": [one for one in statements if one["property"] == "STATUS" and one["rank"] != "DEPRECATED"],
        "actors": {
            role: [one for one in action["actors"] if one["role"] == role]
            for role in ("DECIDED", "IMPLEMENTED", "PROPOSED", "URGED")
        },
        "asked": [one for one in action["actors"] if one["role"] in ("DECIDED", "IMPLEMENTED")],
        "methods": list(_methods(action)),
        "needs": [one for one in action["requirements"] if one["status"] != "NOT_LOOKED_FOR"],
        "not_looked_for": [one for one in action["requirements"] if one["status"] == "NOT_LOOKED_FOR"],
        "ranges": [one for one in action["figureRanges"] if one["least"] < one["greatest"] and len(one["claims"]) > 1],
        "checked_long_ago": sentences.is_long_ago(action["jurisdiction"]["coverage"]["checked"], today),
        "charts": figure_chart.figure_charts(action, today),
    }


def _methods(action: Json) -> Iterator[tuple[Json, Json]]:
    """Yield the provisions of the laws in force behind an action that are about its kind of relief, with their laws."""
    for law in action["legalBasis"]:
        if law["status"] != "ENACTED":
            continue
        for provision in law["provisions"]:
            if provision["method"] and provision["effect"] == action["kind"]:
                yield law, provision
