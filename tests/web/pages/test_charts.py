"""Charts draw what the figures say, bounds included; each names its sources, its day and its license."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from clemency_graph.web.pages.figure_chart import figure_charts
from clemency_graph.web.pages.programs_chart import programs_chart
from clemency_graph.web.pages.share_multiples import share_multiples
from clemency_graph.web.pages.uptake_chart import uptake_chart
from hypothesis import given
from hypothesis import strategies as st

SVG: Final = "{http://www.w3.org/2000/svg}"
TODAY: Final = "2026-11-29"


def figure(low: int | None, high: int | None, day: str | None, stage: str = "GRANTED", **more: Any) -> dict[str, Any]:
    qualifier = "EXACTLY" if low == high else "BETWEEN"
    quantity = {"low": low, "high": high, "qualifier": qualifier, "unit": "CASES", "stage": stage, "asOf": day}
    source = {"title": "A page", "publisher": {"name": more.pop("by", "NORML")}}
    return {"id": "claim/0", "quantity": quantity, "rank": "NORMAL", "source": source, **more}


def drawn(figures: list[dict[str, Any]]) -> ElementTree.Element:
    (chart,) = figure_charts({"name": "Expungements", "figures": figures}, TODAY).values()
    return ElementTree.fromstring(chart)


def marks(chart: ElementTree.Element) -> list[ElementTree.Element]:
    """The marks of figures: those with words of their own."""
    return [
        one
        for one in chart.iter()
        if (title := one.find(f"{SVG}title")) is not None and title.text and one is not chart
    ]


def words(chart: ElementTree.Element) -> str:
    return " ".join(one.text or "" for one in chart.iter(f"{SVG}text"))


def place(mark: ElementTree.Element) -> tuple[float, float]:
    return float(mark.attrib["cx"]), float(mark.attrib["cy"])


NUMBERS: Final = st.integers(1, 2_000_000)
DAYS: Final = st.dates(date(1996, 1, 1), date(2026, 11, 29)).map(str)


@given(st.lists(st.tuples(NUMBERS, DAYS), min_size=3, max_size=30))
def test_marks_stand_in_the_order_of_their_days_and_numbers(values: list[tuple[int, str]]) -> None:
    chart = drawn([figure(number, number, day) for number, day in values])
    places = [place(mark) for mark in marks(chart)]
    assert len(places) == len(values)
    _, _, width, height = map(float, chart.attrib["viewBox"].split())
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
    for (number, day), (x, y) in zip(values, places, strict=True):
        for (number_2, day_2), (x_2, y_2) in zip(values, places, strict=True):
            assert (day <= day_2) <= (x <= x_2 + 0.11)
            assert (number <= number_2) <= (y >= y_2 - 0.11)


def test_a_bound_is_drawn_as_a_bound() -> None:
    exact = [figure(number, number, "2024-01-05") for number in (10, 20, 30)]
    dashed = [one for one in drawn(exact).iter(f"{SVG}line") if "stroke-dasharray" in one.attrib]
    assert dashed == []
    assert "open" not in words(drawn(exact))
    opened = drawn([*exact, figure(25, None, "2025-01-05")])
    (dash, legend) = [one for one in opened.iter(f"{SVG}line") if "stroke-dasharray" in one.attrib]
    at = place(marks(opened)[-1])
    assert (float(dash.attrib["x1"]), float(dash.attrib["y1"])) == pytest.approx(at, abs=0.1)
    assert float(dash.attrib["y2"]) < float(dash.attrib["y1"]), "it leads upwards, where it is open"
    assert "at least: the end is open" in words(opened)
    assert legend is not dash
    closed = drawn([*exact, figure(10, 30, "2025-01-05")])
    at = place(marks(closed)[-1])
    top = place(marks(closed)[2])
    bars = [
        one
        for one in closed.iter(f"{SVG}line")
        if one.attrib["class"] == "bound" and one.attrib["x1"] == one.attrib["x2"] == f"{at[0]:.1f}"
    ]
    assert any(float(one.attrib["y2"]) == pytest.approx(top[1], abs=0.1) for one in bars), (
        "from its low to its high end"
    )
    assert "between two bounds" in words(closed)


def test_each_unit_has_its_chart_once_it_has_three_figures_with_a_day() -> None:
    figures = [figure(number, number, "2024-01-05") for number in (1, 2)]
    undated = figure(3, 3, None)
    assert figure_charts({"name": "A", "figures": [*figures, undated]}, TODAY) == {}
    chart = drawn([*figures, figure(4, 4, "2024"), undated])
    assert len(marks(chart)) == 3
    assert "1 more without a day is not drawn" in words(chart)
    assert "the day is known to the month or the year only" in words(chart)
    other = [{**one, "quantity": {**one["quantity"], "unit": "PEOPLE"}} for one in figures]
    both = figure_charts({"name": "A", "figures": [*figures, figure(4, 4, "2024"), *other, *other]}, TODAY)
    assert list(both) == ["cases", "people"]
    assert all(f": {unit}, all figures" in chart for unit, chart in both.items())


def test_a_chart_carries_title_legend_day_source_and_license() -> None:
    figures = [
        figure(7, 7, "2024-01-05", "ELIGIBLE", by="Leafly"),
        figure(8, 8, "2024-02-05"),
        figure(9, 9, "2025-03-05", rank="DEPRECATED", by="A <b> & C"),
    ]
    chart = drawn(figures)
    assert chart.findtext(f"{SVG}title", "").startswith("Expungements: cases")
    described = chart.findtext(f"{SVG}desc")
    assert (
        described
        == "7 cases (eligible), 5 January 2024; 8 cases (granted), 5 February 2024; 9 cases (granted), 5 March 2025"
    )
    told = words(chart)
    for part in ("eligible", "granted", "5 January 2024 to 5 March 2025", "Leafly", "A <b> & C", "29 November 2026"):
        assert part in " ".join(told.split())
    assert "CC BY 4.0" in told
    assert "superseded or wrong" in told
    assert {one.attrib["class"].split()[-1] for one in marks(chart)} == {"stage-0", "stage-1", "hollow"}
    assert not [one for one in chart.iter() if "style" in one.attrib or one.tag == f"{SVG}style"]


def row(low: float | None, high: float | None) -> dict[str, Any]:
    counts = {"low": 100, "high": 100}
    return {
        "action": {"name": "A program with a name that is long enough to be broken into two lines, or even three"},
        "unit": "CASES",
        "rate": None if low is None else {"low": low, "high": high},
        "gaps": ["NO_GRANTED"] if low is None else [],
        "eligible": {"counts": counts},
    }


SHARES: Final = st.floats(0, 1).flatmap(lambda low: st.tuples(st.just(low), st.none() | st.floats(low, 1)))


@given(st.lists(SHARES, min_size=1, max_size=12))
def test_the_filled_share_is_the_least_and_what_is_not_known_is_hatched(
    shares: list[tuple[float, float | None]],
) -> None:
    svg = uptake_chart({"name": "Ohio"}, [row(*share) for share in shares], TODAY)
    assert svg is not None
    chart = ElementTree.fromstring(svg)
    boxes = [one for one in chart.iter(f"{SVG}rect") if one.attrib.get("height") == "14"]
    whole = max(float(one.attrib["width"]) for one in boxes)
    filled = sum(float(one.attrib["width"]) for one in boxes if one.attrib["class"] == "done")
    hatched = sum(float(one.attrib["width"]) for one in boxes if one.attrib["fill"].startswith("url(#"))
    legend = 16
    slack = 0.1 * len(shares)
    assert filled - legend == pytest.approx(whole * sum(low for low, _ in shares), abs=slack)
    between = sum((1 if high is None else high) - low for low, high in shares)
    assert hatched - legend == pytest.approx(whole * between, abs=slack)


def test_a_program_without_a_share_is_hatched_whole_and_says_why() -> None:
    chart = uptake_chart({"name": "Ohio"}, [row(0.5, 0.5), row(None, None)], TODAY)
    assert chart is not None
    assert "share not known of 100 cases: no figure of the granted" in chart
    assert "50% of 100 cases" in chart
    assert uptake_chart({"name": "Ohio"}, [row(None, None)], TODAY) is None
    assert uptake_chart({"name": "Ohio"}, [], TODAY) is None
    many = uptake_chart({"name": "Ohio"}, [row(0.5, 0.5)] * 14, TODAY)
    assert many is not None
    assert "2 more are in the table" in " ".join(words(ElementTree.fromstring(many)).split())


def action(name: str, low: int, high: int | None, unit: str = "CASES", stage: str = "GRANTED") -> dict[str, Any]:
    one = figure(low, high, "2024-01-05", stage, stated="")
    return {"name": name, "figure": {**one, "quantity": {**one["quantity"], "unit": unit}}}


@given(st.lists(st.tuples(st.sampled_from(["CASES", "PEOPLE"]), st.integers(1, 10**6)), min_size=1, max_size=8))
def test_bars_of_programs_are_compared_within_one_unit(programs: list[tuple[str, int]]) -> None:
    svg = programs_chart({"name": "Ohio"}, [action("A", low, low, unit) for unit, low in programs], TODAY)
    assert svg is not None
    boxes = [float(one.attrib["width"]) for one in ElementTree.fromstring(svg).iter(f"{SVG}rect") if "x" in one.attrib]
    *bars, legend = boxes
    assert legend == 16
    units = list(dict.fromkeys(unit for unit, _ in programs))
    drawn = sorted(programs, key=lambda one: units.index(one[0]))
    longest = max(bars)
    for (unit, low), bar in zip(drawn, bars, strict=True):
        assert bar == pytest.approx(longest * low / max(other for one, other in programs if one == unit), abs=0.1)


def test_programs_are_those_with_a_figure_of_what_was_granted() -> None:
    eligible = action("Could", 9, 9, stage="ELIGIBLE")
    without = {"name": "Without", "figure": None}
    assert programs_chart({"name": "Ohio"}, [eligible, without], TODAY) is None
    svg = programs_chart({"name": "Ohio"}, [action("Did", 7, None), eligible, without], TODAY)
    assert svg is not None
    text = words(ElementTree.fromstring(svg))
    assert "Did" in text and "Could" not in text and "Without" not in text
    for part in ("granted; 5 January 2024; NORML", "at least: the end is open", "CC BY 4.0", "29 November 2026"):
        assert part in text
    many = programs_chart({"name": "Ohio"}, [action("Did", 7, 7)] * 10, TODAY)
    assert many is not None
    assert "2 more are in the table" in " ".join(words(ElementTree.fromstring(many)).split())


def state(name: str, shares: list[tuple[float, float | None] | None]) -> dict[str, Any]:
    rows = [
        {
            "action": {"id": f"{name} {place}", "name": "A program", "kind": "SEALING", "jurisdiction": {"id": name}},
            "unit": "CASES",
            "rate": {"low": one[0], "high": one[1]} if one else None,
            "eligible": {"counts": {"low": 100, "high": 100}},
            "granted": {"counts": {"low": 1, "high": 1}, "asOf": {"earliest": "2024", "latest": "2024"}}
            if one
            else None,
        }
        for place, one in enumerate(shares)
    ]
    return {"id": name, "name": name, "uptake": rows}


@given(st.lists(SHARES, max_size=12))
def test_small_multiples_have_a_bar_for_each_state_whose_share_is_known(
    shares: list[tuple[float, float | None]],
) -> None:
    states = [state(f"State {place}", [share]) for place, share in enumerate(shares)]
    dataset = {"version": "0" * 16, "released": "2026-11-29"}
    svg = share_multiples([*states, state("Open", [None]), state("None", [])], dataset, TODAY)
    chart = ElementTree.fromstring(svg)
    boxes = [one for one in chart.iter(f"{SVG}rect") if one.attrib.get("height") == "12"]
    whole, slack = 194.0, 0.1 * len(shares) + 0.01
    filled = sum(float(one.attrib["width"]) for one in boxes if one.attrib["class"] == "done") - 16
    hatched = sum(float(one.attrib["width"]) for one in boxes if one.attrib["fill"].startswith("url(#")) - 16
    assert filled == pytest.approx(whole * sum(low for low, _ in shares), abs=slack)
    assert hatched == pytest.approx(whole * sum((1 if high is None else high) - low for low, high in shares), abs=slack)
    names = [one.text or "" for one in chart.iter(f"{SVG}text") if (one.text or "").startswith("State ")]
    lows = {f"State {place}": low for place, (low, _) in enumerate(shares)}
    assert sorted(names) == sorted(lows)
    assert [lows[name] for name in names] == sorted(lows.values(), reverse=True)
    assert "1 more state counts the eligible only" in " ".join(words(chart).split())
