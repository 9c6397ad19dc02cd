"""What the template of a state needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from . import sentences
from .numbers import Json

_LONG_AGO: Final = 180
"""Days after which a page warns that its legal information may have changed."""
_CLEARING: Final = frozenset(("PARDON", "EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL", "RESENTENCING"))


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, what the state and its localities did apart, its duties, and what people can do."""
    state, today = data["state"], data["day"]
    lead = sentences.state_sentences(state, today)
    actions = state["actions"]["nodes"]
    checked = date.fromisoformat(state["coverage"]["checked"])
    return {
        "name": state["name"],
        "lead": lead,
        "description": f"{state['name']}: {lead[0]}",
        "own": [one for one in actions if one["jurisdiction"]["id"] == state["id"]],
        "local": [one for one in actions if one["jurisdiction"]["id"] != state["id"]],
        "own_totals": [
            sentences.total_sentence(one, today) for one in state["totals"] if one["level"] == "STATE" and one["unit"]
        ],
        "conflicts": [
            (action, one)
            for action in actions
            for one in action["conflicts"]
            if one["open"] and one["property"] == "FIGURE"
        ],
        "duties": sorted(_duties(state), key=lambda pair: str(pair[1]["due"])),
        "automatic": list(_provisions(state, ("AUTOMATIC", "BOTH"))),
        "on_request": list(_provisions(state, ("PETITION", "BOTH"))),
        "needs": list(_needs(state)),
        "checked_long_ago": (date.fromisoformat(today) - checked).days > _LONG_AGO,
    }


def _in_force(state: Json) -> list[Json]:
    return [law for law in state["laws"]["nodes"] if law["status"] == "ENACTED"]


def _duties(state: Json) -> Iterator[tuple[Json, Json]]:
    for law in state["laws"]["nodes"]:
        for duty in law["duties"]:
            yield law, duty


def _provisions(state: Json, methods: tuple[str, ...]) -> Iterator[tuple[Json, Json]]:
    """Yield the provisions in force that clear records by one of some methods, with their laws."""
    for law in _in_force(state):
        for provision in law["provisions"]:
            if provision["method"] in methods and provision["effect"] in _CLEARING:
                yield law, provision


def _needs(state: Json) -> Iterator[tuple[Json, Json]]:
    """Yield what a person needs under each law in force that clears records on request."""
    asking = {law["id"] for law, _ in _provisions(state, ("PETITION", "BOTH"))}
    for law in _in_force(state):
        if law["id"] in asking:
            for need in law["requirements"]:
                yield law, need
