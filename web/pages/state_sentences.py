"""Sentences that lead the page of a state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from . import numbers
from .numbers import Json
from .sentences import DONE_STAGES, count_of
from .total_sentences import leading_totals, total_sentence

_RECORDS: Final = frozenset(("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL", "RESENTENCING"))
"""The kinds of relief that change records."""


def state_sentences(state: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of a state.

    Parameters
    ----------
    state
        The state, as the saved query PageOfAState returns it.
    today
        The day on which the page is read.
    """
    own = [action for action in state["actions"]["nodes"] if action["jurisdiction"]["id"] == state["id"]]
    totals = [one for one in state["totals"] if one["level"] == "STATE"]
    sentences = [total_sentence(total, today, own) for total in leading_totals(totals, own)]
    name = numbers.place(state["name"])
    more = "further action" if sentences else "action"
    if not sentences:
        sentences.append(_none_found(state))
    uncounted = [one for one in own if one["act"]["stage"] in DONE_STAGES and one["figure"] is None]
    if uncounted:
        has = "has" if len(uncounted) == 1 else "have"
        sentences.append(
            f"{count_of(len(uncounted), more)} of {name} {has} no figure of what was granted in the sources."
        )
    counted = {one["kind"] for one in totals if one["actions"]}
    counted |= {one["reliefKind"] for one in state["tallies"]["nodes"] if one["quantity"]["stage"] in DONE_STAGES}
    if not counted & _RECORDS and any(_clears_by_itself(state, today)):
        sentences.append(
            f"A law of {name} provides for clearing convictions without a request; no source that was read counts the "
            "cannabis offenses among them."
        )
    local = len(state["actions"]["nodes"]) - len(own)
    if local:
        sentences.append(
            f"{count_of(local, 'action')} of cities and counties {'is' if local == 1 else 'are'} listed apart and not "
            "added to what the state did."
        )
    return sentences


def _clears_by_itself(state: Json, today: str) -> Iterator[Json]:
    """Yield the provisions in force that clear convictions without a request, or may."""
    for law in state["laws"]["nodes"]:
        for provision in law["provisions"]:
            since = provision["effective"] or law["effective"]
            if (
                law["status"] == "ENACTED"
                and provision["effect"] in _RECORDS
                and provision["method"] in ("AUTOMATIC", "BOTH")
                and provision["disposition"] != "NO_CONVICTION"
                and (since is None or since <= today)
            ):
                yield provision


def _none_found(state: Json) -> str:
    coverage, name = state["coverage"], numbers.place(state["name"])
    checked = numbers.day(coverage["checked"])
    if "NOT_LOOKED_FOR" in (coverage["pardons"], coverage["expungements"]):
        return f"Clemency for cannabis offenses in {name} was not looked for in full (last checked {checked})."
    return (
        f"No figure of pardons or cleared records for cannabis offenses granted by {name} itself was found "
        f"(last checked {checked})."
    )
