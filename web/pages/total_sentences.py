"""Sentences on totals: how many by how many actions, by figures of which days, who counted, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ...graph.model.dates import PartialDate
from . import numbers
from .numbers import Json
from .sentences import capital, count_of, counted_as_stated, done, figure_sentence, is_several, publisher_of, publishers

_UNITS: Final = ("PEOPLE", "CONVICTIONS", "CASES", "GRANTS", "RECORDS", "CHARGES", "CERTIFICATES", "APPLICATIONS")
"""Units in the order in which one leads where nothing else tells two totals of a kind apart."""


def total_clause(total: Json) -> str:
    """Return a clause that says what a total counts: at least 20,236 convictions were pardoned."""
    low, high = bounds(total)
    counted = numbers.interval(low, high, total["unit"])
    if total["approximate"] and low == total["approximate"]:
        counted = f"about {counted}" if counted[0].isdigit() else counted
    return done(total["kind"], total["unit"], counted, several=is_several(low, high))


def counted(total: Json, actions: Sequence[Json] = ()) -> str:
    """Return how many of what a total counts: 140,429 cases. That of one action is as its source has it."""
    figure = only_figure(total, actions)
    return counted_as_stated(figure) if figure else numbers.interval(*bounds(total), total["unit"])


def bounds(total: Json) -> tuple[int, int | None]:
    """Return the bounds that a sentence on a total gives.

    Figures of several days add up to a number that held on none of them: more may have been granted in between, so that
    their sum is a lower bound.
    """
    low, high = total["low"], total["high"]
    return low, None if low == high and total.get("actions", 1) > 1 and not _of_one_day(total) else high


def total_sentence(total: Json, today: str, actions: Sequence[Json] = ()) -> str:
    """Return a sentence with a total, the number of actions behind it, the days of their figures, and who says so.

    Parameters
    ----------
    total
        The total.
    today
        The day on which the page is read.
    actions
        The actions that it may count, with `kind` and `figure`.
    """
    if figure := only_figure(total, actions):
        return figure_sentence(total["kind"], figure, today)
    count = total["actions"]
    latest = total["asOf"]["latest"]
    described = days_of_figures(total)
    old = numbers.age(latest, today) if latest and total["asOf"]["earliest"] else ""
    # No source states a total. It is what figures come to, or what several figures of one action leave open.
    said = "" if count == 1 else ", added up here"
    claims = total["claims"]["nodes"] if total.get("claims") else []
    if claims:
        said = f"{said or ','} from {publishers(claims)}{_counters(claims)}"
    if count == 1 and latest == total["asOf"]["earliest"]:
        told = f"{f', as of {described}' if described else ''}{f' ({old})' if described and old else ''}"
    else:
        days = f", by figures of {described}" if described else ""
        told = f" by {count_of(count, 'action')}{days}{f' (the latest {old})' if old else ''}"
    part = any((one.get("quantity") or {}).get("extent") == "PART" for one in claims)
    left_out = " The figure counts only a part of what was granted." if part else ""
    return f"{capital(total_clause(total))}{told}{said}.{left_out}"


def only_figure(total: Json, actions: Sequence[Json] = ()) -> Json | None:
    """Return the figure that a total is, where it is the whole of one action as one source states it.

    It is the best figure of the action, where that is in the unit of the total, even if other sources narrow it: what
    one of them says may be quoted, which an interval of several may not.

    Parameters
    ----------
    total
        A total. Its claims have a `quantity` with a `qualifier` and an `extent`, and `reportedBy`.
    actions
        The actions that it may count, with `kind` and `figure`.
    """
    claims = total.get("claims")
    if total["actions"] != 1 or not claims:
        return None
    counted = {one.get("id") for one in claims["nodes"]}
    for action in actions:
        if action["kind"] == total["kind"] and action["figure"] and action["figure"]["id"] in counted:
            return _whole(action["figure"])
    only = len(claims["nodes"]) == 1 and not claims["pageInfo"]["hasNextPage"]
    figure: Json | None = _whole(claims["nodes"][0]) if only else None
    # What was carried out, without a word on what was granted, leaves a total open.
    if figure is None or (total["high"] is None) != (figure["quantity"]["high"] is None):
        return None
    return figure


def _whole(figure: Json) -> Json | None:
    return figure if (figure.get("quantity") or {}).get("extent") == "WHOLE" else None


def days_of_figures(total: Json) -> str:
    """Return the days of the figures of a total in words, no more exactly than their sources; empty if unknown."""
    ends, dated = total["asOf"], _written_days(total)
    if ends["earliest"] is None and total["actions"] > 1:
        return "days that not every source gives"
    if dated and ends["earliest"] and ends["latest"]:
        first = min(dated, key=lambda one: (one.first_day, one.last_day))
        last = max(dated, key=lambda one: (one.last_day, one.first_day))
        if _holds(first, ends["earliest"]) and _holds(last, ends["latest"]):
            return numbers.day(first) if first == last else f"{numbers.day(first)} to {numbers.day(last)}"
    return numbers.days(ends)


def _written_days(total: Json) -> list[PartialDate]:
    claims = total["claims"]["nodes"] if total.get("claims") else []
    return [PartialDate(one["quantity"]["asOf"]) for one in claims if one.get("quantity") and one["quantity"]["asOf"]]


def _holds(written: PartialDate, day: str) -> bool:
    return written.first_day.isoformat() <= day <= written.last_day.isoformat()


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
    """Return whether all figures are of one day, or of one month or year that no source tells apart."""
    ends = total.get("asOf") or {"earliest": None, "latest": None}
    if ends["earliest"] is not None and ends["earliest"] == ends["latest"]:
        return True
    claims = total["claims"]["nodes"] if total.get("claims") else []
    return len(_written_days(total)) == len(claims) and len(set(_written_days(total))) == 1


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
