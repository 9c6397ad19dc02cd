"""What the map of states can show: measures of what the states themselves did, each from a saved query.

A city or county never colors its state. Where a state has no number in the unit of a measure, its value says what there
is: a number in another unit, an act without a number, or that none was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from . import glossary, numbers, total_sentences
from .automatic_page import states_that_clear, undated, unspecified, without_conviction
from .numbers import Json
from .site_query import query, query_all

NOTHING: Final = "nothing"
HATCHED: Final = "hatched"


class Value(NamedTuple):
    """The value of a state.

    Attributes
    ----------
    level : str
        How it is drawn: a digit, darker for more; `HATCHED` where there is something that has no place in the order;
        or `NOTHING`.
    short : str
        At most four characters for the map.
    words : str
        The value in words, with its unit.
    days : str
        The days of the figures, where it rests on figures.
    """

    level: str
    short: str
    words: str
    days: str = ""


class Measure(NamedTuple):
    """What a map can show.

    Attributes
    ----------
    name : str
        Its name in addresses.
    label : str
        The words of the link to it.
    title : str
        The title of the map.
    note : str
        How a value is found.
    legend : list of (str, str)
        For each level that occurs: what it means.
    query : (str, Mapping)
        The saved query, and its variables.
    values : callable
        Returns the values by code of the state, from the graph and the data of the saved query PageOfStates.
    """

    name: str
    label: str
    title: str
    note: str
    legend: tuple[tuple[str, str], ...]
    query: tuple[str, Mapping[str, Any]]
    values: Callable[[KnowledgeGraph, Json], dict[str, Value]]


_DONE: Final = frozenset(("PARDON", "COMMUTATION", "EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL", "RESENTENCING"))
_STEPS: Final = (100, 1_000, 10_000, 100_000)
_QUARTERS: Final = (0.25, 0.5, 0.75)


def _people(graph: KnowledgeGraph, page: Json) -> dict[str, Value]:
    return {state["code"]: people_pardoned(state) for state in page["states"]["nodes"]}


def people_pardoned(state: Json) -> Value:
    """Return how many people a state pardoned, or what is known instead."""
    rows = [one for one in state["totals"] if one["kind"] == "PARDON"]
    counted = [one for one in rows if one["unit"] and (one["low"] or one["high"] is not None)]
    for row in counted:
        if row["unit"] == "PEOPLE":
            level = sum(row["low"] >= step for step in _STEPS)
            words = f"{numbers.interval(row['low'], row['high'], 'PEOPLE')} pardoned"
            return Value(str(level), compact(row["low"]), words, numbers.days(row["asOf"]))
    if counted:
        row = max(counted, key=lambda one: int(one["low"]))
        words = f"{total_sentences.total_clause(row)}; no figure in people"
        return Value(HATCHED, "unit", words, numbers.days(row["asOf"]))
    if rows:
        return Value(HATCHED, "?", "pardons were granted; no source that was read counts them")
    known = state["coverage"]["pardons"]
    words = (
        "none granted by the state itself is recorded" if known == "VALUE" else glossary.term("Knowledge", known).word
    )
    return Value(NOTHING, "", words)


def _share(graph: KnowledgeGraph, page: Json) -> dict[str, Value]:
    states = query(graph, "UptakeByState")["states"]["nodes"]
    return {state["code"]: share_cleared(state) for state in states}


def share_cleared(state: Json) -> Value:
    """Return the share of the eligible that had relief, in the largest program of a state of which it is known."""
    row = largest_program(state)
    if row is None:
        return Value(NOTHING, "", "no source that was read counts the eligible")
    counts = row["eligible"]["counts"]
    eligible = numbers.interval(counts["low"], counts["high"], row["unit"])
    if row["rate"] is None:
        words = f"{eligible} could have relief ({row['action']['name']}); the share that had it is open"
        return Value(HATCHED, "?", words)
    low = row["rate"]["low"]
    level = sum(low >= step for step in _QUARTERS)
    short = "<1%" if 0 < low < 0.01 else f"{100 * low:.0f}%"
    words = f"{numbers.share(row['rate'])} of {eligible} ({row['action']['name']})"
    return Value(str(level + 1), short, words, numbers.days(row["granted"]["asOf"]))


def largest_program(state: Json) -> Json | None:
    """Return the uptake of the largest program of the state itself: if one has a share, the largest of those that do.

    Of a program that is counted in several units it is the one in which the share is known best.
    """
    rows: list[Any] = [
        one
        for one in state["uptake"]
        if one["action"]["jurisdiction"]["id"] == state["id"] and one["eligible"] and one["action"]["kind"] in _DONE
    ]
    rated = [one for one in rows if one["rate"]]
    if not rated:
        largest_eligible: Json | None = max(rows, key=_eligible, default=None)
        return largest_eligible
    largest = max(rated, key=lambda one: (_eligible(one), int(one["granted"]["counts"]["low"] or 0)))
    known_best: Json = min((one for one in rated if one["action"]["id"] == largest["action"]["id"]), key=_openness)
    return known_best


def _openness(row: Json) -> float:
    """Return the width of the interval of a share."""
    rate = row["rate"]
    return float((1.0 if rate["high"] is None else rate["high"]) - rate["low"])


def _eligible(row: Json) -> int:
    return int(row["eligible"]["counts"]["low"] or 0)


def _automatic(graph: KnowledgeGraph, page: Json) -> dict[str, Value]:
    return automatic_clearing(query(graph, "PageOfAutomaticClearing"), page["states"]["nodes"])


def automatic_clearing(data: Json, states: Iterable[Json]) -> dict[str, Value]:
    """Return for each state whether a law in force clears convictions without a request."""
    clearing = {row.place["id"]: row for row in states_that_clear(data)}
    doubtful = {law["id"] for law in (*undated(data), *unspecified(data))}
    of_arrests = _names_by_place(without_conviction(data))
    other = _names_by_place(data["others"]["nodes"])
    found = {}
    for state in states:
        row = clearing.get(state["id"])
        if row is not None:
            sure = [law for law in row.laws if law["id"] not in doubtful]
            names = numbers.listed([law["name"] for law in (sure or row.laws)])
            doubt = "" if sure else "; no source gives the day from which it holds, or says that it clears convictions"
            found[state["code"]] = Value("3" if sure else "2", "yes", f"in force: {names}{doubt}")
        elif state["id"] in of_arrests:
            names = numbers.listed(of_arrests[state["id"]])
            found[state["code"]] = Value("1", "no", f"for cases without a conviction only: {names}")
        elif state["id"] in other:
            names = numbers.listed(other[state["id"]])
            found[state["code"]] = Value(HATCHED, "no", f"not in force: {names}")
        else:
            found[state["code"]] = Value(NOTHING, "", "no such law is recorded")
    return found


def _names_by_place(laws: Iterable[Json]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for law in laws:
        names.setdefault(law["jurisdiction"]["id"], []).append(law["name"])
    return names


def _overdue(graph: KnowledgeGraph, page: Json) -> dict[str, Value]:
    return overdue_duties(query_all(graph, "Deadlines", "duties")["duties"]["nodes"], page["states"]["nodes"])


def overdue_duties(duties: Iterable[Json], states: Iterable[Json]) -> dict[str, Value]:
    """Return for each state how many duties under its laws are overdue, missed, to come and done."""
    by_state: dict[str, list[str]] = {}
    for duty in duties:
        by_state.setdefault(duty["law"]["jurisdiction"]["id"], []).append(duty["status"])
    return {state["code"]: _duties(by_state.get(state["id"], [])) for state in states}


def _duties(statuses: list[str]) -> Value:
    if not statuses:
        return Value(NOTHING, "", "no duty with a day is recorded")
    counts = {
        "past the day, with no outcome recorded": statuses.count("OVERDUE"),
        "missed or done in part, says a source": statuses.count("MISSED") + statuses.count("PARTLY"),
        "not due yet": statuses.count("PENDING"),
        "done, lifted or moved": statuses.count("FULFILLED") + statuses.count("CANCELED"),
    }
    overdue, missed, coming, _ = counts.values()
    words = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    of = f"of {len(statuses)} {'duty' if len(statuses) == 1 else 'duties'}: {words}"
    if overdue:
        return Value("4", str(overdue), of)
    if missed:
        return Value("3", str(missed), of)
    return Value("1" if coming else "0", "0", of)


def compact(value: int) -> str:
    """Return a number in at most four characters, never more than it is.

    Examples
    --------
    >>> compact(192), compact(4011), compact(106500), compact(1250000)
    ('192', '4k', '106k', '1M')
    """
    if value < 1_000:
        return str(value)
    return f"{value // 1_000}k" if value < 1_000_000 else f"{value // 1_000_000}M"


MEASURES: Final[Mapping[str, Measure]] = {
    one.name: one
    for one in (
        Measure(
            "people",
            "People pardoned",
            "People pardoned by the states themselves for cannabis offenses",
            "What each state granted, without its cities and counties, by the lower bound. Pardons that are counted in "
            "another unit are in the table.",
            (
                ("0", "1 to 99 people, at least"),
                ("1", "100 to 999"),
                ("2", "1,000 to 9,999"),
                ("3", "10,000 to 99,999"),
                ("4", "100,000 or more"),
                (HATCHED, "pardons in another unit, or not counted"),
                (NOTHING, "none by the state is recorded"),
            ),
            ("PageOfStates", {}),
            _people,
        ),
        Measure(
            "share",
            "Share of the eligible cleared",
            "Of those who could have relief, the share that had it, in the largest program of each state",
            "By the lower bound, in the largest program of the state itself of which sources count the eligible and "
            "the granted in one unit.",
            (
                ("1", "below 25%, at least"),
                ("2", "25% to 49%"),
                ("3", "50% to 74%"),
                ("4", "75% or more"),
                (HATCHED, "the eligible are counted; the share is open"),
                (NOTHING, "no source counts the eligible"),
            ),
            ("UptakeByState", {}),
            _share,
        ),
        Measure(
            "automatic",
            "Automatic law in force",
            "States with a law in force that clears convictions of cannabis offenses without a request",
            "Laws of the state that expunge, seal, vacate or dismiss. A law may cover few people; its page says whom.",
            (
                ("3", "in force"),
                ("2", "in force, from a day that no source gives, or perhaps not for convictions"),
                ("1", "for cases without a conviction only"),
                (HATCHED, "a bill, or a law not in force"),
                (NOTHING, "none is recorded"),
            ),
            ("PageOfAutomaticClearing", {}),
            _automatic,
        ),
        Measure(
            "overdue",
            "Duty past its day",
            "Duties under state laws on cannabis and on clearing records that are past their day",
            "Past the day: no outcome is recorded; it may have been done all the same. Missed: a source says so.",
            (
                ("4", "past the day, no outcome recorded (how many)"),
                ("3", "missed or done in part (how many)"),
                ("1", "not due yet"),
                ("0", "all done, lifted or moved"),
                (NOTHING, "no duty with a day is recorded"),
            ),
            ("Deadlines", {}),
            _overdue,
        ),
    )
}
"""The measures, by name; the first is that of the home page."""
