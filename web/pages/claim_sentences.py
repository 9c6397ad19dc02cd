"""Sentences that lead the page of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from . import glossary, numbers
from .numbers import Json
from .offices import office_name
from .sentences import count_of, figure_sentence, publisher_of

_DAYS: Final[Mapping[str, str]] = {
    "INTRODUCED": "introduced",
    "ENACTED": "became law",
}


def claim_words(claim: Json) -> str:
    """Return what a claim says, with its day as people write it."""
    stated: str = claim["stated"]
    given, term = claim["date"], claim["term"]
    if given is None:
        return stated
    match claim["property"]:
        case "START" if term:
            return f"{_office(term)} from {numbers.day(given)}"
        case "END" if term:
            return f"{_office(term)} until {numbers.day(given)}"
        case "DATE" if claim["claimStage"]:
            return f"{glossary.term('Stage', claim['claimStage']).word} {numbers.on_day(given)}"
        case "EFFECTIVE":
            return f"in force from {numbers.day(given)}"
        case "INTRODUCED" | "ENACTED" as name:
            return f"{_DAYS[name]} {numbers.on_day(given)}"
        case _:
            return stated


def _office(term: Json) -> str:
    place = term["jurisdiction"]
    return f"{office_name(term['office'], place['id'])} of {numbers.place(place['name'])}"


def claim_sentences(claim: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of a claim.

    Parameters
    ----------
    claim
        The claim, as the saved query PageOfAClaim returns it.
    today
        The day on which the page is read.
    """
    about = claim["about"]
    source = claim["source"]
    published = f", published {numbers.on_day(claim['published'])}" if claim["published"] else ", undated"
    kind = claim["reliefKind"] or about.get("kind")
    sentences = []
    if claim["quantity"] and claim["quantity"]["stage"]:
        sentences.append(f"{about['name']}: {figure_sentence(kind, claim, today)}")
    else:
        sentences.append(f"{about['name']}: {claim_words(claim)}, according to {publisher_of(source)}.")
    sentences.append(f"The source is “{source['title']}”{published} and read on {numbers.day(claim['retrieved'])}.")
    match claim["rank"]:
        case "PREFERRED":
            sentences.append("It is preferred over the other statements about the same thing.")
        case "DEPRECATED":
            sentences.append("It is kept for reference only: it is superseded or known to be wrong.")
    contradicted = (one for one in claim["conflicts"] if one["open"] and not one["daysDiffer"])
    against = {one["id"] for conflict in contradicted for one in conflict["claims"]} - {claim["id"]}
    if against:
        sentences.append(f"{count_of(len(against), 'other statement')} of other sources cannot be true beside it.")
    return sentences
