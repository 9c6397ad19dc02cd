"""Sentences that lead the pages of cities, counties and the country."""

from __future__ import annotations

from . import numbers
from .numbers import Json
from .sentences import DONE_STAGES, act_of, count_of, figure_sentence
from .total_sentences import leading_totals, total_sentence


def granted_sentences(place: Json, today: str) -> list[str]:
    """Return a sentence for each kind of relief that a place granted, and one on its actions without a figure.

    Parameters
    ----------
    place
        A place with `totals` and `actions` of its own.
    today
        The day on which the page is read.
    """
    actions = place["actions"]["nodes"]
    sentences = [total_sentence(total, today, actions) for total in leading_totals(place["totals"], actions)]
    uncounted = [one for one in actions if one["act"]["stage"] in DONE_STAGES and one["figure"] is None]
    if uncounted and sentences:
        has = "has" if len(uncounted) == 1 else "have"
        sentences.append(
            f"{count_of(len(uncounted), 'more action')} {has} no figure of what was granted in the sources."
        )
    elif uncounted:
        acts = numbers.listed(list(dict.fromkeys(act_of(one["kind"]) for one in uncounted)))
        sentences.append(
            f"No source that was read gives a number for what {numbers.place(place['name'])} granted "
            f"({acts}, {count_of(len(uncounted), 'action')})."
        )
    return sentences


def locality_sentences(locality: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of a city or county."""
    sentences = granted_sentences(locality, today)
    actions, laws = locality["actions"]["nodes"], locality["laws"]["nodes"]
    checked = numbers.day(locality["coverage"]["checked"])
    tallies = [one for one in locality["tallies"]["nodes"] if one["rank"] != "DEPRECATED"]
    place = "county" if locality["localityKind"] == "COUNTY" else "city"
    if not sentences and tallies:
        sentences.append(figure_sentence(tallies[0]["reliefKind"], tallies[0], today))
        sentences.append(f"That counts what was done in the {place}, by every authority there.")
    elif not sentences:
        what = [
            *([count_of(len(actions), "action")] if actions else []),
            *([count_of(len(laws), "law")] if laws else []),
        ]
        verb = "is" if len(actions) + len(laws) == 1 else "are"
        found = f"; {numbers.listed(what)} of {locality['name']} {verb} below" if what else ""
        sentences.append(
            f"No figure of pardons or cleared records granted by {locality['name']} was found (last checked {checked})"
            f"{found}."
        )
    if actions:
        state = locality["parent"]["name"]
        pardon = "; it is no pardon by the state" if any(one["kind"] == "PARDON" for one in actions) else ""
        sentences.append(
            f"This was done in a {place}, and is not counted among what {numbers.place(state)} did{pardon}."
        )
    return sentences


def country_sentences(country: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of the country."""
    sentences = granted_sentences(country, today)
    sentences.append("These are acts of the federal government; those of states, cities and counties are not in them.")
    return sentences
