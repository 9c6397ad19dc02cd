"""What the template of a clemency action needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from . import figure_chart, numbers, offices, sentences
from .numbers import Json

_NO_AUTHORITIES: Final = ("ADVOCACY", "PUBLISHER")
"""Kinds of organizations that help to carry out relief, and can be asked about no record."""


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sentences that lead the page, what sources say in words, and the charts of the figures."""
    action, today = data["action"], data["day"]
    lead = sentences.action_sentences(action, today)
    statements = action["statements"]["nodes"]
    methods = list(_methods(action))
    return {
        "name": action["name"],
        "cited_as": action["name"],
        "lead": lead,
        "figure_links": {sentences.counted_as_stated(one): one["id"] for one in [action["figure"]] if one is not None},
        "description": f"{action['name']}: {lead[0]}",
        "scopes": [one for one in statements if one["property"] == "SCOPE" and one["rank"] != "DEPRECATED"],
        "statuses": [one for one in statements if one["property"] == "STATUS" and one["rank"] != "DEPRECATED"],
        "actors": {
            role: [one for one in action["actors"] if one["role"] == role]
            for role in ("DECIDED", "IMPLEMENTED", "PROPOSED", "URGED")
        },
        "asked": list(_responsible(action)),
        "court": "the court of the case" if action["kind"] == "DISMISSAL" else "the court of the conviction",
        "reached": _reached(action),
        "methods": methods,
        "by_itself": _acted_by_itself(action, methods),
        "needs": [one for one in action["requirements"] if one["status"] != "NOT_LOOKED_FOR"],
        "not_looked_for": [one for one in action["requirements"] if one["status"] == "NOT_LOOKED_FOR"],
        "ranges": [one for one in action["figureRanges"] if one["least"] < one["greatest"] and len(one["claims"]) > 1],
        "checked_long_ago": sentences.is_long_ago(action["jurisdiction"]["coverage"]["checked"], today),
        "charts": figure_chart.figure_charts(action, today),
    }


def _responsible(action: Json) -> Iterator[Json]:
    """Yield whoever decided or carried it out, each once: what they did, and the office of a person who held one."""
    did: dict[str, list[str]] = {}
    entities: dict[str, Json] = {}
    for actor in action["actors"]:
        is_public = actor["entity"].get("organizationKind") not in _NO_AUTHORITIES
        if actor["role"] in ("DECIDED", "IMPLEMENTED") and is_public:
            id = actor["entity"]["id"]
            did.setdefault(id, []).append("decided" if actor["role"] == "DECIDED" else "carried it out")
            entities.setdefault(id, actor)
    for id, actor in entities.items():
        yield {
            "entity": actor["entity"],
            "is_person": id.startswith("person/"),
            "office": _office(actor["term"]),
            "did": numbers.listed(list(dict.fromkeys(did[id]))),
        }


def _office(term: Json | None) -> str | None:
    return offices.office_name(term["office"], term["jurisdiction"]["id"]) if term else None


def _reached(action: Json) -> str:
    """Return when the act took place, as far as it is known: on a day, by a day, or between two."""
    act = action["act"]
    if act["date"]:
        return f", {numbers.day(act['date'])}"
    # Figures say by when something was done. Those of the eligible and the like may be estimates made beforehand.
    read = {one["source"]["retrieved"] for one in action["figures"]}
    if act["stage"] not in sentences.DONE_STAGES:
        steps = [
            one for one in action["history"] if one["date"] and one["stage"] in ("ANNOUNCED", "AUTHORIZED", "OPENED")
        ]
        if steps and act["stage"] in ("ELIGIBLE", "APPLIED", "RECOMMENDED"):
            return f", {steps[-1]['stage'].lower()} {numbers.day(steps[-1]['date'])}"
        return ", day not known"
    if act["latest"] is None or act["latest"] in read:
        return ", day not known"
    if act["earliest"]:
        return f", between {numbers.day(act['earliest'])} and {numbers.day(act['latest'])}"
    return f", by {numbers.day(act['latest'])}"


def _acted_by_itself(action: Json, methods: Sequence[tuple[Json, Json]]) -> bool:
    """Return whether a court or prosecutor of a place may have acted under a law by which a person asks."""
    local = action["jurisdiction"]["id"].startswith("locality/")
    acted = any(one["role"] in ("DECIDED", "PROPOSED") for one in action["actors"])
    return local and acted and any(provision["method"] == "PETITION" for _, provision in methods)


def _methods(action: Json) -> Iterator[tuple[Json, Json]]:
    """Yield the provisions of the laws in force behind an action that are about its kind of relief, with their laws."""
    for law in action["legalBasis"]:
        if law["status"] != "ENACTED":
            continue
        for provision in law["provisions"]:
            if provision["method"] and provision["effect"] == action["kind"]:
                yield law, provision
