"""Sentences that may be quoted as they stand: how many, of what, at which stage, as of when, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from . import numbers
from .numbers import Json

_DONE: Final[Mapping[str | None, tuple[str, str, str]]] = {
    "PARDON": ("pardoned", "pardoned", "pardon"),
    "COMMUTATION": ("had sentences commuted", "commuted", "commutation"),
    "EXPUNGEMENT": ("had records expunged", "expunged", "expungement"),
    "SEALING": ("had records sealed", "sealed", "sealing"),
    "VACATUR": ("had convictions vacated", "vacated", "vacatur"),
    "DISMISSAL": ("had charges or convictions dismissed", "dismissed", "dismissal"),
    "RESENTENCING": ("were resentenced", "resentenced", "resentencing"),
    None: ("were granted relief", "granted relief", "relief"),
}
"""For each kind of relief: what happened to people, what was done to what is counted, and one act of it."""

_NOT_GRANTED: Final = "no source that was read says that anything was granted."
_REACHED: Final = {
    "ANNOUNCED": f"It was announced{{when}}; {_NOT_GRANTED}",
    "AUTHORIZED": f"It was authorized{{when}}; {_NOT_GRANTED}",
    "OPENED": f"It was opened{{when}}; {_NOT_GRANTED}",
    "ELIGIBLE": f"Sources say who could have it{{when}}; {_NOT_GRANTED}",
    "APPLIED": f"It was applied for{{when}}; {_NOT_GRANTED}",
    "RECOMMENDED": f"It was recommended{{when}}; {_NOT_GRANTED}",
    "DECLINED": "It was refused{when}; nothing was granted.",
    "WITHDRAWN": "It was withdrawn{when}; nothing was granted.",
    "NOT_CANNABIS": "Relief was granted{when}, but to nobody for a cannabis offense, by the sources that were read.",
}
"""For each stage without a grant: what is known of the action."""

_STAGES: Final = {
    "ANNOUNCED": "{counted} {are} named in the announcement",
    "AUTHORIZED": "{counted} {are} covered by what was authorized",
    "OPENED": "{counted} {are} counted since the process opened",
    "ELIGIBLE": "{counted} could have {act}",
    "APPLIED": "{counted} {have} asked for {act}",
    "RECOMMENDED": "{counted} {were} recommended for {act}",
    "DECLINED": "{counted} {were} refused {act}",
    "WITHDRAWN": "{counted} {were} withdrawn",
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
        case "GRANTS":
            return f"{counted.removesuffix('s').removesuffix('grant')}{act}{'s' if several else ''} {were} granted"
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
    if stage == "APPLIED" and quantity["unit"] != "PEOPLE":
        return _applied_clause(kind, quantity["unit"], counted, several=several)
    forms = {"are": "are", "have": "have", "were": "were"} if several else {"are": "is", "have": "has", "were": "was"}
    act = f"{_DONE[kind][2]}s" if several and stage == "ELIGIBLE" else act_of(kind)
    if stage == "ELIGIBLE":
        act = "received " + ("relief" if kind is None else act if several else f"a {act}")
    return _STAGES[stage].format(counted=counted, act=act, **forms)


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
    """Return a clause that says for how much that is no people a kind of relief was asked for."""
    act, were = act_of(kind), "were" if several else "was"
    match unit:
        case "APPLICATIONS":
            return f"{counted} for {act} {were} made"
        case "GRANTS":
            return f"{counted.removesuffix('s').removesuffix('grant')}{act}{'s' if several else ''} {were} asked for"
        case "CERTIFICATES":
            return f"{counted} of {act} {were} asked for"
        case _:
            return f"{act} of {counted} was asked for"


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
        return ", of a day that its source does not give"
    old = numbers.age(quantity["asOf"], today)
    return f", as of {numbers.day(quantity['asOf'])}{f' ({old})' if old else ''}"


def says(figure: Json) -> str:
    """Return who counted and who reports a figure."""
    counter, source = figure["reportedBy"], figure["source"]
    publisher = publisher_of(source)
    if counter is None or counter["name"] == publisher:
        return f", according to {publisher}"
    return f", counted by {counter['name']} and reported by {publisher}"


def total_clause(total: Json) -> str:
    """Return a clause that says what a total counts: at least 20,236 convictions were pardoned."""
    counted = numbers.interval(total["low"], total["high"], total["unit"])
    if total["approximate"] and total["low"] == total["approximate"]:
        counted = f"about {counted}" if counted[0].isdigit() else counted
    return done(total["kind"], total["unit"], counted, several=is_several(total["low"], total["high"]))


def total_sentence(total: Json, today: str) -> str:
    """Return a sentence with a total, the number of actions behind it, the days of their figures, and who says so."""
    actions = total["actions"]
    latest = total["asOf"]["latest"]
    described = numbers.days(total["asOf"])
    old = numbers.age(latest, today) if latest else ""
    # No source states a total. It is what figures come to, or what several figures of one action leave open.
    said = "" if actions == 1 else ", added up here"
    if total.get("claims"):
        said = f"{said or ','} from {publishers(total['claims']['nodes'])}"
    if actions == 1 and latest == total["asOf"]["earliest"]:
        when = f", as of {described}{f' ({old})' if old else ''}" if described else ""
        return f"{capital(total_clause(total))}{when}{said}."
    when = f", by figures of {described}" if described else ""
    by = f" by {count_of(actions, 'action')}"
    return f"{capital(total_clause(total))}{by}{when}{f' (the latest {old})' if old else ''}{said}."


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


def leading_totals(totals: Iterable[Json]) -> list[Json]:
    """Return one total for each kind of relief: in the unit in which most actions are counted, then the largest.

    Units are never added, so a kind that is counted in several units is led by one of them; the others follow in the
    table of totals.
    """
    best: dict[str, Json] = {}
    for total in totals:
        if total["unit"] is None or not total["actions"]:
            continue
        known = best.get(total["kind"])
        if known is None or _weight(total) > _weight(known):
            best[total["kind"]] = total
    return sorted(best.values(), key=lambda total: -total["low"])


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


def _weight(total: Json) -> tuple[int, bool, int]:
    return total["actions"], total["high"] is not None and total["high"] == total["low"], total["low"]


def capital(text: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


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
    sentences = []
    for total in leading_totals(one for one in state["totals"] if one["level"] == "STATE"):
        figure = only_figure(own, total)
        sentences.append(figure_sentence(total["kind"], figure, today) if figure else total_sentence(total, today))
    more = "further action" if sentences else "action"
    if not sentences:
        sentences.append(_none_found(state))
    uncounted = [one for one in own if one["act"]["stage"] in DONE_STAGES and one["figure"] is None]
    if uncounted:
        sentences.append(
            f"{count_of(len(uncounted), more)} of {state['name']} {_has(uncounted)} no figure in the sources."
        )
    local = len(state["actions"]["nodes"]) - len(own)
    if local:
        sentences.append(
            f"{count_of(local, 'action')} of cities and counties {'is' if local == 1 else 'are'} listed apart and not "
            "added to what the state did."
        )
    return sentences


def only_figure(actions: list[Json], total: Json) -> Json | None:
    """Return the figure behind a total, where it is the best figure of one action and the whole of the total."""
    if total["actions"] != 1:
        return None
    found: list[Any] = [
        one["figure"]
        for one in actions
        if one["kind"] == total["kind"]
        and one["figure"]
        and one["figure"]["quantity"]["stage"] in DONE_STAGES
        and one["figure"]["quantity"]["unit"] == total["unit"]
        and one["figure"]["quantity"]["low"] == total["low"]
        and one["figure"]["quantity"]["high"] == total["high"]
    ]
    return found[0] if len(found) == 1 else None


def _none_found(state: Json) -> str:
    coverage = state["coverage"]
    checked = numbers.day(coverage["checked"])
    if "NOT_LOOKED_FOR" in (coverage["pardons"], coverage["expungements"]):
        return f"Clemency for cannabis offenses in {state['name']} was not looked for in full (last checked {checked})."
    return (
        f"No figure of pardons or cleared records for cannabis offenses granted by {state['name']} itself was found "
        f"(last checked {checked})."
    )


def count_of(count: int, noun: str) -> str:
    """Return a count with its noun: 1 action, 2 actions."""
    return f"{numbers.number(count)} {noun}{'' if count == 1 else 's'}"


def _has(items: list[Json]) -> str:
    return "has" if len(items) == 1 else "have"


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
    act, place = act_of(action["kind"]), action["jurisdiction"]["name"]
    sentences = []
    if figure:
        sentences.append(figure_sentence(action["kind"], figure, today))
        if figure["quantity"]["extent"] == "PART":
            sentences.append("The figure counts a part of the action; the whole is not known.")
    elif usable := [one for one in action["figures"] if one["rank"] != "DEPRECATED"]:
        sentences.append(figure_sentence(action["kind"], usable[0], today))
        of_series = usable[0]["quantity"]["covers"] == "SERIES"
        sentences.append(
            "That counts all rounds up to its day; no source gives a number for this one alone."
            if of_series
            else f"No source that was read gives a number of what was done by this {act}."
        )
    else:
        sentences.append(f"No source that was read gives a number for this {act} in {place}.")
    told = action["act"]
    if told["stage"] not in DONE_STAGES:
        when = f" ({numbers.day(told['date'])})" if told["date"] else ""
        sentences.append(_REACHED[told["stage"]].format(when=when))
    if action["disputed"]:
        sentences.append("Sources differ on it; all of their figures are below.")
    return sentences
