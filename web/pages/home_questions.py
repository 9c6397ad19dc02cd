"""Questions of the home page, each with its answer in sentences made from the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from . import numbers, total_sentences
from .automatic_page import states_that_clear, undated, unspecified
from .numbers import Json

_LATEST: Final = 3
"""How many overdue duties are told."""


class Question(NamedTuple):
    """A question with its answer.

    Attributes
    ----------
    text : str
        The question.
    answer : list of str
        The answer, a sentence each.
    path : str
        The address of the page with more, relative to the home page.
    more : str
        The words of the link to it.
    """

    text: str
    answer: list[str]
    path: str
    more: str


def how_many_people(totals: Sequence[Json], today: str) -> Question:
    """Answer how many people were pardoned."""
    total = next((one for one in totals if (one["kind"], one["unit"]) == ("PARDON", "PEOPLE")), None)
    if total is None or not total["low"]:
        answer = ["No figure in people was found."]
    else:
        answer = [total_sentences.total_sentence(total, today)]
        lacking = total["uncounted"]["totalCount"]
        if lacking:
            answer.append(f"{_count(lacking, 'more action')} {_have(lacking)} no figure in people.")
        answer.append("Pardons that sources count in convictions, cases or grants are not among them.")
    return Question("How many people were pardoned?", answer, "pardons", "All pardons")


def which_clear(clearing: Json) -> Question:
    """Answer which states clear convictions without a request."""
    rows = states_that_clear(clearing)
    names = sorted(row.place["name"] for row in rows)
    answer = [f"{_count(len(rows), 'state')} and territories: {numbers.listed(names)}." if rows else "None found."]
    if places := sorted({law["jurisdiction"]["name"] for law in undated(clearing)}):
        answer.append(f"No source gives the first day of a law of {numbers.listed(places)}.")
    if places := sorted({law["jurisdiction"]["name"] for law in unspecified(clearing)}):
        answer.append(f"No source says whether a law of {numbers.listed(places)} clears convictions.")
    return Question(
        "Which states have a law in force that clears some convictions without a request?",
        answer,
        "automatic",
        "Who acts, by when, how far they are",
    )


def which_are_overdue(duties: Sequence[Json]) -> Question:
    """Answer which duties of public bodies are overdue: of these the three with the latest days."""
    question = "Which duties of public bodies are overdue?"
    if not duties:
        return Question(question, ["None: of each duty whose day has passed an outcome is recorded."], "deadlines", "")
    are = "is" if len(duties) == 1 else "are"
    answer = [
        f"{_count(len(duties), 'duty', 'duties')} {are} past the day with no outcome recorded; they may have been done."
    ]
    if len(duties) > _LATEST:
        answer.append("Those that fell due last:")
    for duty in sorted(duties, key=lambda one: str(one["due"]), reverse=True)[:_LATEST]:
        body = f" ({duty['body']['name']})" if duty["body"] else ""
        place = duty["law"]["jurisdiction"]["name"]
        answer.append(f"{place}, due {numbers.day(duty['due'])}: {duty['task'][:1].lower()}{duty['task'][1:]}{body}.")
    return Question(question, answer, "deadlines", "All deadlines")


def where_sources_differ(conflicts: Sequence[Json]) -> Question:
    """Answer where sources differ the most, of what is not settled."""
    question = "Where do sources disagree most?"
    found = next((one for one in conflicts if one["open"] and one["spread"] and one["preferred"]), None)
    if found is None:
        return Question(question, ["No open contradiction between figures is recorded."], "disputed", "")
    figures = [
        f"{numbers.quantity(claim['quantity'])} ({publisher(claim)})"
        for claim in found["claims"]
        if claim["rank"] != "DEPRECATED"
    ]
    answer = [
        f"On one figure of “{found['about']['name']}” by a factor of {found['spread']:.1f}: {numbers.listed(figures)}.",
        f"Preferred is {numbers.quantity(found['preferred']['quantity'])}: {_as_clause(found['reason'])}",
    ]
    return Question(question, answer, "disputed", "All contradictions")


def what_changed(changes: Json) -> Question:
    """Answer what changed in the data since a day."""
    question = "What changed this month?"
    days = sorted({one["released"] for one in changes["dataset"]["releases"]["nodes"]})
    if not days:
        return Question(question, ["No release of these data is recorded."], "changes", "")
    since = numbers.day(changes["since"])
    added, removed, reranked = (changes[one]["totalCount"] for one in ("added", "removed", "reranked"))
    answer = [
        f"Since {since}: {_count(added, 'statement')} of sources added, {numbers.number(removed)} removed, "
        f"{numbers.number(reranked)} ranked differently.",
        f"The first release of the data is of {numbers.day(days[0])}, the latest of {numbers.day(days[-1])}.",
    ]
    return Question(question, answer, "changes", "All changes")


def publisher(claim: Json) -> str:
    """Return who published the source of a claim."""
    source = claim["source"]
    return str(source["publisher"]["name"] if source["publisher"] else source["title"])


def _count(count: int, noun: str, several: str = "") -> str:
    return f"{numbers.number(count)} {noun if count == 1 else several or f'{noun}s'}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _as_clause(reason: str) -> str:
    return f"{reason[:1].lower()}{reason[1:].rstrip('.')}."
