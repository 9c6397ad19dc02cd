"""Sentences that may be quoted as they stand: how many, of what, at which stage, as of when, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from . import numbers
from .numbers import Json

_DONE: Final[Mapping[str | None, tuple[str, str, str]]] = {
    "PARDON": ("pardoned", "pardoned", "pardon"),
    "COMMUTATION": ("had sentences commuted", "commuted", "commutation"),
    "EXPUNGEMENT": ("had records expunged", "expunged", "expungement"),
    "SEALING": ("had records sealed", "sealed", "sealing"),
    "VACATUR": ("had convictions vacated", "vacated", "vacatur"),
    "DISMISSAL": ("had charges or convictions dismissed", "dismissed", "dismissal"),
    "RESENTENCING": ("were resentenced", "reduced or resentenced", "resentencing"),
    None: ("were granted relief", "granted relief", "relief"),
}
"""For each kind of relief: what happened to people, what was done to what is counted, and one act of it."""

_NOT_GRANTED: Final = "no source that was read says that anything was granted."
_REACHED: Final = {
    "ANNOUNCED": "announced",
    "AUTHORIZED": "authorized",
    "OPENED": "opened",
    "APPLIED": "applied for",
    "RECOMMENDED": "recommended",
}
"""For each stage before a grant: what happened to the action."""

_ENDED: Final = {
    "DECLINED": "It was refused{when}; nothing was granted.",
    "WITHDRAWN": "It was withdrawn{when}; nothing was granted.",
    "NOT_CANNABIS": "Relief was granted{when}, but to nobody for a cannabis offense, by the sources that were read.",
}
"""For each stage that ends an action without a grant: what is known of it."""

_STAGES: Final = {
    "ANNOUNCED": "{counted} {are} spoken of in the announcement",
    "AUTHORIZED": "{counted} {are} covered by what was authorized",
    "OPENED": "{counted} {are} counted since the process opened",
    "ELIGIBLE": "{counted} could have {act}",
    "APPLIED": "{counted} {have} asked for {act}",
    "RECOMMENDED": "{counted} {were} recommended for {act}",
    "DECLINED": "{counted} {were} refused {act}",
    "WITHDRAWN": "{noun} {of} {counted} was withdrawn",
}
_MOST_NAMES: Final = 3
_LONG_AGO: Final = 180
DONE_STAGES: Final = frozenset(("GRANTED", "RECORDED"))
"""The stages at which something was done."""


def act_of(kind: str | None) -> str:
    """Return the noun for one act of a kind of relief: pardon, expungement."""
    return _DONE[kind][2]


def done(kind: str | None, unit: str, counted: str, *, several: bool) -> str:
    """Return a clause that says what was done to what is counted.

    Parameters
    ----------
    kind
        The kind of relief.
    unit
        The unit of the figure.
    counted
        The figure in words, with its unit.
    several
        Whether more than one is counted.

    Examples
    --------
    >>> done("EXPUNGEMENT", "CASES", "140,429 cases", several=True)
    '140,429 cases were expunged'
    """
    people, things, act = _DONE[kind]
    were = "were" if several else "was"
    match unit:
        case "PEOPLE":
            verb = people if people.startswith("had ") else f"{were} {people.removeprefix('were ')}"
            verb = verb if several else verb.replace("sentences", "a sentence")
        case "GRANTS":
            return f"{_acts(act, counted)} {were} granted"
        case "CERTIFICATES":
            verb = f"of {act} {were} issued"
        case "APPLICATIONS":
            verb = f"for {act} {were} granted"
        case _:
            verb = f"{were} {things}"
    return f"{counted} {verb}"


def figure_clause(kind: str | None, figure: Json) -> str:
    """Return a clause that says what a figure counts, at its stage."""
    quantity = figure["quantity"]
    counted, several = counted_as_stated(figure), is_several(quantity["low"], quantity["high"])
    stage = quantity["stage"]
    if stage in DONE_STAGES:
        return done(kind, quantity["unit"], counted, several=several)
    # Prosecutors ask a court for many at once, who have asked for nothing. Pardons people ask for themselves.
    if stage == "APPLIED" and (quantity["unit"] != "PEOPLE" or kind not in ("PARDON", "COMMUTATION")):
        return _applied_clause(kind, quantity["unit"], counted, several=several)
    forms = {"are": "are", "have": "have", "were": "were"} if several else {"are": "is", "have": "has", "were": "was"}
    act = f"{_DONE[kind][2]}s" if several and stage == "ELIGIBLE" else act_of(kind)
    if stage == "ELIGIBLE":
        act = "received " + ("relief" if kind is None else act if several else f"a {act}")
    if quantity["unit"] == "GRANTS":
        counted = _acts(act_of(kind), counted)
    of = "for" if quantity["unit"] == "PEOPLE" else "of"
    return _STAGES[stage].format(counted=counted, act=act, noun=act_of(kind), of=of, **forms)


def counted_as_stated(figure: Json) -> str:
    """Return what a figure counts, no more exactly than its source: `tens of thousands` is no number.

    Parameters
    ----------
    figure
        A claim with `stated` and `quantity`.
    """
    quantity, stated = figure["quantity"], figure["stated"]
    if quantity["qualifier"] == "UNQUANTIFIED":
        return f"an uncounted number of {numbers.unit(quantity['unit'])} (“{stated}”)"
    words = numbers.quantity(quantity)
    if quantity["qualifier"] == "NEARLY" and re.search(r"\b(nearly|almost)\b", stated):
        return words.replace("fewer than", "nearly", 1)
    return words


def _applied_clause(kind: str | None, unit: str, counted: str, *, several: bool) -> str:
    """Return a clause that says for how much a kind of relief was asked for, by whomever."""
    act, were = act_of(kind), "were" if several else "was"
    match unit:
        case "PEOPLE":
            return f"{act} for {counted} was asked for"
        case "APPLICATIONS":
            return f"{counted} for {act} {were} made"
        case "GRANTS":
            return f"{_acts(act, counted)} {were} asked for"
        case "CERTIFICATES":
            return f"{counted} of {act} {were} asked for"
        case _:
            return f"{act} of {counted} was asked for"


def _acts(act: str, counted: str) -> str:
    """Return what is counted in acts with the name of the act: 232 pardons."""
    return re.sub(r"\bgrant(?=s?\b)", act, counted, count=1)


def is_several(low: int | None, high: int | None) -> bool:
    """Return whether a number in these bounds is spoken of in the plural."""
    return (low if high is None else high) != 1


def figure_sentence(kind: str | None, figure: Json, today: str) -> str:
    """Return a sentence with a figure, its day, how old it is, and who says so.

    Parameters
    ----------
    kind
        The kind of relief of the action.
    figure
        A claim with `quantity`, `reportedBy` and `source`.
    today
        The day on which the page is read.
    """
    sentence = f"{capital(figure_clause(kind, figure))}{as_of(figure['quantity'], today)}{says(figure)}."
    if figure["quantity"]["stage"] == "ELIGIBLE":
        return f"{sentence} That is how many could, not how many did."
    return sentence


def as_of(quantity: Json, today: str) -> str:
    """Return the day that a figure describes and how old it is; empty where its source gives none."""
    if quantity["asOf"] is None:
        return ", at a time that its source does not give"
    old = numbers.age(quantity["asOf"], today)
    return f", as of {numbers.day(quantity['asOf'])}{f' ({old})' if old else ''}"


def says(figure: Json) -> str:
    """Return who counted and who reports a figure."""
    counter, source = figure["reportedBy"], figure["source"]
    publisher = publisher_of(source)
    if counter is None or counter["name"] == publisher:
        return f", according to {publisher}"
    return f", counted by {counter['name']} and reported by {publisher}"


def publishers(claims: Iterable[Json]) -> str:
    """Return who published the sources of some claims: at most three names, and how many others.

    Examples
    --------
    >>> publishers([{"source": {"title": "A page", "publisher": {"name": "NORML"}}}] * 2)
    'NORML'
    """
    counts = Counter(publisher_of(one["source"]) for one in claims)
    names = [name for name, _ in counts.most_common(_MOST_NAMES)]
    others = len(counts) - len(names)
    return numbers.listed([*names, f"{others} other{'s' if others > 1 else ''}"] if others else names)


def publisher_of(source: Json) -> str:
    """Return who published a source, or its title where nobody is known to."""
    name: str = source["publisher"]["name"] if source["publisher"] else f"“{source['title']}”"
    return name


def is_long_ago(checked: str, today: str) -> bool:
    """Return whether so long has passed since a check that what a law says may have changed."""
    return (date.fromisoformat(today) - date.fromisoformat(checked)).days > _LONG_AGO


def importance(action: Json) -> tuple[bool, bool, int]:
    """Return a key that sorts actions with a figure of the granted first, the largest number first.

    The sort is stable, so that those without a figure stay in the order that they had.
    """
    figure = action["figure"]
    if figure is None:
        return True, True, 0
    quantity = figure["quantity"]
    low = quantity["high"] if quantity["low"] is None else quantity["low"]
    return quantity["stage"] not in DONE_STAGES, False, -(low or 0)


def capital(text: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def count_of(count: int, noun: str) -> str:
    """Return a count with its noun: 1 action, 2 actions."""
    return f"{numbers.number(count)} {noun}{'' if count == 1 else 's'}"


def action_sentences(action: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of an action.

    Parameters
    ----------
    action
        The action, as the saved query PageOfAnAction returns it.
    today
        The day on which the page is read.
    """
    figure = action["figure"]
    act, place = act_of(action["kind"]), numbers.place(action["jurisdiction"]["name"])
    sentences, of_series = [], False
    if action["act"]["stage"] == "NOT_CANNABIS":
        # A figure of 0 says no more than the next sentence, and may be taken for one of everybody.
        pass
    elif figure:
        sentences.append(figure_sentence(action["kind"], figure, today))
        if figure["quantity"]["extent"] == "PART":
            sentences.append("The figure counts a part of the action; the whole is not known.")
    elif usable := _usable(action):
        sentences.append(figure_sentence(action["kind"], usable[0], today))
        counts_series = usable[0]["quantity"]["covers"] == "SERIES"
        of_series = counts_series and usable[0]["quantity"]["stage"] in DONE_STAGES
        sentences.append(
            "That counts all rounds up to its day; no source gives a number for this one alone."
            if counts_series
            else f"No source that was read gives a number of what was done by this {act}."
        )
    else:
        sentences.append(f"No source that was read gives a number for this {act} in {place}.")
    if action["act"]["stage"] not in DONE_STAGES and not of_series:
        sentences.append(_how_far(action))
    if action["disputed"]:
        sentences.append("Sources differ on it; all of their figures are below.")
    return sentences


def _usable(action: Json) -> list[Json]:
    return [one for one in action["figures"] if one["rank"] != "DEPRECATED"]


def _how_far(action: Json) -> str:
    """Return a sentence on an action of which nothing is known to be granted: what happened, and when."""
    stage, written = action["act"]["stage"], action["act"]["date"]
    roles = {actor["role"] for actor in action["actors"]}
    when = f" ({numbers.day(written)})" if written else ""
    if stage == "DECLINED" and "DECIDED" not in roles:
        return (
            f"It was turned down{when}; nothing was granted. Nobody with the power to grant it is recorded as having "
            "decided."
        )
    if stage in _ENDED:
        return _ENDED[stage].format(when=when)
    if any(
        one["quantity"]["covers"] == "SERIES" and one["quantity"]["stage"] in DONE_STAGES for one in _usable(action)
    ):
        return "Sources count what all rounds granted up to a day; none says what this one alone granted."
    steps = [(one["stage"], one["date"]) for one in action["history"] if one["date"] and one["stage"] in _REACHED]
    if stage in _REACHED and (stage, written) not in steps:
        steps.append((stage, written))
    words = _REACHED
    if roles and roles <= {"URGED", "PROPOSED"}:
        words = {**_REACHED, "ANNOUNCED": "proposed" if "PROPOSED" in roles else "called for"}
    told = numbers.listed([f"{words[step]}{f' ({numbers.day(on)})' if on else ''}" for step, on in steps])
    if stage == "ELIGIBLE":
        return f"{f'It was {told}; s' if told else 'S'}ources say who could have it; {_NOT_GRANTED}"
    return f"It was {told}; {_NOT_GRANTED}"
