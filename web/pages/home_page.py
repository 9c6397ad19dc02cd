"""The home page: a map of the states, five questions with their answers, totals, the largest programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from . import home_questions, numbers
from .address import Address
from .changes_since import first_day, since_the_first_release
from .map_measures import MEASURES
from .map_page import DEFAULT, map_of
from .numbers import Json
from .site_query import query, query_all, query_links, render_site

_PROGRAMS_A_UNIT: Final = 3
"""How many of the largest programs are shown of each unit."""


class TotalLine(NamedTuple):
    """A total of one kind of relief and one unit.

    Attributes
    ----------
    total : Mapping
        The total, as the saved query PageOfHome returns it.
    counted : str
        How many, with the unit.
    left_out : list of (str, int)
        The codes for which figures are left out, each with how many.
    """

    total: Json
    counted: str
    left_out: list[tuple[str, int]]


def home(graph: KnowledgeGraph, address: Address) -> str:
    """Return the home page."""
    data = query(graph, "PageOfHome")
    page_of_states = query(graph, "PageOfStates")
    states = page_of_states["states"]
    clearing = query(graph, "PageOfAutomaticClearing")
    overdue = query_all(graph, "Deadlines", "duties", {"status": ["OVERDUE"]})
    disputed = query(graph, "DisputedFigures")
    shown = map_of(graph, address.field("map") or DEFAULT, address.root, page_of_states)
    changes = since_the_first_release(graph, first_day(data["day"]))
    questions = [
        home_questions.how_many_people(data["totals"], data["day"]),
        home_questions.which_clear(clearing),
        home_questions.which_are_overdue(overdue["duties"]["nodes"]),
        home_questions.where_sources_differ(disputed["conflicts"]["nodes"]),
        home_questions.what_changed(changes),
    ]
    return render_site(
        "home.html",
        address,
        data,
        kinds=totals_by_kind(data["totals"]),
        units=list(dict.fromkeys(one["unit"] for one in data["totals"] if one["unit"])),
        largest_bound=largest_bound,
        programs=programs_by_unit(data["largest"]["nodes"]),
        counts={one["type"]: one["count"] for one in data["dataset"]["counts"]},
        questions=questions,
        shown=shown,
        card=f"{address.base}card",
        measures=MEASURES.values(),
        states=sorted(states["nodes"], key=lambda state: str(state["name"])),
        queries=query_links(
            ("PageOfHome", {}),
            ("PageOfStates", {}),
            ("PageOfAutomaticClearing", {}),
            ("Deadlines", {"status": ["OVERDUE"]}),
            *([] if shown.measure.name == DEFAULT else [shown.measure.query]),
            ("DisputedFigures", {}),
            ("PageOfChanges", {"since": changes["since"]}),
        ),
    )


def totals_by_kind(totals: Iterable[Json]) -> dict[str, list[TotalLine]]:
    """Return the totals that have a figure by kind of relief, those by most actions first; never added."""
    found: dict[str, list[TotalLine]] = {}
    for total in totals:
        if total["unit"] is None:
            continue
        counted = numbers.interval(total["low"], total["high"], total["unit"])
        codes = Counter(one["code"] for one in total["excluded"]["nodes"])
        found.setdefault(total["kind"], []).append(TotalLine(total, counted, codes.most_common()))
    return {kind: sorted(lines, key=lambda line: -line.total["actions"]) for kind, lines in found.items()}


def programs_by_unit(actions: Iterable[Json]) -> dict[str, list[Json]]:
    """Return the largest programs by the unit of their figures: only figures of one unit are compared.

    An action whose best figure is of another stage than granted is left out.
    """
    found: dict[str, list[Any]] = {}
    for action in actions:
        quantity = action["figure"]["quantity"]
        if quantity["stage"] in ("GRANTED", "RECORDED"):
            rows = found.setdefault(quantity["unit"], [])
            if len(rows) < _PROGRAMS_A_UNIT:
                rows.append(action)
    return {unit: rows for unit, rows in found.items() if len(rows) > 1}


def largest_bound(actions: Iterable[Json]) -> int:
    """Return the largest bound of the figures of some actions: the length of a full bar."""
    return max(action["figure"]["quantity"]["high"] or action["figure"]["quantity"]["low"] or 1 for action in actions)
