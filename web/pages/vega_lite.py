"""Charts as specs of Vega-Lite, with their data in them: for notebooks, and to be changed in an editor.

They show what the SVG shows, from the same data of a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...graph.model.dates import PartialDate
from . import glossary, numbers, share_multiples
from .charts import chart_at
from .entity_page import data_of
from .map_measures import HATCHED, NOTHING, largest_program
from .map_page import MapOfStates, map_of
from .numbers import Json
from .sentences import DONE_STAGES, publisher_of
from .site_query import query
from .state_map import LIGHT_INK, TILES

Spec = dict[str, Any]
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
_TEAL: Final = "#0f766e"
_LEVELS: Final = ("#d3ebe6", "#9ed5cb", "#5fb3a7", _TEAL, "#0a4541")
_GRAY: Final = {HATCHED: "#c9d2da", NOTHING: "#eef2f5"}


def spec_at(graph: KnowledgeGraph, path: str, base: str) -> str:
    """Return the spec of a chart as JSON.

    Parameters
    ----------
    graph
        The graph.
    path
        The path of the chart: see `chart_at`.
    base
        The absolute address of the home page.

    Raises
    ------
    NotFound
        If there is no such chart.
    """
    chart = chart_at(graph, path, base)
    if path == f"map/{share_multiples.NAME}":
        states = query(graph, "UptakeByState")["states"]["nodes"]
        spec = uptake_spec([row for state in states if (row := largest_program(state)) and row["rate"]])
    elif path.startswith("map/"):
        spec = map_spec(map_of(graph, path.removeprefix("map/"), base))
    else:
        id, _, name = path.rpartition(".")
        spec = _of_entity(data_of(graph, id), name)
    credit = f"{base}{chart.page}. Data of {numbers.day(graph.dataset.released.isoformat())}, version "
    title = {
        "text": chart.title,
        "subtitle": f"{credit}{graph.dataset.version}. CC BY 4.0",
        "anchor": "start",
        "subtitleColor": "#526070",
    }
    whole = {"$schema": _SCHEMA, "title": title, "config": {"view": {"stroke": None}}, **spec}
    return json.dumps(whole, ensure_ascii=False)


def _of_entity(data: Mapping[str, Any], name: str) -> Spec:
    if "action" in data:
        return figures_spec(one for one in data["action"]["figures"] if one["quantity"]["unit"].lower() == name)
    if name == "programs":
        return programs_spec(data["own"])
    if name == "uptake":
        return uptake_spec(data["uptake"])
    raise NotFound(f"The chart {name!r} has no spec.", "page")


def figures_spec(figures: Iterable[Json]) -> Spec:
    """Return the spec of figures over time: a point, a line between bounds, an arrow where the end is open."""
    values = [
        {
            "day": str(PartialDate(one["quantity"]["asOf"]).last_day),
            "as_of": one["quantity"]["asOf"],
            **_bounds(one["quantity"]),
            "stage": glossary.term("Stage", one["quantity"]["stage"]).word,
            "rank": glossary.term("Rank", one["rank"]).word,
            "source": publisher_of(one["source"]),
            "claim": one["id"],
        }
        for one in figures
        if one["quantity"]["asOf"]
    ]
    y = {"field": "shown", "type": "quantitative", "title": None}
    tooltip = [{"field": name} for name in ("as_of", "low", "high", "stage", "rank", "source")]
    return {
        "width": 600,
        "height": 320,
        "data": {"values": values},
        "encoding": {"x": {"field": "day", "type": "temporal", "title": None}, "tooltip": tooltip},
        "layer": [
            {
                "transform": [{"filter": "datum.low < datum.shown"}],
                "mark": {"type": "rule", "strokeWidth": 2, "color": _TEAL},
                "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "shown"}},
            },
            {
                "transform": [{"filter": "datum.is_open"}],
                "mark": {"type": "text", "text": "↑", "dy": -12, "fontSize": 16, "color": _TEAL},
                "encoding": {"y": y},
            },
            {
                "mark": {"type": "point", "size": 60, "filled": True},
                "encoding": {
                    "y": y,
                    "shape": {"field": "stage", "type": "nominal"},
                    "color": {"field": "stage", "type": "nominal"},
                    "opacity": {"condition": {"test": f"datum.rank == '{_WRONG}'", "value": 0.35}, "value": 1},
                },
            },
        ],
    }


def programs_spec(actions: Sequence[Json]) -> Spec:
    """Return the spec of what a state granted: bars by action, a row of small charts for each unit."""
    values = [
        {
            "action": one["name"],
            "unit": numbers.unit(one["figure"]["quantity"]["unit"]),
            **_bounds(one["figure"]["quantity"]),
            "as_of": one["figure"]["quantity"]["asOf"],
            "source": publisher_of(one["figure"]["source"]),
        }
        for one in actions
        if one["figure"] and one["figure"]["quantity"]["stage"] in DONE_STAGES
    ]
    tooltip = [{"field": name} for name in ("action", "low", "high", "unit", "as_of", "source")]
    y = {"field": "action", "type": "nominal", "title": None, "axis": {"labelLimit": 320}, "sort": "-x"}
    return {
        "data": {"values": values},
        "facet": {"row": {"field": "unit", "type": "nominal", "title": None}},
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "spec": {
            "width": 420,
            "encoding": {"y": y, "tooltip": tooltip},
            "layer": [
                {"mark": {"type": "bar", "color": _TEAL}, "encoding": {"x": _number("low")}},
                {
                    "mark": {"type": "bar", "color": _TEAL, "opacity": 0.4},
                    "encoding": {"x": _number("low"), "x2": {"field": "shown"}},
                },
            ],
        },
    }


def uptake_spec(rows: Sequence[Json]) -> Spec:
    """Return the spec of the share that had relief: filled to the lower bound, lighter to the upper."""
    values = [
        {
            "program": f"{row['action']['name']} ({numbers.unit(row['unit'])})",
            "low": row["rate"]["low"] if row["rate"] else 0,
            "high": min(1, row["rate"]["high"]) if row["rate"] and row["rate"]["high"] is not None else 1,
            "words": numbers.share(row["rate"]) if row["rate"] else "not known",
        }
        for row in rows
    ]
    x = {"field": "low", "type": "quantitative", "title": None, "axis": {"format": "%"}, "scale": {"domain": [0, 1]}}
    y = {
        "field": "program",
        "type": "nominal",
        "title": None,
        "sort": None,
        "axis": {"labelLimit": 320},
    }
    return {
        "width": 420,
        "data": {"values": values},
        "encoding": {"y": y, "tooltip": [{"field": one} for one in ("program", "words")]},
        "layer": [
            {"mark": {"type": "bar", "color": _TEAL}, "encoding": {"x": x}},
            {
                "mark": {"type": "bar", "color": "#c9d2da"},
                "encoding": {"x": x, "x2": {"field": "high"}},
            },
        ],
    }


def map_spec(shown: MapOfStates) -> Spec:
    """Return the spec of a map: squares in the places of the states, colored as the legend says."""
    legend = dict(shown.measure.legend)
    values = [
        {
            "code": state["code"],
            "state": state["name"],
            "column": TILES[state["code"]][0],
            "row": TILES[state["code"]][1],
            "level": legend.get(value.level, value.level),
            "value": value.words,
            "short": value.short,
            "days": value.days,
            "ink": "#ffffff" if value.level in LIGHT_INK else "#1c2430",
        }
        for state, value in shown.rows
        if state["code"] in TILES
    ]
    colors = [_GRAY.get(level) or _LEVELS[int(level)] for level in legend]
    scale = {"domain": list(legend.values()), "range": colors}
    place = {
        "x": {"field": "column", "type": "ordinal", "axis": None},
        "y": {"field": "row", "type": "ordinal", "axis": None},
    }
    return {
        "width": {"step": 40},
        "height": {"step": 40},
        "data": {"values": values},
        "encoding": {**place, "tooltip": [{"field": one} for one in ("state", "value", "days")]},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 3},
                "encoding": {
                    "color": {"field": "level", "type": "nominal", "title": None, "scale": scale, "legend": _LEGEND}
                },
            },
            {
                "mark": {"type": "text", "fontWeight": 600},
                "encoding": {"text": {"field": "code"}, "color": {"field": "ink", "type": "nominal", "scale": None}},
            },
        ],
    }


_WRONG: Final = glossary.term("Rank", "DEPRECATED").word
_LEGEND: Final = {"orient": "bottom", "columns": 1, "labelLimit": 400}


def _number(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}}


def _bounds(quantity: Json) -> Spec:
    """Return the bounds of a figure, whether it is open, and where its mark stands."""
    low, high = quantity["low"] or 0, quantity["high"]
    return {"low": low, "high": high, "is_open": high is None, "shown": low if high is None else high}
