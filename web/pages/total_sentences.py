"""Sentences on totals: how many by how many actions, by figures of which days, who counted, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ...graph.model.dates import PartialDate
from . import numbers
from .numbers import Json
from .sentences import capital, count_of, done, figure_sentence, is_several, publisher_of, publishers

_UNITS: Final = ("PEOPLE", "CONVICTIONS", "CASES", "GRANTS", "RECORDS", "CHARGES", "CERTIFICATES", "APPLICATIONS")
"""Units in the order in which one leads where nothing else tells two totals of a kind apart."""


def total_clause(total: Json) -> str:
    """Return a clause that says what a total counts: at least 20,236 convictions were pardoned.

    Figures of several days add up to a number that held on none of them: more may have been granted in between, so that
    their sum is a lower bound.
    """
    low, high = total["low"], total["high"]
    if low == high and total["actions"] > 1 and not _of_one_day(total):
        high = None
    counted = numbers.interval(low, high, total["unit"])
    if total["approximate"] and low == total["approximate"]:
        counted = f"about {counted}" if counted[0].isdigit() else counted
    return done(total["kind"], total["unit"], counted, several=is_several(low, high))


def total_sentence(total: Json, today: str) -> str:
    """Return a sentence with a total, the number of actions behind it, the days of their figures, and who says so."""
    if figure := only_figure(total):
        return figure_sentence(total["kind"], figure, today)
    actions = total["actions"]
    latest = total["asOf"]["latest"]
    described = days_of_figures(total)
    old = numbers.age(latest, today) if latest else ""
    # No source states a total. It is what figures come to, or what several figures of one action leave open.
    said = "" if actions == 1 else ", added up here"
    if total.get("claims"):
        claims = total["claims"]["nodes"]
        said = f"{said or ','} from {publishers(claims)}{_counters(claims)}"
    if actions == 1 and latest == total["asOf"]["earliest"]:
        when = f", as of {described}{f' ({old})' if old else ''}" if described else ""
        return f"{capital(total_clause(total))}{when}{said}."
    when = f", by figures of {described}" if described else ""
    by = f" by {count_of(actions, 'action')}"
    return f"{capital(total_clause(total))}{by}{when}{f' (the latest {old})' if old else ''}{said}."


def only_figure(total: Json) -> Json | None:
    """Return the figure that a total is, where it is the whole of one action as one source states it.

    Parameters
    ----------
    total
        A total. Its claims have a `quantity` with a `qualifier`, and `reportedBy`; without them there is no such
        figure.
    """
    claims = total.get("claims")
    if total["actions"] != 1 or not claims or len(claims["nodes"]) != 1 or claims["pageInfo"]["hasNextPage"]:
        return None
    figure: Json = claims["nodes"][0]
    quantity = figure.get("quantity") or {}
    # A part, and what was carried out without a word on what was granted, leave a total open.
    open_ended = (total["high"] is None) != (quantity.get("high") is None)
    if "qualifier" not in quantity or "reportedBy" not in figure or open_ended:
        return None
    return figure


def days_of_figures(total: Json) -> str:
    """Return the days of the figures of a total in words, no more exactly than their sources; empty if unknown."""
    ends = total["asOf"]
    claims = total.get("claims")
    written = [one["quantity"]["asOf"] for one in claims["nodes"] if one.get("quantity")] if claims else []
    dated = [PartialDate(one) for one in written if one]
    if dated and ends["earliest"] and ends["latest"]:
        first = min(dated, key=lambda one: (one.first_day, one.last_day))
        last = max(dated, key=lambda one: (one.last_day, one.first_day))
        if (first.first_day.isoformat(), last.last_day.isoformat()) == (ends["earliest"], ends["latest"]):
            return numbers.day(first) if first == last else f"{numbers.day(first)} to {numbers.day(last)}"
    return numbers.days(ends)


def leading_totals(totals: Iterable[Json], actions: Sequence[Json] = ()) -> list[Json]:
    """Return one total for each kind of relief, the largest first.

    Units are never added, so a kind that is counted in several units is led by one of them; the others follow in the
    table of totals. It is the unit in which most actions are counted; of two such units the one that most of these
    actions lead with themselves; then an exact total, then the larger one.

    Parameters
    ----------
    totals
        Totals by kind and unit.
    actions
        The actions that they count, with `kind` and `figure`.
    """
    led = [
        (one["kind"], one["figure"]["quantity"]["unit"])
        for one in actions
        if one["figure"] and one["figure"]["quantity"]["stage"] in ("GRANTED", "RECORDED")
    ]
    best: dict[str, Json] = {}
    weights: dict[str, tuple[int, int, bool, int, int]] = {}
    for total in totals:
        kind, unit = total["kind"], total["unit"]
        if unit is None or not total["actions"]:
            continue
        exact = total["high"] is not None and total["high"] == total["low"]
        weight = (total["actions"], led.count((kind, unit)), exact, total["low"], -_UNITS.index(unit))
        if kind not in best or weight > weights[kind]:
            best[kind], weights[kind] = total, weight
    return sorted(best.values(), key=lambda total: -total["low"])


def _of_one_day(total: Json) -> bool:
    ends = total.get("asOf") or {"earliest": None, "latest": None}
    return ends["earliest"] is not None and ends["earliest"] == ends["latest"]


def _counters(claims: Sequence[Json]) -> str:
    """Return who counted what the sources of a total report, where it was not they."""
    counters = {
        one["reportedBy"]["name"]: None
        for one in claims
        if one.get("reportedBy") and one["reportedBy"]["name"] != publisher_of(one["source"])
    }
    if not counters or len(counters) > 3:
        return ""
    in_part = "" if all(one.get("reportedBy") for one in claims) else " in part"
    return f"; counted{in_part} by {numbers.listed(list(counters))}"
