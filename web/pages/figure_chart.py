"""Charts of the figures of an action over time, one for each unit; a bound is drawn as a bound, not as a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from ...graph.model.dates import PartialDate
from . import glossary, numbers
from .chart_svg import WIDTH, document, line, text
from .numbers import Json
from .sentences import publishers

LEAST: Final = 3
"""Figures of one unit from which there is a chart."""

_LEFT: Final = 78.0
_RIGHT: Final = WIDTH - 20.0
_PLOT: Final = 190.0
_OPEN: Final = 22.0
"""The height of the line that shows an open end."""
_SIZE: Final = 4.5
_MOST_TICKS: Final = 5
_MARKS: Final = ("circle", "square", "diamond", "triangle", "turned")
_COLORS: Final = ("#0f766e", "#1d4ed8", "#b45309", "#7e22ce", "#be185d")


def figure_charts(action: Json, today: str) -> dict[str, Markup]:
    """Return a chart of the figures of an action for each unit that has enough of them with a day, by the unit.

    Parameters
    ----------
    action
        The action, as the saved query PageOfAnAction returns it.
    today
        The day on which the page is read.
    """
    by_unit: dict[str, list[Json]] = {}
    for figure in action["figures"]:
        by_unit.setdefault(figure["quantity"]["unit"], []).append(figure)
    return {
        unit.lower(): _chart(action["name"], unit, drawn, len(figures) - len(drawn), today)
        for unit, figures in by_unit.items()
        if len(drawn := [one for one in figures if one["quantity"]["asOf"]]) >= LEAST
    }


def _chart(name: str, unit: str, figures: Sequence[Json], undated: int, today: str) -> Markup:
    stages = list(dict.fromkeys(one["quantity"]["stage"] for one in figures))
    scale = _Scale(figures)
    parts = [*scale.axes(unit), *(part for one in figures for part in _figure(one, scale, stages))]
    legend = list(_legend(stages, figures))
    days = sorted(one["quantity"]["asOf"] for one in figures)
    without = f" {undated} more without a day {'is' if undated == 1 else 'are'} not drawn." if undated else ""
    description = "; ".join(_words(one) for one in sorted(figures, key=lambda one: one["quantity"]["asOf"]))
    return document(
        f"chart-{unit.lower()}",
        f"{name}: {numbers.unit(unit)}, all figures of all sources over time",
        description,
        [*parts, *legend],
        _PLOT + 44 + 18 * len(legend),
        [
            f"Figures of {numbers.day(days[0])} to {numbers.day(days[-1])}, by {publishers(figures)}.{without}",
            f"Drawn on {numbers.day(today)}.",
        ],
    )


class _Scale:
    """The scales of a chart: days from left to right, numbers from 0 upwards."""

    def __init__(self, figures: Sequence[Json]) -> None:
        quantities = [one["quantity"] for one in figures]
        days = [PartialDate(one["asOf"]) for one in quantities]
        first, last = min(one.first_day for one in days), max(one.last_day for one in days)
        margin = timedelta(days=max(20, (last - first).days // 20))
        self.first, self.last = first - margin, last + margin
        self.most = max(max(one["low"] or 0, one["high"] or 0) for one in quantities) or 1
        self.step = _step(self.most)
        self.top = self.step * (self.most // self.step + 1)

    def x(self, day: date) -> float:
        """Return where a day is."""
        return _LEFT + (_RIGHT - _LEFT) * (day - self.first).days / (self.last - self.first).days

    def y(self, value: float) -> float:
        """Return where a number is."""
        return _PLOT * (1 - value / self.top) + 4

    def axes(self, unit: str) -> Iterator[Markup]:
        """Yield the grid with its numbers, and the days below it."""
        for value in range(0, self.top + 1, self.step):
            yield line(_LEFT, self.y(value), _RIGHT, self.y(value), "grid" if value else "axis")
            yield text(_LEFT - 6, self.y(value) + 4, numbers.number(value), anchor="end", kind="faint")
        for day in _ticks(self.first, self.last):
            yield line(self.x(day), self.y(0), self.x(day), self.y(0) + 5, "axis")
            long = (self.last - self.first).days > 1000
            words = str(day.year) if long else f"{day:%b} {day.year}"
            yield text(self.x(day), self.y(0) + 19, words, anchor="middle", kind="faint")


def _step(most: int) -> int:
    """Return a round distance of grid lines: 1, 2 or 5 times a power of ten."""
    power = int("1" + "0" * (len(str(most)) - 1))
    for part in (power // 10, power // 5, power // 2, power, 2 * power):
        if part and most / part <= 5:
            return part
    return 1


def _ticks(first: date, last: date) -> list[date]:
    """Return a few days at the beginnings of months or years, evenly apart."""
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    for every in (1, 2, 3, 6, 12, 24, 60, 120):
        found = [one for one in months if ((one.year * 12) + one.month - 1) % every == 0 and first <= one <= last]
        if len(found) <= _MOST_TICKS:
            return found
    return []


def _figure(figure: Json, scale: _Scale, stages: Sequence[str]) -> Iterator[Markup]:
    quantity = figure["quantity"]
    low, high = quantity["low"] or 0, quantity["high"]
    day = PartialDate(quantity["asOf"])
    left, right = scale.x(day.first_day), scale.x(day.last_day)
    x = (left + right) / 2
    if right - left > 2 * _SIZE:
        yield line(left, scale.y(low or high or 0), right, scale.y(low or high or 0), "bound")
    if high is None:
        end = max(0.0, scale.y(low) - _OPEN)
        yield line(x, scale.y(low), x, end, "bound", dashed=True)
        yield line(x - 4, end + 6, x, end, "bound")
        yield line(x + 4, end + 6, x, end, "bound")
    elif low != high:
        yield line(x, scale.y(low), x, scale.y(high), "bound")
        yield line(x - 5, scale.y(high), x + 5, scale.y(high), "bound")
        yield line(x - 5, scale.y(low), x + 5, scale.y(low), "bound")
    place = stages.index(quantity["stage"])
    words = _words(figure)
    y = scale.y(low if low or high is None else high)
    yield _mark(x, y, place, words, hollow=figure["rank"] == "DEPRECATED")


def _mark(x: float, y: float, place: int, words: str = "", *, hollow: bool = False) -> Markup:
    """Return the mark of a stage: a shape and a color; hollow if the figure is superseded or wrong."""
    place %= len(_MARKS)
    size = _SIZE
    shape = {
        "circle": Markup('<circle cx="{0:.1f}" cy="{1:.1f}" r="{2}"').format(x, y, size),
        "square": Markup('<path d="M{:.1f} {:.1f}h{s}v{s}h-{s}z"').format(x - size, y - size, s=2 * size),
        "diamond": Markup('<path d="M{:.1f} {:.1f}l{s} {s} -{s} {s} -{s} -{s}z"').format(x, y - size - 1, s=size + 1),
        "triangle": Markup('<path d="M{:.1f} {:.1f}l{s} {t}h-{t}z"').format(
            x, y - size - 1, s=size + 1, t=2 * size + 2
        ),
        "turned": Markup('<path d="M{:.1f} {:.1f}l{s} -{t}h-{t}z"').format(x, y + size + 1, s=size + 1, t=2 * size + 2),
    }[_MARKS[place]]
    fill = "#ffffff" if hollow else _COLORS[place]
    kind = f"stage-{place} hollow" if hollow else f"stage-{place}"
    return Markup('{} fill="{}" stroke="{}" stroke-width="1.5" class="{}"><title>{}</title></{}>').format(
        shape, fill, _COLORS[place], kind, words, "circle" if _MARKS[place] == "circle" else "path"
    )


def _legend(stages: Sequence[str], figures: Sequence[Json]) -> Iterator[Markup]:
    """Yield a line for each stage, and one for each way in which a number is open."""
    y = _PLOT + 50.0
    for place, stage in enumerate(stages):
        yield _mark(16, y - 4, place) + text(28, y, _stage(stage))
        y += 18
    if any(one["quantity"]["high"] is None for one in figures):
        yield line(16, y + 2, 16, y - 10, "bound", dashed=True) + text(28, y, "at least: the end is open")
        y += 18
    if any(one["quantity"]["high"] not in (None, one["quantity"]["low"]) for one in figures):
        yield line(16, y + 2, 16, y - 10, "bound") + text(28, y, "between two bounds")
        y += 18
    if any(one["quantity"]["asOf"].count("-") < 2 for one in figures):
        yield line(11, y - 4, 21, y - 4, "bound") + text(28, y, "the day is known to the month or the year only")
        y += 18
    if any(one["rank"] == "DEPRECATED" for one in figures):
        yield _mark(16, y - 4, 0, hollow=True) + text(28, y, "hollow: superseded or wrong, kept for reference")


def _words(figure: Json) -> str:
    """Return a figure with its stage and its day."""
    quantity = figure["quantity"]
    return f"{numbers.quantity(quantity)} ({_stage(quantity['stage'])}), {numbers.day(quantity['asOf'])}"


def _stage(stage: str) -> str:
    return glossary.term("Stage", stage).word
