"""The chart of what a state granted: a bar for each of its actions with a figure, compared within one unit only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from . import glossary, numbers
from .chart_svg import WIDTH, document, hatching, line, text
from .numbers import Json
from .sentences import DONE_STAGES, counted_as_stated, publisher_of, publishers

_MOST: Final = 8
_LEFT: Final = 8.0
_BAR: Final = WIDTH - 16.0
_OPEN: Final = 24.0
"""How much of the width is kept for an open end."""
_HATCH: Final = "between"


def programs_chart(state: Json, actions: Sequence[Json], today: str) -> Markup | None:
    """Return the chart, or None if no action has a figure of what was granted.

    Parameters
    ----------
    state
        The state.
    actions
        The actions of the state itself, those with the largest figures first.
    today
        The day on which the page is read.
    """
    counted = [one for one in actions if one["figure"] and one["figure"]["quantity"]["stage"] in DONE_STAGES]
    if not counted:
        return None
    drawn = sorted(counted[:_MOST], key=lambda one: _units(counted).index(one["figure"]["quantity"]["unit"]))
    parts, y, before = [hatching(_HATCH)], 0.0, ""
    for action in drawn:
        unit = action["figure"]["quantity"]["unit"]
        if unit != before:
            y += 18
            parts.append(text(_LEFT, y, f"In {numbers.unit(unit)}", kind="faint"))
            before = unit
        most = max(_end(one) for one in drawn if one["figure"]["quantity"]["unit"] == unit)
        rows = _names(action["name"], 58), _names(_words(action["figure"]), 66)
        parts += _row(action["figure"]["quantity"], y, *rows, most)
        y += 14.0 * (len(rows[0]) + len(rows[1])) + 28
    quantities = [one["figure"]["quantity"] for one in drawn]
    legend = list(_legend(quantities, y + 6))
    more = f" {len(counted) - _MOST} more are in the table." if len(counted) > _MOST else ""
    figures = [one["figure"] for one in drawn]
    return document(
        "chart-programs",
        f"{state['name']}: what the state granted for cannabis offenses, by action, without its cities and counties",
        "; ".join(f"{one['name']}: {_words(one['figure'])}" for one in drawn),
        [*parts, *legend],
        y + 12 + 18 * len(legend),
        [
            f"Bars are compared within one unit only and never added.{more} Figures by {publishers(figures)}.",
            f"Drawn on {numbers.day(today)}.",
        ],
    )


def _units(actions: Sequence[Json]) -> list[str]:
    return list(dict.fromkeys(one["figure"]["quantity"]["unit"] for one in actions))


def _end(action: Json) -> int:
    quantity = action["figure"]["quantity"]
    return int(quantity["high"] or quantity["low"] or 1)


def _names(words: str, letters: int) -> list[str]:
    return wrap(words, letters, max_lines=2, placeholder=" …")


def _words(figure: Json) -> str:
    """Return a figure with its stage, its day and who says so."""
    quantity = figure["quantity"]
    stage = glossary.term("Stage", quantity["stage"]).word
    day = numbers.day(quantity["asOf"]) if quantity["asOf"] else "no day given"
    return f"{counted_as_stated(figure)}, {stage}; {day}; {publisher_of(figure['source'])}"


def _row(quantity: Json, y: float, name: Sequence[str], words: Sequence[str], most: int) -> Iterator[Markup]:
    """Yield the name of an action, its bar with its bounds, and its figure in words."""
    for part in name:
        y += 14
        yield text(_LEFT, y, part, size=12)
    y += 5
    scale = (_BAR - _OPEN) / most
    low, high = scale * (quantity["low"] or 0), quantity["high"]
    if high is None:
        end = min(_LEFT + _BAR, _LEFT + low + _OPEN)
        yield line(_LEFT + low, y + 7, end, y + 7, "bound", dashed=True)
    elif scale * high > low:
        yield _box(_LEFT + low, y, scale * high - low, f"url(#{_HATCH})", "between")
    if low:
        yield _box(_LEFT, y, low, "#0f766e", "done")
    y += 13
    for part in words:
        y += 14
        yield text(_LEFT, y, part, size=11, kind="faint")


def _legend(quantities: Sequence[Json], y: float) -> Iterator[Markup]:
    yield _box(_LEFT, y, 16, "#0f766e", "done") + text(_LEFT + 24, y + 12, "surely granted: the lower bound", size=12)
    if any(one["high"] not in (None, one["low"]) for one in quantities):
        y += 18
        yield _box(_LEFT, y, 16, f"url(#{_HATCH})", "between") + text(_LEFT + 24, y + 12, "between the bounds", size=12)
    if any(one["high"] is None for one in quantities):
        y += 18
        yield line(_LEFT, y + 8, _LEFT + 16, y + 8, "bound", dashed=True)
        yield text(_LEFT + 24, y + 12, "at least: the end is open", size=12)


def _box(x: float, y: float, width: float, fill: str, kind: str) -> Markup:
    return Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="14" fill="{}" stroke="#526070" stroke-width="0.8" '
        'class="{}"/>'
    ).format(x, y, width, fill, kind)
