"""What the template of a state needs beside the response of its saved query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from . import headlines, programs_chart, sentences, state_sentences, total_sentences, uptake_chart
from .numbers import Json

_CLEARING: Final = frozenset(("PARDON", "EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL", "RESENTENCING"))


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead, what the state and its localities did apart, its duties, and what people can do."""
    state, today = data["state"], data["day"]
    lead = state_sentences.state_sentences(state, today)
    actions = sorted(state["actions"]["nodes"], key=sentences.importance)
    uptake = sorted(state["uptake"], key=_knowledge)
    own = [one for one in actions if one["jurisdiction"]["id"] == state["id"]]
    charts = {
        "programs": programs_chart.programs_chart(state, own, today),
        "uptake": uptake_chart.uptake_chart(state, [row for row in uptake if row["eligible"]], today),
    }
    return {
        "name": state["name"],
        "cited_as": f"{state['name']}: cannabis pardons and cleared records",
        "lead": lead,
        "figure_links": headlines.figure_links(
            (one for one in state["totals"] if one["level"] == "STATE"),
            [one for one in actions if one["jurisdiction"]["id"] == state["id"]],
            "#totals",
        ),
        "description": f"{state['name']}: {lead[0]}",
        "own": own,
        "local": [one for one in actions if one["jurisdiction"]["id"] != state["id"]],
        "uptake": uptake,
        "charts": {name: chart for name, chart in charts.items() if chart},
        "own_totals": [
            total_sentences.total_sentence(one, today)
            for one in state["totals"]
            if one["level"] == "STATE" and one["unit"]
        ],
        "conflicts": [(action, one) for action in actions for one in action["conflicts"] if one["open"]],
        "duties": sorted(_duties(state), key=lambda pair: str(pair[1]["due"])),
        "automatic": list(_provisions(state, ("AUTOMATIC", "BOTH"))),
        "on_request": list(_provisions(state, ("PETITION", "BOTH"))),
        "now": {
            "automatic": _effects_now(state, ("AUTOMATIC", "BOTH"), today),
            "on_request": _effects_now(state, ("PETITION", "BOTH"), today),
            "without_conviction": all(
                one["disposition"] == "NO_CONVICTION" for one in _now(state, ("AUTOMATIC", "BOTH"), today)
            ),
        },
        "needs": list(_needs(state)),
        "has_granted_pardons": any(
            one["kind"] in ("PARDON", "COMMUTATION")
            and one["jurisdiction"]["id"] == state["id"]
            and one["act"]["stage"] in sentences.DONE_STAGES
            for one in actions
        ),
        "granting": [one for one in actions if one["act"]["stage"] in sentences.DONE_STAGES],
        "checked_long_ago": sentences.is_long_ago(state["coverage"]["checked"], today),
    }


def _knowledge(row: Json) -> tuple[bool, bool]:
    """Return a key that sorts rows of uptake with a share first, then those with a figure of the granted."""
    return row["rate"] is None, row["granted"] is None


def _in_force(state: Json) -> list[Json]:
    return [law for law in state["laws"]["nodes"] if law["status"] == "ENACTED"]


def _duties(state: Json) -> Iterator[tuple[Json, Json]]:
    for law in state["laws"]["nodes"]:
        for duty in law["duties"]:
            yield law, duty


def _provisions(state: Json, methods: tuple[str, ...]) -> Iterator[tuple[Json, Json]]:
    """Yield the provisions in force that clear records by one of some methods, with their laws."""
    for law in _in_force(state):
        for provision in law["inForce"]:
            if provision["method"] in methods and provision["effect"] in _CLEARING:
                yield law, provision


def _now(state: Json, methods: tuple[str, ...], today: str) -> Iterator[Json]:
    """Yield the provisions of some methods that hold on a day, or whose first day is not known."""
    for law, provision in _provisions(state, methods):
        if (provision["effective"] or law["effective"] or "") <= today:
            yield provision


def _effects_now(state: Json, methods: tuple[str, ...], today: str) -> list[str]:
    """Return the effects of the provisions of some methods that hold on a day."""
    return list(dict.fromkeys(str(one["effect"]) for one in _now(state, methods, today)))


def _needs(state: Json) -> Iterator[tuple[Json, list[Json], list[Json]]]:
    """Yield each law in force that clears records on request: what a person needs, and what nobody has looked for."""
    asking = {law["id"] for law, _ in _provisions(state, ("PETITION", "BOTH"))}
    for law in _in_force(state):
        if law["id"] in asking:
            needs = law["requirements"]
            says_wait = any(one["waitingPeriod"] for one in law["inForce"])
            unknown = [
                one for one in needs if one["status"] == "NOT_LOOKED_FOR" and not (says_wait and one["kind"] == "WAIT")
            ]
            yield law, [one for one in needs if one["status"] != "NOT_LOOKED_FOR"], unknown
